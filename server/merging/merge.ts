import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, badInput } from "../errors.ts";
import type { MergeEntriesInput, MergeField } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { raiseCounter } from "../lists/reviewQueries.ts";
import { organizationConflicts } from "../register/queries.ts";
import { entryToChange, lockRegister } from "../register/standing.ts";
import { fieldsOf, mergedProperties, mergedValues } from "./fields.ts";
import { type Link, type LinkPlan, type NewLink, planLinks, type Value } from "./links.ts";
import * as queries from "./queries.ts";

/** A relationship as the record of a merge keeps it: its other end by its id. */
export type KeptLink = Omit<Link, "key" | "otherKey">;

/** All that undoing needs. */
export interface MergeRecord {
  kind: "Enterprise" | "PartyOrganization";
  /** Whether the kept one was an example. */
  example: boolean;
  before: Value[];
  after: Value[];
  dropped: KeptLink[];
  created: Omit<KeptLink, "side">[];
  pointers: { id: string; name: string; from: string | string[]; to: string | string[] }[];
}

/** Lists, matches and what is cached of them are read anew by everybody. */
export async function raiseAll(tx: Transaction): Promise<void> {
  await tx.run(raiseCounter, { counter: "demands", by: 1 });
  await tx.run(raiseCounter, { counter: "offers", by: 1 });
}

/** Links of entries as plans take them. */
export async function linksOf(tx: Transaction, keptId: string, ids: string[]): Promise<Link[]> {
  const rows = await tx.run(queries.readLinks, { ids });
  return rows.map(({ of, ...row }) => ({ ...row, side: of === keptId ? "kept" : "removed" }) as Link);
}

const recorded = ({ type, outgoing, otherId, otherName, values }: NewLink) => ({
  type,
  outgoing,
  otherId,
  otherName,
  values,
});

/** Says what became of one that is not there any more. @throws CONFLICT */
async function refuseMerged(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const [into] = await tx.run(queries.findKept, { id });
    if (into)
      throw new AppError("CONFLICT", `其中一条刚被并入“${into.name}”，可能是别人先合并了。请刷新后查看。`);
  }
}

/** Two that somebody keeps from each other are two. @throws CONFLICT */
function refuseBarred(links: readonly Link[]): void {
  const bars = (side: Link["side"]) =>
    new Set(links.filter((link) => link.type === "BARS" && link.side === side).map(({ otherId }) => otherId));
  const other = bars("removed");
  if ([...bars("kept")].some((id) => other.has(id)))
    throw new AppError(
      "CONFLICT",
      "这两家之间登记过“不撮合”，说明它们是两家。确实是同一家时，请先在“不撮合名单”里处理，再合并。",
    );
}

async function refuseCircle(tx: Transaction, keptId: string, plan: LinkPlan, today: string): Promise<void> {
  for (const { type, outgoing, otherId } of plan.create) {
    if (type !== "SUBORDINATE_TO" || !outgoing) continue;
    const asked = { id: keptId, superiorId: otherId, firmIds: [], today };
    const [found] = await tx.run(organizationConflicts, asked);
    if (found?.circular)
      throw new AppError(
        "CONFLICT",
        "合并后会出现上下级循环：一个的上级党组织在另一个的下面。请先改正上级党组织，再合并。",
      );
  }
}

function takenOf(input: MergeEntriesInput, kind: MergeRecord["kind"]): Set<MergeField> {
  const takes = new Set(input.take ?? []);
  for (const field of takes)
    if (!fieldsOf[kind].includes(field))
      throw badInput("所选的内容里有这一类没有的，请刷新后重新选择。", "input", "take");
  return takes;
}

const replaced = (value: string | string[], from: string, to: string): string | string[] => {
  const one = (text: string): string => (text === from ? to : text === `org:${from}` ? `org:${to}` : text);
  return Array.isArray(value) ? [...new Set(value.map(one))] : one(value);
};

/** What names the removed one by its id now names the kept one. */
async function movePointers(tx: Transaction, from: string, to: string): Promise<MergeRecord["pointers"]> {
  const rows = (await tx.run(queries.readPointers, { id: from })).map(({ id, name, value }) => ({
    id,
    name,
    from: value,
    to: replaced(value, from, to),
  }));
  if (rows.length > 0) await tx.run(queries.setPointers, { rows });
  return rows;
}

/** Carries out a plan of links. `of` is the kept one's place in the graph. */
async function moveLinks(tx: Transaction, plan: LinkPlan, of: string): Promise<void> {
  await tx.run(queries.dropLinks, { keys: plan.drop.map(({ key }) => key) });
  const rows = plan.create.map(({ otherKey, type, outgoing, values }) => ({
    ...{ of, other: otherKey, type, outgoing },
    values,
  }));
  if (rows.length > 0) await tx.run(queries.createLinks, { rows });
}

