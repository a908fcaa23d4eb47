import { z } from "zod";
import type { ApiContext } from "../api/context.ts";
import { AppError, badInput } from "../errors.ts";
import type { SetListKindInput } from "../generated/resolvers.ts";
import { defineQuery } from "../graph/query.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { normalizeText } from "../language/words.ts";
import { demandWhole } from "./districtWide.ts";
import { once } from "./once.ts";
import type { Runner } from "./publish.ts";
import type { OwnerReference } from "./queries.ts";

const listNames = ["demands", "resources", "projects"] as const;
export type ListName = (typeof listNames)[number];
export type OwnerKind = OwnerReference["__typename"];

const ownerKinds = ["Enterprise", "PartyOrganization", "Department"] as const;
/** Columns of a list's table beside the title. */
const listColumns = ["owner", "category", "amount", "window", "visibility", "updated", "source"] as const;
type ListColumn = (typeof listColumns)[number];

const kindShape = z.object({
  list: z.enum(listNames),
  name: z.string(),
  description: z.string().nullable(),
  /** Who may stand on the list. */
  owners: z.array(z.enum(ownerKinds)),
  /** Whether the list is used here: else nothing new comes to it. */
  enabled: z.boolean(),
  /** Shown for whoever has not chosen others; null: as usual. */
  columns: z.array(z.enum(listColumns)).nullable(),
  /** Lists stand in the order of these; null: as usual. */
  place: z.number().nullable(),
  /** 0: as it usually is. */
  version: z.number(),
});
type KeptKind = z.infer<typeof kindShape>;
export interface ListKind extends KeptKind {
  columns: ListColumn[];
  place: number;
}

const readListKinds = defineQuery({
  name: "lists/read-list-kinds",
  mode: "read",
  params: z.object({ hubId: z.string().nullable() }),
  row: kindShape.extend({ own: z.boolean() }),
  scanReason: "three a hub",
});

const saveListKind = defineQuery({
  name: "lists/save-list-kind",
  mode: "write",
  params: kindShape
    .omit({ version: true })
    .extend({ id: z.string(), hubId: z.string().nullable(), expectedVersion: z.number().int() }),
  row: z.object({ version: z.number() }),
});

const onlyHub = defineQuery({
  name: "lists/only-hub",
  mode: "read",
  params: z.object({}),
  row: z.object({ id: z.string().nullable() }),
  scanReason: "alliances are few",
});

const usualColumns: ListColumn[] = ["owner", "category", "amount", "window", "source"];
const usual: readonly ListKind[] = (
  [
    ["demands", "需求清单"],
    ["resources", "资源清单"],
    ["projects", "服务项目清单"],
  ] as const
).map(([list, name], at) => ({
  ...{ list, name, description: null, owners: [...ownerKinds], enabled: true },
  ...{ columns: usualColumns, place: at + 1, version: 0 },
}));

/** The hub whose lists somebody works with: the only one they belong to, or the only one there is; null for neither. */
async function hubOf(runner: Runner, { access }: ApiContext): Promise<string | null> {
  const [hub, ...more] = new Set(access.grants.flatMap(({ hubs }) => hubs));
  if (hub !== undefined) return more.length === 0 ? hub : null;
  return (await runner.run(onlyHub, {}))[0]?.id ?? null;
}

/**
 * The three lists as they are used at the viewer's hub, in their order: their meaning differs from district to district. A hub that
 * has said nothing goes by what was said for all.
 */
export async function listKinds(runner: Runner, context: ApiContext): Promise<ListKind[]> {
  return kindsAt(runner, await hubOf(runner, context));
}

async function kindsAt(runner: Runner, hubId: string | null): Promise<ListKind[]> {
  const rows = await runner.run(readListKinds, { hubId });
  const kinds = usual.map((one): ListKind => {
    const found = rows.filter(({ list }) => list === one.list);
    const kept = found.find(({ own }) => own) ?? found[0];
    if (!kept) return one;
    const { own, ...kind } = kept;
    // What was said for all is not the hub's own yet: its own begins at version 0.
    const version = own || hubId === null ? kind.version : 0;
    return { ...kind, columns: kind.columns ?? usualColumns, place: kind.place ?? one.place, version };
  });
  return kinds.toSorted((a, b) => a.place - b.place);
}

