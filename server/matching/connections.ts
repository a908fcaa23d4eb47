import { type Edge, type Flow, type Route, sameEdge } from "./facts.ts";
import { nearestTier, type Tier, tiers } from "./tiers.ts";

/** Something a side reaches in the graph, and the relationships from its entry to there. */
export interface Reached {
  id: string;
  edges: Edge[];
}

/** What one side of a match brings into the graph. */
export interface Side {
  /** The demand or the offer. */
  entryId: string;
  alliances: Reached[];
  positions: Reached[];
  /** Products of the entry or, behind an offer, of its owner, as far as they touch the other side's. */
  products: (Reached & { how: "wants" | "sells" | "provides" | "buys" | "produces" })[];
  /** How many products the side names at all. */
  productCount: number;
  /** Where they go; `toNeed` where none is named. */
  flow: Flow;
}

/** What the sides reach, as read with the one that was asked about. */
export interface Surroundings {
  /** The side that was asked about. */
  asked: "need" | "offer";
  alliances: ReadonlyMap<string, { name: string; kind: string }>;
  /** Positions of the chains concerned. */
  positions: ReadonlyMap<string, { name: string; chainId: string; chainName: string }>;
  products: ReadonlyMap<string, string>;
  /** Positions from upstream to downstream, one or two steps of `FEEDS` apart. */
  feeds: readonly (readonly string[])[];
  /** Products from the given one to the wanted one. */
  flows: readonly { relation: ProductRelation; steps: readonly string[] }[];
}

export type ProductRelation = "same" | "narrower" | "broader" | "input" | "inputOfBroader";

/** Every way from one side to the other, and which factors could be judged at all. */
export interface Connections {
  routes: Route[];
  /** Factors whose value is known: 0 where no way was found. The others are null. */
  known: ReadonlySet<string>;
  /** How near the graph brings the two products; null where the side that was asked about names none. */
  tier: Tier | null;
}

// A hub unites everybody: to share it says less than to share one of its alliances.
const hubValue = 0.4;
const feedValues = [1, 0.6];
const productValues: Record<ProductRelation, number> = {
  same: 1,
  narrower: 0.9,
  broader: 0.7,
  input: 0.6,
  inputOfBroader: 0.5,
};
const productTiers: Record<ProductRelation, Tier> = {
  same: "same",
  narrower: "narrower",
  broader: "broader",
  input: "input",
  inputOfBroader: "input",
};
// Of a firm that makes a thing it is not known that it offers it here.
const producedShare = 0.7;

/** Every explained way from a need to an offer through what both reach. */
export function connect(need: Side, offer: Side, around: Surroundings): Connections {
  const routes = [
    ...allianceRoutes(need, offer, around),
    ...chainRoutes(need, offer, around),
    ...feedRoutes(need, offer, around),
    ...productRoutes(need, offer, around),
  ];
  return judged(routes, need, offer, around);
}

function judged(
  routes: Route[],
  need: Side,
  offer: Side,
  { asked }: Pick<Surroundings, "asked">,
): Connections {
  const known = knownOf(need, offer);
  if (!namesProduct(asked === "need" ? need : offer)) return { routes, known, tier: null };
  // Whoever asks about a product is told where there is no way to it, too.
  return { routes, known: known.add("productFlow"), tier: nearestTier(routes.map(({ tier }) => tier)) };
}

/** What an entry's firm makes is not what the entry is about. */
const namesProduct = ({ products }: Side): boolean => products.some(({ how }) => how !== "produces");

/** What would be left of the connections if one relationship were not in the graph. */
export function connectionsWithout(
  { routes }: Connections,
  need: Side,
  offer: Side,
  around: Pick<Surroundings, "asked">,
  gone: Edge,
): Connections {
  const stays = ({ edges }: { edges: Edge[] }): boolean => !edges.some((edge) => sameEdge(edge, gone));
  return judged(routes.filter(stays), trim(need, stays), trim(offer, stays), around);
}

function knownOf(need: Side, offer: Side): Set<string> {
  const known = new Set<string>();
  if (need.alliances.length > 0 && offer.alliances.length > 0) known.add("sameAlliance");
  if (need.positions.length > 0 && offer.positions.length > 0) known.add("sameChain").add("upstreamLink");
  if (need.productCount > 0 && offer.productCount > 0 && need.flow === offer.flow) known.add("productFlow");
  return known;
}

function trim(side: Side, stays: (reached: { edges: Edge[] }) => boolean): Side {
  const products = side.products.filter(stays);
  return {
    ...side,
    alliances: side.alliances.filter(stays),
    positions: side.positions.filter(stays),
    products,
    productCount: side.productCount - (side.products.length - products.length),
  };
}

const across = (need: Reached, between: Edge[], offer: Reached): Edge[] => [
  ...need.edges,
  ...between,
  ...offer.edges.toReversed(),
];

function allianceRoutes(need: Side, offer: Side, around: Surroundings): Route[] {
  return need.alliances.flatMap((mine) =>
    offer.alliances.flatMap((theirs): Route[] => {
      const alliance = mine.id === theirs.id ? around.alliances.get(mine.id) : undefined;
      if (!alliance) return [];
      const value = alliance.kind === "hub" ? hubValue : 1;
      return [
        { factor: "sameAlliance", value, evidence: `同在${alliance.name}`, edges: across(mine, [], theirs) },
      ];
    }),
  );
}

