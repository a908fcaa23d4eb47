import type {
  ChainViewQuery,
  GapKind,
  GapPartsFragment,
  GapReason,
  GapSide,
  PositionStanding,
} from "../generated/graphql.ts";

export type PositionOfView = ChainViewQuery["chainView"]["positions"][number];
export type Gap = GapPartsFragment;
type Evidence = Gap["evidence"][number];

export const gapKinds: Record<GapKind, string> = { fill: "补链", extend: "延链", strengthen: "强链" };

export const gapKindHints: Record<GapKind, string> = {
  fill: "前后环节本地都有，这一环没有企业",
  extend: "紧挨着本地最前或最后一环，还没有企业",
  strengthen: "本地有企业，但太少、太集中，或多从外地买",
};

export const standings: Record<PositionStanding, string> = {
  sound: "稳固",
  thin: "薄弱",
  missing: "缺失",
  beyond: "可延伸",
  apart: "未涉足",
};

/** In words: a figure of two digits would claim more than is known. */
export const confidenceWord = (confidence: number): string =>
  confidence >= 0.75 ? "把握较大" : confidence >= 0.55 ? "把握一般" : "把握较小";

const sentences: Record<GapReason, (figure: number, of: number | null | undefined) => string> = {
  feedsHeld: (figure, of) => `它供给的 ${of} 个环节里，${figure} 个本地已有企业，要从外面买它的产品`,
  fedByHeld: (figure) => `供给它的环节上，本地有 ${figure} 家企业，产品可以接着往下做`,
  buyers: (figure) => `本地 ${figure} 家企业使用这一环的产品`,
  fromOutside: (figure, of) => `已知的 ${of} 笔供应里，${figure} 笔来自外地`,
  needs: (figure) => `${figure} 条没有解决的需求要这一环的产品`,
  soleSupplier: (figure, of) => `已知供应商的 ${of} 家买方里，${figure} 家只靠本地这一家`,
  concentrated: (figure, of) => `已知的 ${of} 笔供应里，${figure} 笔出自同一家`,
  small: (figure) => `本地 ${figure} 家都不是大中型企业，下一环却有`,
};

export const evidenceSentence = ({ reason, figure, of }: Evidence): string => sentences[reason](figure, of);

/** Which records stand behind a piece of evidence. */
export const recordsBehind: Record<GapReason, GapSide | "needs" | "chain"> = {
  feedsHeld: "chain",
  fedByHeld: "chain",
  buyers: "buying",
  fromOutside: "outside",
  needs: "needs",
  soleSupplier: "buying",
  concentrated: "standing",
  small: "standing",
};

export const sides: Record<GapSide, string> = {
  standing: "本地在做的企业",
  buying: "本地使用的企业",
  outside: "卖给本地的外地企业",
};

/** The same where there is little room. */
export const sidesShort: Record<GapSide | "needs", string> = {
  buying: "谁在用",
  standing: "谁在做",
  outside: "外地卖家",
  needs: "需求",
};

/** The address of one position as seen from a district. */
export const gapPath = (positionId: string, districtId: string): string =>
  `/gaps/${encodeURIComponent(positionId)}?district=${encodeURIComponent(districtId)}`;
