import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError, notFound } from "../errors.ts";
import type { RowOf, Viewer } from "../graph/query.ts";
import { readBoard } from "./queries.ts";

/** An alliance's board: what it takes in and who sees its items. */
export interface OpenBoard extends RowOf<typeof readBoard> {
  /** What the members of the alliance may all see; the board takes in needs of these audiences only. */
  audiences: string[];
  /** Of its items. */
  audience: string;
  /** A hub also takes in published needs that belong to nobody. */
  unowned: boolean;
}

/** Opens the board of an alliance that the viewer sees. @throws AppError NOT_FOUND */
export async function openBoard(context: ApiContext, allianceId: string): Promise<OpenBoard> {
  const [row] = await context.run(readBoard, { id: allianceId, today: context.today });
  if (!row) throw notFound("这个联盟");
  const alliances = row.allianceIds.map((id) => `alliance:${id}`);
  const hubs = row.hubIds.map((id) => `hub:${id}`);
  return {
    ...row,
    audiences: ["public", ...hubs, ...alliances],
    audience: row.kind === "hub" ? `hub:${row.id}` : `alliance:${row.id}`,
    unowned: row.kind === "hub",
  };
}

/** Whose eyes a run sees with: the alliance's, so that whoever runs it comes to the same items. */
export const boardViewer = ({ audiences }: OpenBoard): Viewer => ({ all: false, audiences });

/** Whether the viewer may consolidate this alliance's needs: a role that does, held over the alliance. */
export function mayConsolidate({ access }: ApiContext, allianceId: string): boolean {
  const scope = scopeOf(access, "consolidate");
  return scope.all || scope.allianceIds.includes(allianceId);
}

/** Opens a board to change it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function openHeldBoard(context: ApiContext, allianceId: string): Promise<OpenBoard> {
  const board = await openBoard(context, allianceId);
  if (!mayConsolidate(context, allianceId))
    throw new AppError("FORBIDDEN", "只能归并自己负责的联盟的需求。请在您负责的范围内选择联盟。");
  return board;
}