function chainRoutes(need: Side, offer: Side, { positions }: Surroundings): Route[] {
  return need.positions.flatMap((mine) =>
    offer.positions.flatMap((theirs): Route[] => {
      const [a, b] = [positions.get(mine.id), positions.get(theirs.id)];
      if (!a?.chainId || a.chainId !== b?.chainId) return [];
      const partOf = (source: string): Edge => ({ type: "PART_OF_CHAIN", source, target: a.chainId });
      const between = mine.id === theirs.id ? [] : [partOf(mine.id), partOf(theirs.id)];
      const evidence =
        mine.id === theirs.id
          ? `同处${a.chainName}产业链的${a.name}环节`
          : `同在${a.chainName}产业链：需求方在${a.name}，资源方在${b.name}`;
      return [{ factor: "sameChain", value: 1, evidence, edges: across(mine, between, theirs) }];
    }),
  );
}

function feedRoutes(need: Side, offer: Side, around: Surroundings): Route[] {
  const found: Route[] = [];
  if (need.positions.length === 0 || offer.positions.length === 0) return found;
  for (const steps of around.feeds) {
    const [first, last] = [steps[0], steps[steps.length - 1]];
    for (const mine of need.positions)
      for (const theirs of offer.positions) {
        if (theirs.id === first && mine.id === last) found.push(feedRoute(steps, mine, theirs, around, "up"));
        if (mine.id === first && theirs.id === last)
          found.push(feedRoute(steps, mine, theirs, around, "down"));
      }
  }
  return found;
}

/** @param where the offer stands: upstream of the need or downstream. */
function feedRoute(
  steps: readonly string[],
  mine: Reached,
  theirs: Reached,
  { positions }: Surroundings,
  where: "up" | "down",
): Route {
  const edges = steps
    .slice(1)
    .map((target, at): Edge => ({ type: "FEEDS", source: steps[at] ?? "", target }));
  const [up, down] = [steps[0], steps[steps.length - 1]].map((id) => positions.get(id ?? "")?.name ?? "");
  const relation = edges.length === 1 ? "上游环节" : "隔一步的上游环节";
  const evidence =
    where === "up"
      ? `资源方所在的${up}是需求方${down}的${relation}`
      : `需求方所在的${up}是资源方${down}的${relation}`;
  return {
    factor: "upstreamLink",
    value: feedValues[edges.length - 1] ?? 0,
    evidence,
    edges: across(mine, where === "up" ? edges.toReversed() : edges, theirs),
  };
}

function productRoutes(need: Side, offer: Side, around: Surroundings): Route[] {
  const found: Route[] = [];
  if (need.flow !== offer.flow || need.products.length === 0 || offer.products.length === 0) return found;
  for (const flow of around.flows)
    for (const mine of need.products)
      for (const theirs of offer.products) {
        const [given, wanted] = need.flow === "toNeed" ? [theirs, mine] : [mine, theirs];
        if (flow.steps[0] === given.id && flow.steps[flow.steps.length - 1] === wanted.id)
          found.push(productRoute(flow, mine, theirs, around, need.flow));
      }
  return found;
}

function productRoute(
  { relation, steps }: Surroundings["flows"][number],
  mine: Side["products"][number],
  theirs: Side["products"][number],
  { products }: Surroundings,
  flow: Flow,
): Route {
  const [given, wanted] = flow === "toNeed" ? [theirs, mine] : [mine, theirs];
  const far = Math.max(1, steps.length - (relation === "input" ? 1 : 2));
  const between = flowEdges(relation, steps);
  const share = given.how === "produces" ? producedShare : 1;
  const [giving, wanting] = [given, wanted].map(({ id }) => products.get(id) ?? "");
  return {
    factor: "productFlow",
    value: (productValues[relation] * share) / far,
    evidence: productEvidence(relation, giving ?? "", wanting ?? "", given.how),
    edges: across(mine, flow === "toNeed" ? between.toReversed() : between, theirs),
    tier: given.how === "produces" ? "maker" : productTiers[relation],
  };
}

/** Relationships from the given product to the wanted one, in their stored direction. */
function flowEdges(relation: ProductRelation, steps: readonly string[]): Edge[] {
  return steps.slice(1).map((next, at): Edge => {
    const here = steps[at] ?? "";
    if (relation === "input") return { type: "INPUT_TO", source: here, target: next };
    if (relation === "inputOfBroader")
      return at === 0
        ? { type: "INPUT_TO", source: here, target: next }
        : { type: "KIND_OF", source: next, target: here };
    return relation === "broader"
      ? { type: "KIND_OF", source: next, target: here }
      : { type: "KIND_OF", source: here, target: next };
  });
}

const givers: Record<string, string> = { produces: "资源方生产", provides: "资源提供", sells: "需求方出售" };

function productEvidence(relation: ProductRelation, given: string, wanted: string, how: string): string {
  const verb = givers[how] ?? "";
  const taker = how === "sells" ? "资源方要买" : "需求所要";
  if (relation === "same") return `${verb}${taker}的${wanted}`;
  if (relation === "narrower") return `${verb}的${given}属于${taker}的${wanted}`;
  if (relation === "broader") return `${verb}的${given}包括${taker}的${wanted}`;
  if (relation === "inputOfBroader") return `${verb}的${given}是${wanted}同一大类的上游投入`;
  return `${verb}的${given}是${wanted}的上游投入`;
}

/** The products by which the other side's entries are looked for, nearest first, each with its nearest tier. */
export function tradedProducts(
  { asked, flows }: Pick<Surroundings, "asked" | "flows">,
  flow: Flow | null,
): { id: string; tier: Tier }[] {
  const theirsIsGiven = (asked === "need") === ((flow ?? "toNeed") === "toNeed");
  const found = new Map<string, Tier>();
  for (const { relation, steps } of flows) {
    const id = theirsIsGiven ? steps[0] : steps.at(-1);
    if (id !== undefined) found.set(id, nearestTier([found.get(id), productTiers[relation]]));
  }
  return [...found]
    .map(([id, tier]) => ({ id, tier }))
    .sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || (a.id < b.id ? -1 : 1));
}
