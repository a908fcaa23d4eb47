import type {
  AllianceKind,
  Beneficiary,
  CoverMode,
  DeclineReason,
  EntryState,
  EntryVisibility,
  Fairness,
  MatchState,
  MatchTier,
  OfferKind,
  OrganizationKind,
  Scale,
  Stage,
  UnfilledReason,
  Urgency,
} from "../generated/graphql.ts";

// The field guide's words for the contract's enumerations.
export const entryStates: Record<EntryState, string> = {
  draft: "草稿",
  pendingReview: "待审核",
  published: "已发布",
  returned: "已退回",
  withdrawn: "已撤回",
  expired: "已到期",
};

export const visibilities: Record<EntryVisibility, string> = {
  organization: "仅本单位",
  alliance: "本联盟",
  hub: "总联盟",
  public: "公开",
};

export const matchStates: Record<MatchState, string> = {
  proposed: "推荐",
  contacted: "对接中",
  agreed: "已达成",
  projected: "已立项",
  declined: "不合适",
  expired: "已过期",
};

/** How the two products of a pair lie in the product tree. */
export const matchTiers: Record<MatchTier, string> = {
  same: "同一产品",
  narrower: "其中一种产品",
  broader: "所属大类产品",
  input: "上下游产品",
  maker: "单位生产相关产品",
  text: "仅文字相近",
};

export const urgencies: Record<Urgency, string> = { normal: "一般", urgent: "紧急" };

export const beneficiaries: Record<Beneficiary, string> = {
  enterprise: "企业",
  talent: "人才",
  partyMember: "党员",
  worker: "职工",
};

export const offerKinds: Record<OfferKind, string> = { resource: "资源", project: "服务项目" };

export const stages: Record<Stage, string> = { upstream: "上游", midstream: "中游", downstream: "下游" };

export const scales: Record<Scale, string> = { large: "大型", medium: "中型", small: "小型", micro: "微型" };

export const coverModes: Record<CoverMode, string> = {
  independent: "单独建",
  joint: "联合建",
  attached: "挂靠建",
};

export const allianceKinds: Record<AllianceKind, string> = {
  hub: "总联盟",
  chain: "产业链联盟",
  regional: "区域联盟",
  park: "园区联盟",
};

export const organizationKinds: Record<OrganizationKind, string> = {
  committee: "党委",
  generalBranch: "党总支",
  branch: "党支部",
  jointBranch: "联合党支部",
  functionalCommittee: "功能型联合党委",
  industryCommittee: "行业党委",
};

export const declineReasons: Record<DeclineReason, string> = {
  notWhatIsNeeded: "不是所需",
  tooFar: "距离太远",
  wrongTime: "时间不合",
  tooSmall: "数量不够",
  terms: "条件谈不拢",
  competitor: "存在竞争关系",
  other: "其他原因",
};

export const fairnesses: Record<Fairness, string> = { none: "不考虑", some: "适当照顾", strong: "尽量均衡" };

export const unfilledReasons: Record<UnfilledReason, string> = {
  noCandidate: "没有合适的资源",
  capacity: "余量不够",
  window: "时间对不上",
  rule: "规则不允许",
  fairness: "提供方已到份额",
};
