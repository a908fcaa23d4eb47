import type { ProductRelation, Reached, Side, Surroundings } from "./connections.ts";
import type { Edge, Flow, NeedFacts, OfferFacts, Place } from "./facts.ts";
import type { AskedNeedRow, AskedOfferRow, NeedCandidateRow, OfferCandidateRow } from "./pairQueries.ts";

/** From rows of the statements to the plain values that rules, factors and paths take. */

type NeedRow = AskedNeedRow | NeedCandidateRow;
type OfferRow = AskedOfferRow | OfferCandidateRow;

const placeOf = ({
  longitude,
  latitude,
}: {
  longitude: number | null;
  latitude: number | null;
}): Place | null => (longitude === null || latitude === null ? null : { longitude, latitude });

const idsOf = (links: readonly (readonly [string, string, ...unknown[]])[], wanted: string): string[] =>
  links.flatMap(([type, id]) => (type === wanted ? [id] : []));

const namedByNeed = (row: NeedRow): { wants: string[]; sells: string[] } =>
  "wants" in row ? row : { wants: idsOf(row.own, "WANTS"), sells: idsOf(row.own, "SELLS") };

const namedByOffer = (row: OfferRow): { provides: string[]; buys: string[] } =>
  "provides" in row ? row : { provides: idsOf(row.own, "PROVIDES"), buys: idsOf(row.own, "BUYS") };

const flowOf = (toNeed: readonly string[], toOffer: readonly string[]): Flow | null => {
  if (toOffer.length > 0) return "toOffer";
  return toNeed.length > 0 ? "toNeed" : null;
};

const flowOfNeed = (row: NeedRow): Flow | null => {
  const { wants, sells } = namedByNeed(row);
  return flowOf(wants, sells);
};

const flowOfOffer = (row: OfferRow): Flow | null => {
  const { provides, buys } = namedByOffer(row);
  return flowOf(provides, buys);
};

export const needFactsOf = (row: NeedRow): NeedFacts => ({
  id: row.id,
  state: row.state,
  ownerId: row.ownerId,
  flow: flowOfNeed(row),
  quantity: row.quantity,
  unit: row.unit,
  from: row.from,
  until: row.until,
  location: placeOf(row),
});

export const offerFactsOf = (row: OfferRow): OfferFacts => ({
  id: row.id,
  state: row.state,
  ownerId: row.ownerId,
  flow: flowOfOffer(row),
  capacity: row.capacity,
  used: row.used,
  unit: row.unit,
  from: row.from,
  until: row.until,
  radiusKm: row.radiusKm,
  location: placeOf(row),
});

/** Ids that a row names, in one shape for the asked side and for candidates. */
interface Named {
  /** `[alliance, type, through]` */
  alliances: [string, string, string | null][];
  /** `[position, through firm]` */
  positions: [string, string | null][];
}

function namedBy(row: NeedRow | OfferRow): Named {
  if ("alliances" in row)
    return {
      alliances: row.alliances.map(([id, type, through]) => [id, type, through]),
      positions: row.positions,
    };
  const alliances: Named["alliances"] = row.through.map(([type, id, through]) => [id, type, through]);
  const positions: Named["positions"] = row.covered.map(([id, firm]) => [id, firm]);
  for (const [type, id] of row.own) if (type === "FOR_ALLIANCE") alliances.push([id, type, null]);
  for (const [type, id] of row.owned) {
    if (type === "OCCUPIES") positions.push([id, null]);
    else if (type !== "PRODUCES") alliances.push([id, type, null]);
  }
  return { alliances, positions };
}

/** Relationships from an entry over its owner: `own` names the first. */
function reachOf(row: NeedRow | OfferRow, own: "RAISED_BY" | "OFFERED_BY") {
  const owner = row.ownerId ?? "";
  const first: Edge = { type: own, source: row.id, target: owner };
  const named = namedBy(row);
  const alliances = named.alliances.map(([id, type, through]): Reached => {
    if (type === "FOR_ALLIANCE") return { id, edges: [{ type, source: row.id, target: id }] };
    if (!through) return { id, edges: [first, { type, source: owner, target: id }] };
    const middle: Edge = {
      type: type === "SERVES" ? "STAFFED_BY" : "COVERS",
      source: through,
      target: owner,
    };
    return { id, edges: [first, middle, { type, source: through, target: id }] };
  });
  const positions = named.positions.map(([id, firm]): Reached => {
    if (!firm) return { id, edges: [first, { type: "OCCUPIES", source: owner, target: id }] };
    const covers: Edge = { type: "COVERS", source: owner, target: firm };
    return { id, edges: [first, covers, { type: "OCCUPIES", source: firm, target: id }] };
  });
  return { first, owner, alliances, positions };
}

const named =
  <H extends string>(how: H, type: string, entry: string) =>
  (id: string) => ({
    id,
    how,
    edges: [{ type, source: entry, target: id }],
  });

export function needSideOf(row: NeedRow): Side {
  const { alliances, positions } = reachOf(row, "RAISED_BY");
  const { wants, sells } = namedByNeed(row);
  const products = [
    ...wants.map(named("wants", "WANTS", row.id)),
    ...sells.map(named("sells", "SELLS", row.id)),
  ];
  return {
    entryId: row.id,
    alliances,
    positions,
    products,
    productCount: products.length,
    flow: flowOfNeed(row) ?? "toNeed",
  };
}

export function offerSideOf(row: OfferRow): Side {
  const { first, owner, alliances, positions } = reachOf(row, "OFFERED_BY");
  const { provides, buys } = namedByOffer(row);
  // What a firm makes stands behind what it offers, not behind what it orders.
  const makes = buys.length === 0;
  const made = "produces" in row ? row.produces : idsOf(row.owned, "PRODUCES");
  const products = [
    ...provides.map(named("provides", "PROVIDES", row.id)),
    ...buys.map(named("buys", "BUYS", row.id)),
    ...(makes ? made : []).map((id) => ({
      id,
      how: "produces" as const,
      edges: [first, { type: "PRODUCES", source: owner, target: id }],
    })),
  ];
  // Of a candidate only those of its owner's products are read that touch the need's.
  const productCount =
    "productCount" in row ? provides.length + buys.length + (makes ? row.productCount : 0) : products.length;
  return {
    entryId: row.id,
    alliances,
    positions,
    products,
    productCount,
    flow: flowOfOffer(row) ?? "toNeed",
  };
}

/** What lies around the side that was asked about, with names. */
export function surroundingsOf(row: AskedNeedRow | AskedOfferRow): Surroundings {
  const products = new Map<string, string>();
  const flows = row.flows.map(([relation, steps]: [ProductRelation, [string, string][]]) => {
    for (const [id, name] of steps) products.set(id, name);
    return { relation, steps: steps.map(([id]) => id) };
  });
  const positions = new Map<string, { name: string; chainId: string; chainName: string }>(
    row.feeds.flat().map(([id, name]) => [id, { name, chainId: "", chainName: "" }]),
  );
  for (const [id, name, chainId, chainName] of row.chainPositions)
    positions.set(id, { name, chainId, chainName });
  return {
    asked: "wants" in row ? "need" : "offer",
    alliances: new Map(row.alliances.map(([id, , , name, kind]) => [id, { name, kind }])),
    positions,
    products,
    feeds: row.feeds.map((steps) => steps.map(([id]) => id)),
    flows,
  };
}
