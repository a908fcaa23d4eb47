import type {
  DecisionQuorum,
  DecisionThreshold,
  MembershipCaseKind,
  MembershipCaseState,
  MembershipStep,
  OpenMatterKind,
  VoteChoice,
} from "../generated/graphql.ts";

export const caseKinds: Record<MembershipCaseKind, string> = {
  admit: "吸纳为成员",
  observe: "成为观察单位",
  withdraw: "退出联盟",
};

export const caseStates: Record<MembershipCaseState, string> = {
  submitted: "待受理",
  returned: "退回补充",
  voting: "表决中",
  approved: "已通过",
  rejected: "未通过",
  cancelled: "已撤回",
};
/** The columns of the board in their order. */
export const stateOrder = Object.keys(caseStates) as MembershipCaseState[];

export const caseSteps: Record<MembershipStep, string> = {
  table: "提交联席会议",
  sendBack: "退回补充",
  resubmit: "重新提交",
  cancel: "撤回",
  reopen: "重新办理",
};

export const choices: Record<VoteChoice, string> = { yes: "同意", no: "不同意", abstain: "弃权" };

export const thresholds: Record<DecisionThreshold, string> = {
  majority: "到会成员过半数同意",
  twoThirds: "到会成员三分之二以上同意",
  unanimity: "到会成员一致同意",
};
export const quorums: Record<DecisionQuorum, string> = {
  none: "不限到会家数",
  half: "过半数成员到会",
  twoThirds: "三分之二以上成员到会",
};

interface Rule {
  threshold: DecisionThreshold;
  quorum: DecisionQuorum;
}

/** The rule in a sentence: 过半数成员到会，到会成员过半数同意即通过。 */
export const ruleText = ({ threshold, quorum }: Rule): string =>
  `${quorum === "none" ? "" : `${quorums[quorum]}，`}${thresholds[threshold]}即通过；申请单位回避，弃权算到会、不算同意。`;

export const matterKinds: Record<OpenMatterKind, string> = {
  project: "服务项目没有办结",
  promise: "已达成的对接没有立项",
  duty: "轮值没有移交",
  post: "职务没有移交",
};

export const casePath = (id: string): string => `/membership/${encodeURIComponent(id)}`;

/** Queries that show membership: read anew after a change. */
export const membershipQueries = [
  "MembershipBoard",
  "MembershipCase",
  "MembershipRoster",
  "MembershipRules",
  "RegisteredMemberships",
  "Links",
  "Facts",
  "AllianceGraph",
];
