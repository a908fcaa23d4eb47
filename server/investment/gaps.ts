/**
 * Where a chain is broken, ends or is thin as seen from a district: pure, it knows neither the database nor the API.
 * 补链: nobody stands at a position between those that are held. 延链: the next position beyond the first or the last layer held.
 * 强链: held, but by too few, or what is bought there comes from elsewhere.
 */

export interface PositionFacts {
  id: string;
  chainId: string;
  /** Layer counted from upstream. */
  order: number;
  /** Ids of the positions that it feeds. */
  feeds: readonly string[];
  /** Firms of the district recorded there. */
  standing: number;
  /** Firms of the district that make what belongs there without being recorded there. */
  making: number;
  /** Of both, those that are large or medium. */
  strong: number;
  /** Firms of the district that use what belongs there. */
  buyers: number;
  /** Of the buyers, those of whom it is known who supplies them. */
  supplied: number;
  /** Of these, those with one supplier, a firm of the district. */
  hanging: number;
  /** Open needs for what belongs there. */
  needs: number;
  /** Known suppliers of the buyers, from anywhere. */
  suppliers: number;
  /** Known supplies to the buyers. */
  supplies: number;
  /** Of these, from outside the district. */
  fromOutside: number;
  /** Sum of the squares of each supplier's supplies: over `supplies` squared it is the Herfindahl index. */
  squares: number;
  /** Supplies of the supplier that has most. */
  most: number;
}

export type GapKind = "fill" | "extend" | "strengthen";
export type GapReason =
  | "feedsHeld"
  | "fedByHeld"
  | "buyers"
  | "fromOutside"
  | "needs"
  | "soleSupplier"
  | "concentrated"
  | "small";

/** One thing that speaks for a gap: `figure` of `of` (where there is a whole), and how much it says, 0..1. */
export interface GapEvidence {
  reason: GapReason;
  figure: number;
  of: number | null;
  strength: number;
}

export interface Gap {
  positionId: string;
  kind: GapKind;
  /** 0..1: that something is missing here, all evidence together. */
  confidence: number;
  /** Firms and open needs that wait for it. */
  demand: number;
  /** The strongest first. */
  evidence: GapEvidence[];
}

/** How a position stands. `apart`: nobody there, and nothing that speaks for inviting anybody yet. */
export type Standing = "sound" | "thin" | "missing" | "beyond" | "apart";

export interface ChainReading {
  /** By position. */
  standing: Map<string, Standing>;
  /** The most pressing first: confidence, weighed by how many wait. */
  gaps: Gap[];
}

/** Below this a gap is not told: one weak sign alone is no reason to invite anybody. */
export const leastConfidence = 0.4;
/**
 * From this index on a market counts as highly concentrated (1,800 of 10,000: Merger Guidelines of the U.S. Department of Justice
 * and the Federal Trade Commission, 2023, guideline 1). Here it is held against the normalised index: of a position with three
 * firms the plain one is at least a third, which says that they are few and not that one of them has it all.
 */
export const concentratedFrom = 0.18;
/** With fewer suppliers or supplies than this an index says little. */
const fewestSupplies = 4;

/** Rises from 0 towards 1; a half at `half`. */
const rising = (n: number, half: number): number => 1 - 2 ** (-n / half);

/** The chance that at least one of independent signs is right (noisy or). */
const together = (evidence: readonly GapEvidence[]): number =>
  1 - evidence.reduce((left, { strength }) => left * (1 - strength), 1);

const held = ({ standing, making }: PositionFacts): boolean => standing + making > 0;

/** Reads all positions of one chain. The order of the input changes nothing. */
export function readChain(positions: readonly PositionFacts[]): ChainReading {
  const byId = new Map(positions.map((position) => [position.id, position]));
  const before = new Map<string, PositionFacts[]>();
  for (const position of positions)
    for (const next of position.feeds) before.set(next, [...(before.get(next) ?? []), position]);
  const layers = positions.filter(held).map(({ order }) => order);
  const ends = { first: Math.min(...layers), last: Math.max(...layers) };
  const standing = new Map<string, Standing>();
  const gaps: Gap[] = [];
  for (const position of positions) {
    const next = position.feeds.flatMap((id) => byId.get(id) ?? []).filter(held);
    const behind = (before.get(position.id) ?? []).filter(held);
    const gap = held(position) ? thinness(position, next) : absence(position, next, behind, ends);
    if (gap) gaps.push(gap);
    standing.set(position.id, standingOf(position, gap));
  }
  return { standing, gaps: gaps.sort(byPressure) };
}

function standingOf(position: PositionFacts, gap: Gap | undefined): Standing {
  if (held(position)) return gap ? "thin" : "sound";
  if (gap) return gap.kind === "extend" ? "beyond" : "missing";
  return "apart";
}

