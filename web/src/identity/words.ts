import type { AccountState, Permission, Role } from "../generated/graphql.ts";

/** The field's words for roles; the server's table has the same. */
export const roles: Record<Role, string> = {
  administrator: "管理员",
  hubCoordinator: "联盟统筹",
  chainLead: "包链领导",
  stationedInstructor: "驻链指导员",
  organizationSecretary: "党组织书记",
  dutySecretary: "轮值书记",
  investmentOfficer: "招商专员",
  department: "部门",
  bank: "银行",
  supervisor: "监督员",
  guest: "访客",
};

/** What may be done, as somebody would say it. */
export const permissions: Record<Permission, string> = {
  enter: "进入",
  read: "查看",
  readMatches: "查看推荐匹配",
  writeDemand: "录入和修改需求",
  writeOffer: "录入和修改资源",
  writeRegister: "录入企业等名录",
  tendOwner: "维护本单位的不撮合名单",
  decideMatch: "发起对接、标记不合适",
  tuneMatching: "调整匹配权重",
  reviewEntry: "审核清单",
  configureLists: "设置清单",
  runProject: "立项、实施服务项目",
  evaluate: "评价服务项目",
  attachFile: "增减附件",
  consolidate: "归并需求",
  readCoverage: "查看党组织覆盖",
  planCoverage: "安排党组织组建",
  applyMembership: "申请吸纳、退出和表决",
  decideMembership: "登记联席会议对成员的决定",
  share: "分享",
  ownAccount: "管理自己的账号",
  revealPhone: "查看手机号",
  manageAccounts: "管理账号与权限",
  manageSettings: "管理系统",
  readAudit: "查看审计记录",
};

export const accountStates: Record<AccountState, string> = { active: "启用", disabled: "已停用" };

interface HeldRole {
  roleName: string;
  place?: { name: string } | null;
  until?: string | null;
}

/** A held role in one line: 党组织书记 · 铜梁某支部（到 2026-12-31 前）. */
export const grantWords = ({ roleName, place, until }: HeldRole): string =>
  [roleName, place?.name].filter(Boolean).join(" · ") + (until ? `（${until} 前有效）` : "");
