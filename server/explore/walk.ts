import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { checkFirst } from "../api/page.ts";
import { badInput, notFound } from "../errors.ts";
import { drawnKinds } from "./kinds.ts";
import {
  allianceGraphQuery,
  neighbourCountsQuery,
  neighbourhoodQuery,
  pathQuery,
  readNodesQuery,
} from "./queries.ts";
import { fromColumns, fromRows, type SubgraphParent } from "./subgraph.ts";

/** Most nodes of one answer: what a canvas can draw. */
export const maxNodes = 2000;
const maxDepth = 3;
const maxTypes = 50;

function checkTypes(types: readonly string[] | null | undefined): string[] | null {
  if (!types) return null;
  if (types.length > maxTypes || types.some((type) => !/^[A-Z][A-Z_]{0,40}$/.test(type)))
    throw badInput("关系种类的名称不对，请从图例中选择。", "types");
  return [...types];
}

export interface NeighbourhoodArgs {
  id: string;
  /** Steps, 1 to 3. */
  depth?: number | null | undefined;
  /** Most nodes, the first one included, 1 to 2,000. */
  first?: number | null | undefined;
  types?: readonly string[] | null | undefined;
}

/** What lies around a node, breadth first, as of today. One statement. @throws AppError NOT_FOUND, BAD_INPUT, LIMIT */
export async function neighbourhood(context: ApiContext, args: NeighbourhoodArgs): Promise<SubgraphParent> {
  const depth = args.depth ?? 1;
  if (depth < 1 || depth > maxDepth) throw badInput(`步数应在 1 到 ${maxDepth} 之间。`, "depth");
  const first = checkFirst(args.first, 300, maxNodes);
  if (first === 0) throw badInput("至少要取 1 个节点。", "first");
  const rows = await context.run(neighbourhoodQuery, {
    kinds: drawnKinds,
    today: context.today,
    id: checkId(args.id, "id"),
    types: checkTypes(args.types),
    depth,
    first,
  });
  if (rows.length === 0) throw notFound("这个节点");
  return fromColumns(rows);
}

export interface NeighbourCountRow {
  type: string;
  direction: "out" | "in";
  kind: (typeof drawnKinds)[number];
  count: number;
  exampleCount: number;
}

/** How many neighbours expanding a node would bring. @throws AppError NOT_FOUND */
export async function neighbourCounts(context: ApiContext, id: string): Promise<NeighbourCountRow[]> {
  const rows = await context.run(neighbourCountsQuery, {
    kinds: drawnKinds,
    today: context.today,
    id: checkId(id, "id"),
  });
  if (rows.length === 0) throw notFound("这个节点");
  return rows.filter((row): row is NeighbourCountRow => row.type !== null && row.kind !== null);
}

/** A shortest connection of two nodes; empty when none may be seen. @throws AppError NOT_FOUND for an end that may not */
export async function path(
  context: ApiContext,
  args: { fromId: string; toId: string; types?: readonly string[] | null | undefined },
): Promise<SubgraphParent> {
  const fromId = checkId(args.fromId, "fromId");
  const toId = checkId(args.toId, "toId");
  const types = checkTypes(args.types);
  if (fromId !== toId) {
    const [row] = await context.run(pathQuery, {
      kinds: drawnKinds,
      today: context.today,
      fromId,
      toId,
      types,
    });
    if (row) return fromRows(row.nodes, row.edges);
  }
  const ids = [...new Set([fromId, toId])];
  const ends = await context.run(readNodesQuery, { kinds: drawnKinds, ids });
  if (ends.length < ids.length) throw notFound("路径的起点或终点");
  return fromRows(fromId === toId ? ends.map((end) => end.node) : [], []);
}

/** The 1+3+N screen as of a day, today by default. One statement. @throws AppError NOT_FOUND */
export async function allianceGraph(
  context: ApiContext,
  args: { hubId: string; asOf?: string | null | undefined },
): Promise<SubgraphParent> {
  const rows = await context.run(allianceGraphQuery, {
    kinds: drawnKinds,
    hubId: checkId(args.hubId, "hubId"),
    asOf: args.asOf ?? context.today,
    first: maxNodes,
  });
  if (rows.length === 0) throw notFound("这个联盟");
  return fromColumns(rows);
}
