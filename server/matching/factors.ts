/**
 * Every factor of a match in one place. A value is 0..1, where 1 speaks fully for the match and 0 fully against it, or
 * null when it is not known: an unknown neither helps nor hurts.
 */
export interface Factor {
  id: FactorId;
  name: string;
  meaning: string;
  /** `text` comes from the two texts, `graph` from a path in the graph, `terms` from quantities, days and places. */
  source: "text" | "graph" | "terms";
  /** What is measured before it is scaled to 0..1, and how. */
  unit: string;
  scale: string;
  /** Default weight, relative to the others'. */
  weight: number;
  /** Weight where there is no embedding model. */
  weightWithoutModel: number;
  /** At or below this value it speaks against the match, and `against` says how. */
  lowAt: number;
  against: string;
}

export const factorIds = [
  "textSimilarity",
  "helpFit",
  "categoryFit",
  "wordOverlap",
  "sameAlliance",
  "sameChain",
  "upstreamLink",
  "productFlow",
  "distance",
  "capacityFit",
  "windowFit",
] as const;

export type FactorId = (typeof factorIds)[number];
export type FactorValues = Partial<Record<FactorId, number | null>>;
export type FactorWeights = Record<FactorId, number>;

type Row = Omit<Factor, "id" | "weightWithoutModel"> & { weightWithoutModel?: number };

// The weights of the text factors were chosen in few steps within a flat region (seed/data/knowledge/README.md); words
// shared literally lower the ranking once vectors are there, so they count only without them.
const rows: Record<FactorId, Row> = {
  textSimilarity: {
    name: "语义相近",
    meaning: "需求与资源的文字在语义上有多接近（向量余弦）",
    source: "text",
    unit: "余弦",
    scale: "余弦 0.2 及以下为 0，0.8 及以上为 1",
    weight: 0.45,
    lowAt: 0.25,
    against: "两段文字说的不太是一回事",
  },
  helpFit: {
    name: "对症程度",
    meaning: "这类资源能不能解决这类问题（需求类型—解决于—帮助类型）",
    source: "text",
    unit: "相配分",
    scale: "相配分 −0.1 及以下为 0，0.95 及以上为 1",
    weight: 0.4,
    weightWithoutModel: 0.7,
    lowAt: 0.15,
    against: "这类资源通常不解决这类问题",
  },
  categoryFit: {
    name: "类别贴近",
    meaning: "资源所在类别中最接近的三项与需求有多接近",
    source: "text",
    unit: "余弦",
    scale: "最近三项余弦的平均，0.2 及以下为 0，0.8 及以上为 1",
    weight: 0.15,
    lowAt: 0.25,
    against: "资源所在类别与需求相距较远",
  },
  wordOverlap: {
    name: "用词重合",
    meaning: "需求中的字词有多少在资源中原样出现（少见的字词更重）",
    source: "text",
    unit: "占比",
    scale: "需求的字词全部出现为 1，一个也没有为 0",
    weight: 0,
    weightWithoutModel: 0.3,
    lowAt: -1,
    against: "没有共同的字词",
  },
  sameAlliance: {
    name: "同一联盟",
    meaning: "双方是否同属一个联盟（同属下级联盟高于同属上级联盟）",
    source: "graph",
    unit: "有或没有",
    scale: "同在一个下级联盟为 1，只同在总联盟为 0.4，都不同为 0",
    weight: 0.1,
    lowAt: 0.05,
    against: "双方不在同一联盟",
  },
  sameChain: {
    name: "同一产业链",
    meaning: "双方是否处在同一条产业链",
    source: "graph",
    unit: "有或没有",
    scale: "同一条产业链为 1，否则为 0",
    weight: 0.06,
    lowAt: 0.05,
    against: "双方不在同一条产业链",
  },
  upstreamLink: {
    name: "上下游相接",
    meaning: "双方的链位是否直接或隔一步相接",
    source: "graph",
    unit: "步",
    scale: "直接相接为 1，隔一步为 0.6，不相接为 0",
    weight: 0.06,
    lowAt: 0.05,
    against: "双方的链位不相接",
  },
  productFlow: {
    name: "产品往来",
    meaning: "一方的产品是否供给另一方，或是其所用产品的投入；问的是产品时由它先定档次",
    source: "graph",
    unit: "步",
    scale:
      "同一产品为 1，其中一种为 0.9，所属大类为 0.7，上游投入为 0.6，隔得越远越低；只是单位生产的打七折；没有联系为 0",
    weight: 0.08,
    lowAt: -1,
    against: "双方没有产品往来",
  },
  distance: {
    name: "距离",
    meaning: "两地相距在服务半径之内则近于 1，越远越低",
    source: "terms",
    unit: "公里",
    scale: "在服务半径内为 1，超出后不到 0.5；没有半径的，30 公里为 0.5",
    weight: 0.05,
    lowAt: 0.2,
    against: "两地相距较远",
  },
  capacityFit: {
    name: "余量够用",
    meaning: "资源的剩余数量能满足需求数量的几成",
    source: "terms",
    unit: "占比",
    scale: "余量除以需要的数量，够用为 1",
    weight: 0.1,
    lowAt: 0.5,
    against: "剩余数量不够，只能满足一部分",
  },
  windowFit: {
    name: "时间合适",
    meaning: "资源可用的日子覆盖需求期限的几成",
    source: "terms",
    unit: "占比",
    scale: "双方都合适的天数除以需求期限的天数；没有期限的，现在可用为 1",
    weight: 0.08,
    lowAt: 0.5,
    against: "可用时间只覆盖需求期限的一部分",
  },
};

/** The registry, in the order in which a screen lists them. */
export const factors: readonly Factor[] = factorIds.map((id) => {
  const row = rows[id];
  return { ...row, id, weightWithoutModel: row.weightWithoutModel ?? row.weight };
});

const weightsBy = (weight: (factor: Factor) => number): FactorWeights =>
  Object.fromEntries(factors.map((factor) => [factor.id, weight(factor)])) as FactorWeights;

/** Changes with every change of a weight or a factor; stored with a match as `weightsVersion`. */
export const weightsVersion = "2";
export const defaultWeights: FactorWeights = weightsBy(({ weight }) => weight);
export const weightsWithoutModel: FactorWeights = weightsBy(({ weightWithoutModel }) => weightWithoutModel);
