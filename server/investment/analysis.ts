import type { ApiContext } from "../api/context.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { checkFirst, type PageArgs, readPage, toCountedConnection } from "../api/page.ts";
import { enterpriseById } from "../chain/loaders.ts";
import { notFound } from "../errors.ts";
import type { GapSide } from "../generated/resolvers.ts";
import { demandById } from "../lists/loaders.ts";
import { type Gap, readChain, type Standing } from "./gaps.ts";
import { byScore } from "./invitees.ts";
import * as queries from "./queries.ts";

export interface PositionReading extends queries.PositionFactsRow {
  state: Standing;
  gap: Gap | null;
}

export interface ChainReadings {
  positions: PositionReading[];
}

export type RankedCandidate = queries.CandidateRow & { score: number };

/** Districts with firms that the viewer sees. */
export const gapScopes = (context: ApiContext): Promise<queries.ScopeRow[]> =>
  context.run(queries.listScopes, { today: context.today });

/** Each position of a chain, or of all chains, with how it stands as seen from a district. */
export async function chainView(
  context: ApiContext,
  { districtId, chainId }: { districtId: string; chainId?: string | null | undefined },
): Promise<PositionReading[]> {
  const rows = await context.run(queries.positionFacts, {
    today: context.today,
    districtId: checkId(districtId, "districtId"),
    chainId: optionalId(chainId, "chainId"),
  });
  return readChains(rows);
}

/** All positions with how each stands in its own chain; the order of the rows stays. */
export function readChains(rows: readonly queries.PositionFactsRow[]): PositionReading[] {
  const chains = new Map<string, queries.PositionFactsRow[]>();
  for (const row of rows) chains.set(row.chainId, [...(chains.get(row.chainId) ?? []), row]);
  const readings = new Map([...chains].map(([id, positions]) => [id, readChain(positions)]));
  return rows.map((row) => {
    const reading = readings.get(row.chainId);
    return {
      ...row,
      state: reading?.standing.get(row.id) ?? "apart",
      gap: reading?.gaps.find(({ positionId }) => positionId === row.id) ?? null,
    };
  });
}

/** One position as seen from a district: its whole chain is read, because what is held around it decides. */
export async function positionView(
  context: ApiContext,
  { districtId, positionId }: { districtId: string; positionId: string },
): Promise<PositionReading | null> {
  const id = checkId(positionId, "positionId");
  const all = await chainView(context, { districtId });
  return all.find((position) => position.id === id) ?? null;
}

export async function gapFirms(
  context: ApiContext,
  {
    districtId,
    positionId,
    side,
    ...args
  }: PageArgs & { districtId: string; positionId: string; side: GapSide },
) {
  const page = readPage(args, 20);
  const [row] = await context.run(queries.gapFirms, {
    today: context.today,
    districtId: checkId(districtId, "districtId"),
    positionId: checkId(positionId, "positionId"),
    side,
    ...page,
  });
  const found = toCountedConnection(row, page);
  const firms = await Promise.all(found.nodes.map(({ id }) => enterpriseById.load(context, id)));
  const nodes = firms.map((firm) => {
    if (!firm) throw notFound("这家企业");
    return firm;
  });
  return {
    ...found,
    nodes,
    edges: found.edges.map((edge, at) => ({ ...edge, node: nodes[at] as (typeof nodes)[number] })),
  };
}

export async function gapNeeds(
  context: ApiContext,
  { positionId, first }: { positionId: string; first?: number | null | undefined },
) {
  const limit = checkFirst(first, 20);
  const asked = { today: context.today, positionId: checkId(positionId, "positionId"), limit };
  const [row] = await context.run(queries.gapNeeds, asked);
  const needs = await Promise.all((row?.ids ?? []).map((id) => demandById.load(context, id)));
  return { nodes: needs.filter((need) => need !== null), totalCount: row?.totalCount ?? 0 };
}

/** Firms from elsewhere that could come to a position, the likeliest first. */
export async function gapCandidates(
  context: ApiContext,
  args: { districtId: string; positionId: string; first?: number | null | undefined },
) {
  const shown = checkFirst(args.first, 20);
  const rows = await context.run(queries.listCandidates, {
    today: context.today,
    districtId: checkId(args.districtId, "districtId"),
    positionId: checkId(args.positionId, "positionId"),
  });
  return {
    nodes: byScore(rows).slice(0, shown),
    totalCount: rows.length,
    exampleCount: rows.filter(({ example }) => example).length,
  };
}
