/** How a relationship reads from its start (`out`) and from its end (`in`), and on the line itself. */
interface RelationWords {
  line: string;
  out: string;
  in: string;
}

const words: Record<string, RelationWords> = {
  PART_OF_CHAIN: { line: "属于", out: "所属产业链", in: "链位" },
  FEEDS: { line: "供给", out: "下一环节", in: "上一环节" },
  KIND_OF: { line: "属于", out: "上级类别", in: "下级类别" },
  INPUT_TO: { line: "用于", out: "用于生产", in: "所需投入" },
  BELONGS_AT: { line: "位于", out: "所在链位", in: "产品" },
  IN_INDUSTRY: { line: "属于", out: "所属行业", in: "行业内" },
  OCCUPIES: { line: "处于", out: "所在链位", in: "链上企业" },
  PRODUCES: { line: "生产", out: "生产", in: "生产企业" },
  CONSUMES: { line: "采购", out: "采购", in: "采购企业" },
  LOCATED_IN: { line: "位于", out: "所在园区", in: "园区企业" },
  SUPPLIES: { line: "供货", out: "下游客户", in: "上游供应商" },
  PAID: { line: "付款", out: "付款给", in: "收款自" },
  WITHIN: { line: "位于", out: "位于", in: "下辖" },
  SUBORDINATE_TO: { line: "隶属", out: "上级党组织", in: "下级党组织" },
  COVERS: { line: "覆盖", out: "覆盖企业", in: "所在党组织" },
  SERVES: { line: "服务", out: "服务联盟", in: "服务力量" },
  STAFFED_BY: { line: "成员来自", out: "参与部门", in: "参加的服务队" },
  PART_OF_ALLIANCE: { line: "隶属", out: "上级联盟", in: "下级联盟" },
  FOR_CHAIN: { line: "对应", out: "对应产业链", in: "产业链联盟" },
  MEMBER_OF: { line: "成员", out: "加入的联盟", in: "成员单位" },
  OBSERVES: { line: "列席", out: "列席联盟", in: "列席单位" },
  LEADS_ALLIANCE: { line: "负责", out: "负责的联盟", in: "负责人" },
  SECRETARY_OF: { line: "书记", out: "任书记的党组织", in: "书记" },
  STATIONED_AT: { line: "驻链", out: "所驻联盟", in: "驻链" },
  DUTY_IN: { line: "轮值", out: "轮值联盟", in: "轮值期" },
  HELD_BY: { line: "轮值单位", out: "轮值单位", in: "轮值期" },
  PRACTISED_BY: { line: "见于", out: "见于实践", in: "做法与单位" },
  PART_OF_PROGRAMME: { line: "属于", out: "所属实践", in: "包含" },
  FIGURE_OF: { line: "数据", out: "所属实践", in: "公开数据" },
  RAISED_BY: { line: "提出", out: "提出单位", in: "提出的需求" },
  IN_CATEGORY: { line: "属于", out: "类别", in: "类别下条目" },
  WANTS: { line: "需要", out: "所需产品", in: "需求" },
  SELLS: { line: "出售", out: "要卖出的产品", in: "寻找买家的需求" },
  FOR_ALLIANCE: { line: "面向", out: "面向联盟", in: "联盟清单" },
  OFFERED_BY: { line: "提供", out: "提供单位", in: "提供的资源" },
  PROVIDES: { line: "可供", out: "可供产品", in: "可供资源" },
  BUYS: { line: "采购", out: "要采购的产品", in: "采购订单" },
  SOLVED_BY: { line: "可由…解决", out: "可由这些帮助解决", in: "能解决的需求类型" },
  LOOKS_LIKE: { line: "意思相近", out: "意思相近", in: "意思相近" },
  ANSWERS_DEMAND: { line: "对接", out: "对应需求", in: "对接记录" },
  WITH_OFFER: { line: "对接", out: "对应资源", in: "对接记录" },
};

/** The Chinese word on the line; the type itself where none is known, so that nothing is hidden. */
export const relationLine = (type: string): string => words[type]?.line ?? type;

/** The heading for neighbours over one relationship type, seen from the node asked about. */
export function relationHeading(type: string, direction: "out" | "in"): string {
  return words[type]?.[direction] ?? type;
}

const edgeLabels: Record<string, string> = {
  lead: "链主",
  core: "核心",
  supporting: "配套",
  independent: "单独建",
  joint: "联合建",
  attached: "挂靠建",
};

/** Role or mode of an edge in Chinese; products and other texts pass unchanged. */
export const edgeLabel = (label: string): string => edgeLabels[label] ?? label;