const numbersOf = (links: readonly { type: string }[]): Record<string, number> => {
  const numbers: Record<string, number> = {};
  for (const { type } of links) numbers[type] = (numbers[type] ?? 0) + 1;
  return numbers;
};

const plain = (values: readonly Value[]) =>
  Object.fromEntries(values.map(({ name, value }) => [name, value]));

type Standing = RowOf<typeof queries.readValues>;

async function standingOf(tx: Transaction, id: string, names: string[]): Promise<Standing> {
  const [row] = await tx.run(queries.readValues, { id, names });
  if (!row) throw new AppError("CONFLICT", "其中一条刚被别人改过。请刷新后查看最新内容，再继续。");
  return row;
}

/**
 * Makes two entries one, once for the client's key: what hangs on the removed one hangs on the kept one, and its id, name
 * and code lead there. One transaction. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT
 */
export function mergeEntries(
  context: ApiContext,
  input: MergeEntriesInput,
): Promise<{ mergeId: string; keptId: string }> {
  const keptId = checkId(input.keptId, "input", "keptId");
  const removedId = checkId(input.removedId, "input", "removedId");
  if (keptId === removedId) throw badInput("请选择两条不同的记录。", "input", "removedId");
  return once(context, "mergeEntries", input, async (tx) => {
    await lockRegister(tx);
    // First: whoever is saving an entry of the removed one has finished, or waits and finds it gone.
    await raiseAll(tx);
    await refuseMerged(tx, [removedId, keptId]);
    const kind = await kindOf(tx, keptId);
    await entryToChange(tx, context, keptId, kind, input.keptVersion);
    await entryToChange(tx, context, removedId, kind, input.removedVersion);
    return mergeIn(tx, context, { keptId, removedId, kind, takes: takenOf(input, kind) });
  });
}

async function kindOf(tx: Transaction, id: string): Promise<MergeRecord["kind"]> {
  const [row] = await tx.run(queries.readValues, { id, names: [] });
  return row?.labels.includes("PartyOrganization") ? "PartyOrganization" : "Enterprise";
}

interface Asked {
  keptId: string;
  removedId: string;
  kind: MergeRecord["kind"];
  takes: Set<MergeField>;
}

async function mergeIn(tx: Transaction, context: ApiContext, { keptId, removedId, kind, takes }: Asked) {
  const { access, today } = context;
  const names = mergedProperties(kind);
  // Writing first: whoever hangs something on either waits from here on.
  await tx.run(queries.buryEntry, { id: removedId, keptId });
  const kept = await standingOf(tx, keptId, names);
  const removed = await standingOf(tx, removedId, names);
  const wasExample = kept.labels.includes("Example");
  const removedExample = await tx.run(queries.readOrigin, { id: removedId });
  const bothExamples = wasExample && (removedExample[0]?.example ?? false);
  const links = await linksOf(tx, keptId, [keptId, removedId]);
  refuseBarred(links);
  const plan = planLinks(links, keptId, removedId, { takes, today, example: bothExamples });
  await moveLinks(tx, plan, kept.key);
  await refuseCircle(tx, keptId, plan, today);
  const values = mergedValues(kept.values, removed.values, takes, kind);
  await tx.run(queries.setValues, { id: keptId, values, example: bothExamples });
  const changed = new Set(values.map(({ name }) => name));
  const record: MergeRecord = {
    kind,
    example: wasExample,
    before: kept.values.filter(({ name }) => changed.has(name)),
    after: values,
    dropped: plan.drop.map((link) => ({ ...recorded(link), side: link.side })),
    created: plan.create.map(recorded),
    pointers: await movePointers(tx, removedId, keptId),
  };
  const mergeId = ulid();
  const told = { keptId, keptName: kept.name, removedId, removedName: removed.name };
  await tx.run(queries.createMerge, {
    ...told,
    id: mergeId,
    by: access.actor.id,
    byName: access.actor.name,
    moved: plan.drop.filter(({ side }) => side === "removed").length,
    record: JSON.stringify(record),
    example: wasExample || (removedExample[0]?.example ?? false),
  });
  await noteOwnData(tx, context);
  await audit(tx, {
    action: "mergeEntries",
    actor: access.actor,
    target: { kind, id: keptId },
    before: { ...told, kept: plain(record.before), removed: plain(removed.values) },
    after: {
      mergeId,
      fields: plain(values),
      moved: numbersOf(record.dropped),
      made: numbersOf(record.created),
      visibility: record.pointers.length,
    },
    from: originOf(context),
  });
  return { mergeId, keptId };
}