const pressure = ({ confidence, demand }: Gap): number => confidence * Math.log2(2 + demand);
export const byPressure = (one: Gap, other: Gap): number =>
  pressure(other) - pressure(one) || (one.positionId < other.positionId ? -1 : 1);

function gapOf(
  position: PositionFacts,
  kind: GapKind,
  evidence: readonly GapEvidence[],
  waiting: number,
): Gap | undefined {
  const said = evidence.filter(({ strength }) => strength > 0).sort((a, b) => b.strength - a.strength);
  const confidence = together(said);
  if (confidence < leastConfidence) return undefined;
  return { positionId: position.id, kind, confidence, demand: waiting + position.needs, evidence: said };
}

/** Nobody stands there: a gap where somebody of the district stands right before or behind it. */
function absence(
  position: PositionFacts,
  next: readonly PositionFacts[],
  behind: readonly PositionFacts[],
  ends: { first: number; last: number },
): Gap | undefined {
  if (next.length + behind.length === 0) return undefined;
  const outer = position.order < ends.first || position.order > ends.last;
  // Whoever stands right before the far end could sell there: they are its demand, as buyers are elsewhere.
  const sellers = behind.reduce((n, { standing, making }) => n + standing + making, 0);
  const evidence: GapEvidence[] = [
    {
      reason: "feedsHeld",
      figure: next.length,
      of: position.feeds.length,
      strength: next.length > 0 ? 0.5 : 0,
    },
    {
      reason: "fedByHeld",
      figure: sellers,
      of: null,
      strength: behind.length > 0 ? 0.3 + 0.3 * rising(sellers, 4) : 0,
    },
    ...wanted(position),
  ];
  return gapOf(
    position,
    outer ? "extend" : "fill",
    evidence,
    position.buyers > 0 ? position.buyers : position.order > ends.last ? sellers : 0,
  );
}

/**
 * Herfindahl index of the shares in what is supplied, normalised: 0 where all have the same, 1 where one has all. Firms that stand
 * there and sell nothing count with a share of nothing. 0 of fewer than two. A few supplies fall unevenly by chance alone: the
 * index is estimated without that bias (Simpson, Nature 163, 1949).
 */
function concentration({ standing, making, suppliers, supplies, squares }: PositionFacts): number {
  const firms = Math.max(suppliers, standing + making);
  if (firms < 2 || supplies < 2) return 0;
  const index = (squares - supplies) / (supplies * (supplies - 1));
  return Math.max(0, (index - 1 / firms) / (1 - 1 / firms));
}

const wanted = ({ buyers, fromOutside, supplies, needs }: PositionFacts): GapEvidence[] => [
  { reason: "buyers", figure: buyers, of: null, strength: 0.6 * rising(buyers, 2) },
  {
    reason: "fromOutside",
    figure: fromOutside,
    of: supplies,
    strength: supplies === 0 ? 0 : 0.5 * (fromOutside / supplies) * rising(fromOutside, 2),
  },
  { reason: "needs", figure: needs, of: null, strength: 0.4 * rising(needs, 1) },
];

/** Somebody stands there: a gap where too much hangs on too few, or too little of what is bought is made here. */
function thinness(position: PositionFacts, next: readonly PositionFacts[]): Gap | undefined {
  const { standing, making, strong, buyers, supplied, hanging, supplies, fromOutside, most, needs } =
    position;
  const firms = standing + making;
  const index = concentration(position);
  const outside = supplies === 0 ? 0 : fromOutside / supplies;
  const enough = supplies >= fewestSupplies;
  const evidence: GapEvidence[] = [
    {
      reason: "soleSupplier",
      figure: hanging,
      of: supplied,
      // One firm for all is a risk only to those who buy from nobody else: little while most have another at hand.
      strength: firms === 1 && hanging > 1 ? 0.75 * (hanging / supplied) ** 2 * rising(hanging, 1) : 0,
    },
    {
      reason: "concentrated",
      figure: most,
      of: supplies,
      strength: enough && index > concentratedFrom ? 0.7 * Math.min(1, (index - concentratedFrom) / 0.32) : 0,
    },
    {
      reason: "fromOutside",
      figure: fromOutside,
      of: supplies,
      strength: enough && outside > 0.5 ? 0.7 * ((outside - 0.5) / 0.5) : 0,
    },
    { reason: "needs", figure: needs, of: null, strength: 0.25 * rising(needs, 1) },
    {
      reason: "small",
      figure: firms,
      of: null,
      strength: strong === 0 && next.some((one) => one.strong > 0) ? 0.15 : 0,
    },
  ];
  return gapOf(position, "strengthen", evidence, buyers);
}
