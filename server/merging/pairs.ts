import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { type Connection, type PageArgs, type PageParams, readPage, toConnection } from "../api/page.ts";
import { badInput } from "../errors.ts";
import type { DuplicatePair, HeldKind, MergeSide, TellApartInput } from "../generated/resolvers.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { keepsEntry, keptEntry, lockRegister } from "../register/standing.ts";
import { fieldsOf } from "./fields.ts";
import { judge, type LikelyPair, likelyPairs, pairKey } from "./likely.ts";
import * as queries from "./queries.ts";

const keeper = ({ access, today }: ApiContext) => ({ actor: scopeOf(access, "writeRegister"), today });

const sideById = loadById((context, ids) => context.run(queries.readSides, { ids, today: context.today }));

function sideOf({ id, name, kind, version, example, aliases, fields, holds }: queries.SideRow): MergeSide {
  return {
    ...{ id, name, aliases, version, example },
    organization: kind === "PartyOrganization",
    fields: fieldsOf[kind].map((field) => ({ field, value: fields[field] ?? null })),
    holds: Object.entries(holds).flatMap(([what, count]) =>
      count > 0 ? [{ what: what as HeldKind, count }] : [],
    ),
  };
}

/** One page of a list that is worked out as a whole; `key` is its order. */
function pageOf<T extends { id: string }>(
  all: readonly T[],
  page: PageParams,
): Connection<T & { cursorKey: string }> {
  const from = page.after ? all.findIndex(({ id }) => id === page.after?.id) + 1 : 0;
  const items = all.slice(from, from + page.limit).map((item) => ({ ...item, cursorKey: item.id }));
  return toConnection({ totalCount: all.length, items }, page);
}

/** Pairs of the viewer's place that may be the same, the likeliest first; those told apart are left out. */
export async function duplicatePairs(
  context: ApiContext,
  { organizations, ...args }: PageArgs & { organizations: boolean },
): Promise<Connection<LikelyPair & { cursorKey: string }>> {
  const page = readPage(args, 20);
  const names = await context.run(queries.listNames, { ...keeper(context), organizations });
  const apart = new Set((await context.run(queries.listDistinct, {})).map(({ id }) => id));
  return pageOf(likelyPairs(names, apart), page);
}

/** The two beside each other. A pair whose one has gone meanwhile is null. */
export async function bothSides(
  context: ApiContext,
  { id, aId, bId, reasons }: Pick<LikelyPair, "id" | "aId" | "bId" | "reasons">,
): Promise<DuplicatePair | null> {
  const [left, right] = await Promise.all([sideById.load(context, aId), sideById.load(context, bId)]);
  return left && right ? { id, reasons, left: sideOf(left), right: sideOf(right) } : null;
}

/** Any two that the viewer keeps, of one kind, beside each other. */
export async function mergePair(
  context: ApiContext,
  aId: string,
  bId: string,
): Promise<DuplicatePair | null> {
  const [a, b] = [checkId(aId, "aId"), checkId(bId, "bId")];
  if (a === b || !(await keepsEntry(context, a)) || !(await keepsEntry(context, b))) return null;
  const [left, right] = await Promise.all([sideById.load(context, a), sideById.load(context, b)]);
  if (!left || !right || left.kind !== right.kind) return null;
  const [one, other] = [left, right].map((side) => ({
    ...{ id: side.id, name: side.name, aliases: side.aliases },
    shortName: side.fields.shortName ?? null,
    creditCode: side.fields.creditCode ?? null,
    variant: side.fields.kind ?? null,
  }));
  const reasons = (one && other && judge(one, other)?.reasons) || [];
  return { id: pairKey(a, b), reasons, left: sideOf(left), right: sideOf(right) };
}

/** Merges into entries that the viewer keeps. One statement. */
export async function entryMerges(context: ApiContext, args: PageArgs) {
  const page = readPage(args, 20);
  const [row] = await context.run(queries.listMerges, { ...keeper(context), ...page });
  return toConnection(row, page);
}

/** Pairs that were told apart, as far as the viewer sees both. */
export async function distinctPairs(context: ApiContext, args: PageArgs) {
  const page = readPage(args, 20);
  return pageOf(await context.run(queries.listDistinct, {}), page);
}

/** Remembers that two are not the same, or forgets it. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN */
export function tellApart(context: ApiContext, input: TellApartInput): Promise<{ distinct: boolean }> {
  const { access } = context;
  const ids = [checkId(input.aId, "input", "aId"), checkId(input.bId, "input", "bId")].sort();
  const [aId = "", bId = ""] = ids;
  if (aId === bId) throw badInput("请选择两条不同的记录。", "input", "bId");
  const { distinct } = input;
  return once(context, "tellApart", input, async (tx) => {
    await lockRegister(tx);
    for (const id of ids) await keptEntry(tx, context, id);
    const id = pairKey(aId, bId);
    if (distinct) {
      const by = { by: access.actor.id, byName: access.actor.name };
      await tx.run(queries.setDistinct, { id, aId, bId, ...by });
    } else await tx.run(queries.deleteDistinct, { id });
    await noteOwnData(tx, context);
    await audit(tx, {
      action: distinct ? "tellApart" : "proposeAgain",
      actor: access.actor,
      after: { aId, bId },
      from: originOf(context),
    });
    return { distinct };
  });
}
