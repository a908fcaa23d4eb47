import type { ImportKind, RowResult } from "../generated/graphql.ts";

/** What rows of a kind are called, and where they are found afterwards. */
export const kinds: Record<ImportKind, { name: string; list: string; see: string }> = {
  demand: { name: "需求", list: "/lists?tab=demands", see: "查看清单" },
  offer: { name: "资源和服务项目", list: "/lists?tab=resources", see: "查看清单" },
  enterprise: { name: "企业", list: "/register", see: "查看名录" },
  organization: { name: "党组织", list: "/register?of=organizations", see: "查看名录" },
  post: { name: "书记和责任人", list: "/register?of=organizations", see: "查看名录" },
  membership: { name: "联盟成员", list: "/register", see: "查看名录" },
};

export const results: Record<RowResult, string> = { accepted: "新增", merged: "已有", rejected: "不能导入" };

/** The kind an address names; needs where it names none. */
export const kindOf = (value: string | null): ImportKind =>
  value !== null && value in kinds ? (value as ImportKind) : "demand";
