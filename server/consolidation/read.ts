import type { ApiContext } from "../api/context.ts";
import { loadById } from "../api/loaders.ts";
import { type PageArgs, readPage, toConnection, toCountedConnection } from "../api/page.ts";
import { demandById } from "../lists/loaders.ts";
import { coreOf } from "./needWords.ts";
import { mayConsolidate, type OpenBoard, openBoard } from "./open.ts";
import * as queries from "./queries.ts";

const longestShown = 40;

/** An item's name: the given one, else its first need's words, cut at a clause where they are long. */
export function titleOf({
  givenTitle,
  firstText,
}: Pick<queries.ItemRow, "givenTitle" | "firstText">): string {
  if (givenTitle !== null) return givenTitle;
  const core = [...coreOf(firstText)];
  if (core.length <= longestShown) return core.join("");
  const kept = core.slice(0, longestShown).join("");
  const end = Math.max(kept.lastIndexOf("，"), kept.lastIndexOf("、"));
  return end > 10 ? kept.slice(0, end) : `${kept}…`;
}

export const itemById = loadById((context, ids) => context.run(queries.readItems, { ids }));

/** An alliance's board as the viewer sees it. @throws AppError NOT_FOUND */
export async function readConsolidation(context: ApiContext, allianceId: string) {
  const board = await openBoard(context, allianceId);
  const [counts] = await context.run(queries.countNeeds, {
    id: board.id,
    allianceIds: board.allianceIds,
    audiences: board.audiences,
    unowned: board.unowned,
    today: context.today,
  });
  const [decisions] = await context.run(queries.lastDecisions, { allianceId: board.id });
  const mayChange = mayConsolidate(context, board.id);
  return {
    board,
    allianceId: board.id,
    allianceName: board.shortName,
    mayChange,
    ranAt: decisions?.ranAt ?? null,
    needCount: counts?.total ?? 0,
    exampleNeedCount: counts?.examples ?? 0,
    freshCount: counts?.fresh ?? 0,
    exampleFreshCount: counts?.freshExamples ?? 0,
    // What was done may name what only they see who may do it.
    lastChange: mayChange ? (decisions?.last ?? null) : null,
  };
}
export type ConsolidationRow = Awaited<ReturnType<typeof readConsolidation>>;

/** One page of a board's items. */
export async function itemsOf(context: ApiContext, board: OpenBoard, args: PageArgs) {
  const page = readPage(args, 100, "number");
  const [row] = await context.run(queries.listItems, { allianceId: board.id, ...page });
  return toConnection(row, page);
}

/** One page of the needs behind an item that the viewer sees. */
export async function membersOf(context: ApiContext, itemId: string, args: PageArgs) {
  const page = readPage(args, 50, "number");
  const [row] = await context.run(queries.listMembers, { id: itemId, ...page });
  const found = toCountedConnection(row, page);
  const demands = await Promise.all(found.edges.map(({ node }) => demandById.load(context, node.id)));
  const edges = found.edges.flatMap(({ cursor }, at) => {
    const node = demands[at];
    return node ? [{ cursor, node }] : [];
  });
  return { ...found, edges, nodes: edges.map(({ node }) => node) };
}