const ownerNames: Record<OwnerKind, string> = {
  Enterprise: "企业",
  PartyOrganization: "党组织",
  Department: "部门",
};

/** Why nothing new comes to a list, in a sentence; null when it does. */
export const listProblem = ({ name, enabled }: ListKind): string | null =>
  enabled ? null : `这里没有启用${name}，不能新增条目`;

/** Why an owner of this kind does not stand on the list, in a sentence; null when it may. */
export function ownerProblem({ name, owners }: ListKind, owner: OwnerKind): string | null {
  if (owners.includes(owner)) return null;
  return `${name}由${owners.map((kind) => ownerNames[kind]).join("、")}填报，不能选${ownerNames[owner]}`;
}

const longestName = 12;
const longestDescription = 100;

function checkText(value: string | null | undefined, field: string, what: string, most: number): string {
  const text = normalizeText(value ?? "").replace(/\s+/g, " ");
  if ([...text].length > most) throw badInput(`${what}最多 ${most} 字。`, "input", field);
  return text;
}

/** A place between its neighbours, so that only the list that moves changes. `at`: from 0. */
function placeAt(others: readonly ListKind[], at: number): number {
  const [before, after] = [others[at - 1]?.place, others[at]?.place];
  if (before === undefined) return (after ?? 2) - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}

/** What the form says of a list, checked. @throws AppError BAD_INPUT */
function cleanKind(input: SetListKindInput, before: ListKind, others: readonly ListKind[]) {
  const name = checkText(input.name, "name", "清单的名称", longestName);
  if (name === "") throw badInput("请写清单的名称。", "input", "name");
  if (others.some((kind) => kind.name === name))
    throw badInput(`已经有叫“${name}”的清单，请换一个名称。`, "input", "name");
  const owners = ownerKinds.filter((kind) => input.owners.includes(kind));
  if (owners.length === 0) throw badInput("请至少选一种填报单位。", "input", "owners");
  const enabled = input.enabled ?? before.enabled;
  if (!enabled && before.list === "demands")
    throw badInput("需求清单是对接的起点，不能停用。", "input", "enabled");
  const at = input.position ?? null;
  if (at !== null && (at < 1 || at > usual.length))
    throw badInput(`顺序应在 1 到 ${usual.length} 之间。`, "input", "position");
  const columns = input.columns ?? before.columns;
  return {
    list: before.list,
    name,
    description: checkText(input.description, "description", "说明", longestDescription) || null,
    owners,
    enabled,
    place: at === null ? before.place : placeAt(others, at - 1),
    columns: listColumns.filter((column) => columns.includes(column)),
  };
}

/**
 * Says what a list is called, what it means, who stands on it, whether and how it is shown: for the viewer's hub, or for all
 * where the viewer belongs to no single one. @throws AppError BAD_INPUT, FORBIDDEN, CONFLICT
 */
export async function setListKind(context: ApiContext, input: SetListKindInput): Promise<ListKind> {
  const { list, expectedVersion } = input;
  return once(context, "setListKind", input, async (tx) => {
    const hubId = await hubOf(tx, context);
    if (hubId === null) await demandWhole(tx, context);
    const all = await kindsAt(tx, hubId);
    const before = all.find((kind) => kind.list === list);
    if (!before) throw new Error(`${list} is no list`);
    const kind = cleanKind(
      input,
      before,
      all.filter((one) => one !== before),
    );
    const id = hubId === null ? list : `${hubId}:${list}`;
    const [row] = await tx.run(saveListKind, { id, hubId, expectedVersion, ...kind });
    if (!row) throw new AppError("CONFLICT", "这张清单的设置刚被别人改过，请看过最新内容再改。");
    const { actor } = context.access;
    if (!actor.demo) await noteOwnData(tx, context);
    await audit(tx, {
      action: "setListKind",
      actor,
      target: { kind: "ListKind", id },
      before,
      after: kind,
      from: originOf(context),
    });
    return { ...kind, version: row.version };
  });
}
