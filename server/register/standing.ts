import { type ActorScope, scopeOf, usualPlace } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { type Loader, loadById } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { noteOwnData } from "../identity/demo.ts";
import { raiseCounter } from "../lists/reviewQueries.ts";
import * as queries from "./queries.ts";
import * as write from "./writeQueries.ts";

/** Who keeps which part of the register, and how changes of it wait for each other. */

const scope = ({ access }: ApiContext): ActorScope => scopeOf(access, "writeRegister");

const held: Loader<string, RowOf<typeof queries.standing> | null> = loadById((context, ids) =>
  context.run(queries.standing, { ids, actor: scope(context), today: context.today }),
);

/** Whether the viewer keeps the entry of a firm or organisation. */
export async function keepsEntry(context: ApiContext, id: string): Promise<boolean> {
  if (!context.access.permissions.has("writeRegister")) return false;
  return (await held.load(context, id))?.held === true;
}

/** Whether the viewer keeps who is in an alliance and answers for it. */
export function keepsAlliance(context: ApiContext, id: string): boolean {
  const { all, allianceIds } = scope(context);
  return all || allianceIds.includes(id);
}

/** Changes of the register come one after the other, imports among them. */
export const lockRegister = (tx: Transaction) => tx.run(raiseCounter, { counter: "register", by: 1 });

const outside = (): AppError =>
  new AppError("FORBIDDEN", "您可以查看这一条，但它不在您负责的范围内，不能修改。");

/** The entry that is to be changed. @throws NOT_FOUND, FORBIDDEN, CONFLICT when it was changed meanwhile */
export async function entryToChange(
  tx: Transaction,
  context: ApiContext,
  id: string,
  kind: "Enterprise" | "PartyOrganization",
  expectedVersion: number | null,
): Promise<void> {
  const asked = { viewer: context.viewer, actor: scope(context), today: context.today, ids: [id] };
  const [entry] = await tx.run(queries.standing, asked);
  if (!entry || entry.kind !== kind) throw notFound(kind === "Enterprise" ? "这家企业" : "这个党组织");
  if (!entry.held) throw outside();
  if (entry.version !== expectedVersion)
    throw new AppError("CONFLICT", "这一条刚被别人改过。请刷新后查看最新内容，再继续。", {
      path: ["input", "expectedVersion"],
      facts: { expectedVersion, currentVersion: entry.version },
    });
}

/** The firm or organisation that a step is about, of the viewer's place or not. @throws NOT_FOUND */
export async function entryOf(tx: Transaction, context: ApiContext, id: string) {
  const asked = { viewer: context.viewer, actor: scope(context), today: context.today, ids: [id] };
  const [entry] = await tx.run(queries.standing, asked);
  if (!entry) throw notFound("这家单位");
  return entry;
}

/** An entry that the viewer keeps, whatever its version. @throws NOT_FOUND, FORBIDDEN */
export async function keptEntry(tx: Transaction, context: ApiContext, id: string) {
  const entry = await entryOf(tx, context, id);
  if (!entry.held) throw outside();
  return entry;
}

/** The alliance that is to be changed. @throws NOT_FOUND, FORBIDDEN */
export async function allianceToChange(tx: Transaction, context: ApiContext, id: string) {
  const [alliance] = await tx.run(queries.readAlliancesOf, { viewer: context.viewer, ids: [id] });
  if (!alliance) throw notFound("这个联盟");
  if (!keepsAlliance(context, id)) throw outside();
  return alliance;
}

/** The alliance that lists a new entry: the one that was named, or the place of whoever enters it. @throws BAD_INPUT, FORBIDDEN */
export async function listingAlliance(
  tx: Transaction,
  context: ApiContext,
  asked: string | null,
): Promise<string> {
  const id = asked ?? usualPlace(context.access, "writeRegister").allianceId;
  if (id === null) throw badInput("请选择由哪个联盟列入名录。", "input", "allianceId");
  return (await allianceToChange(tx, context, id)).id;
}

/** What a demo visitor enters is an example; what anybody else enters or changes is their own and ends the demo mode. */
export async function settleOrigin(
  tx: Transaction,
  context: ApiContext,
  id: string,
  isNew: boolean,
): Promise<void> {
  const { viewer, access } = context;
  if (!access.actor.demo) {
    await noteOwnData(tx, context);
    if (!isNew) await tx.run(write.markOwn, { viewer, id });
  } else if (isNew) await tx.run(write.markExample, { viewer, id });
}
