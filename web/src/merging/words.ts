import type { DuplicateReason, HeldKind, MergeField, OrganizationKind, Scale } from "../generated/graphql.ts";
import { registerQueries } from "../register/words.ts";
import { organizationKinds, scales } from "../ui/words.ts";

export const reasons: Record<DuplicateReason, string> = {
  sameCode: "信用代码相同",
  sameName: "名称相同",
  alias: "一个的简称或别名是另一个的名称",
  sameCore: "去掉“有限公司”等字样后名称相同",
  alike: "名称很像",
};

export const fields: Record<MergeField, string> = {
  name: "名称",
  shortName: "简称",
  creditCode: "统一社会信用代码",
  scale: "规模",
  employees: "职工人数",
  partyMembers: "正式党员人数",
  tags: "标签",
  location: "位置",
  park: "园区",
  coveredBy: "覆盖它的党组织",
  kind: "类别",
  founded: "成立日期",
  termYears: "任期（年）",
  lastElectedOn: "上次换届",
  memberCount: "党员人数",
  superior: "上级党组织",
  secretary: "书记",
};

/** What hangs on an entry, with its unit. */
export const held: Record<HeldKind, [name: string, unit: string]> = {
  alliances: ["联盟关系", "项"],
  demands: ["需求", "条"],
  offers: ["资源和项目", "条"],
  matches: ["对接", "项"],
  projects: ["服务项目", "个"],
  covers: ["覆盖企业", "家"],
  subordinates: ["下级党组织", "个"],
  posts: ["书记任职", "项"],
  duties: ["轮值", "次"],
  positions: ["链位", "个"],
  products: ["产品", "个"],
  supplies: ["供应往来", "项"],
  files: ["附件", "个"],
};

/** A value as it is read. */
export function shown(field: MergeField, value: string | null | undefined): string {
  if (value == null) return "没有填";
  if (field === "scale") return scales[value as Scale] ?? value;
  if (field === "kind") return organizationKinds[value as OrganizationKind] ?? value;
  return value;
}

/** Read anew after a merge, an undo or a pair told apart. */
export const mergingQueries = [
  ...registerQueries,
  "DuplicatePairs",
  "MergePair",
  "EntryMerges",
  "DistinctPairs",
  "Moved",
];
