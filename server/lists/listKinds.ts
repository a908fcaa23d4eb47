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

const kindShape = z.object({
  list: z.enum(listNames),
  name: z.string(),
  description: z.string().nullable(),
  /** Who may stand on the list. */
  owners: z.array(z.enum(ownerKinds)),
  /** 0: as it usually is. */
  version: z.number(),
});
export type ListKind = z.infer<typeof kindShape>;

const readListKinds = defineQuery({
  name: "lists/read-list-kinds",
  mode: "read",
  params: z.object({}),
  row: kindShape,
  scanReason: "three at most",
});

const saveListKind = defineQuery({
  name: "lists/save-list-kind",
  mode: "write",
  params: kindShape.omit({ version: true }),
  row: z.object({ version: z.number() }),
});

const usual: readonly ListKind[] = [
  {
    list: "demands",
    name: "需求清单",
    description: null,
    owners: [...ownerKinds],
    version: 0,
  },
  { list: "resources", name: "资源清单", description: null, owners: [...ownerKinds], version: 0 },
  { list: "projects", name: "服务项目清单", description: null, owners: [...ownerKinds], version: 0 },
];

/** The three lists, in their order: their meaning differs from district to district. */
export async function listKinds(runner: Runner): Promise<ListKind[]> {
  const kept = new Map((await runner.run(readListKinds, {})).map((kind) => [kind.list, kind]));
  return usual.map((kind) => kept.get(kind.list) ?? kind);
}

const ownerNames: Record<OwnerKind, string> = {
  Enterprise: "企业",
  PartyOrganization: "党组织",
  Department: "部门",
};

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

/** Says what a list is called, what it means and who stands on it. @throws AppError BAD_INPUT, CONFLICT */
export async function setListKind(context: ApiContext, input: SetListKindInput): Promise<ListKind> {
  const { list } = input;
  const name = checkText(input.name, "name", "清单的名称", longestName);
  if (name === "") throw badInput("请写清单的名称。", "input", "name");
  const description = checkText(input.description, "description", "说明", longestDescription) || null;
  const owners = ownerKinds.filter((kind) => input.owners.includes(kind));
  if (owners.length === 0) throw badInput("请至少选一种填报单位。", "input", "owners");
  return once(context, "setListKind", input, async (tx) => {
    await demandWhole(tx, context);
    const all = await listKinds(tx);
    const before = all.find((kind) => kind.list === list);
    if (before?.version !== input.expectedVersion)
      throw new AppError("CONFLICT", "这张清单的设置刚被别人改过，请看过最新内容再改。");
    if (all.some((kind) => kind.list !== list && kind.name === name))
      throw badInput(`已经有叫“${name}”的清单，请换一个名称。`, "input", "name");
    const [row] = await tx.run(saveListKind, { list, name, description, owners });
    const { actor } = context.access;
    if (!actor.demo) await noteOwnData(tx, context);
    await audit(tx, {
      action: "setListKind",
      actor,
      target: { kind: "ListKind", id: list },
      before,
      after: { list, name, description, owners },
      from: originOf(context),
    });
    return { list, name, description, owners, version: row?.version ?? 1 };
  });
}
