import { ulid } from "ulid";
import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { SaveAllianceInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { type AllianceDraft, allianceDraft } from "./drafts.ts";
import { type AllianceRegistration, allianceRecords } from "./queries.ts";
import { lockRegister } from "./standing.ts";
import * as write from "./writeQueries.ts";

/** 联盟 and its 备案: hubs by the administrator, what belongs to a hub by its coordinator. */

const scope = ({ access }: ApiContext) => scopeOf(access, "configureLists");
const at = (field: string): string[] => ["input", "fields", field];

export const registrationOf = loadById((context, ids) =>
  context.run(allianceRecords, { ids, actor: scope(context), today: context.today }),
);

async function recordIn(tx: Transaction, context: ApiContext, id: string): Promise<AllianceRegistration> {
  const { viewer, today } = context;
  const [record] = await tx.run(allianceRecords, { viewer, today, actor: scope(context), ids: [id] });
  if (!record) throw notFound("这个联盟");
  return record;
}

const outside = (): AppError => new AppError("FORBIDDEN", "这个联盟不在您负责的范围内，不能修改。");

/** The alliance above must be there, held, and not below. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN */
async function checkParent(
  tx: Transaction,
  context: ApiContext,
  { kind, parentId }: Pick<AllianceDraft, "kind" | "parentId">,
  before: AllianceRegistration | null,
): Promise<void> {
  if (kind === "hub" && parentId !== null)
    throw badInput("总联盟没有上级联盟，请去掉上级。", ...at("parentId"));
  if (parentId === null || parentId === before?.parentId) {
    // What stands under nothing is nobody's but the administrator's.
    if (parentId === null && before?.parentId !== null && !scope(context).all)
      throw new AppError("FORBIDDEN", "没有上级的联盟由管理员建立；请选择您负责的总联盟作为上级。", {
        path: at("parentId"),
      });
    return;
  }
  if (before && (parentId === before.id || before.below.includes(parentId)))
    throw badInput("上级联盟不能是它自己或它的下级，请重新选择。", ...at("parentId"));
  if (!(await recordIn(tx, context, parentId)).held)
    throw new AppError("FORBIDDEN", "所选的上级联盟不在您负责的范围内，请重新选择。", {
      path: at("parentId"),
    });
}

/**
 * An alliance, new or changed as a whole, once for the client's key. Its kind and its chain stay what they were.
 * @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT
 */
export function saveAlliance(context: ApiContext, input: SaveAllianceInput): Promise<{ id: string }> {
  const { viewer, access, today } = context;
  const known = optionalId(input.id, "input", "id");
  const draft = allianceDraft(input.fields, today);
  return once(context, "saveAlliance", input, async (tx) => {
    await lockRegister(tx);
    const id = known ?? ulid();
    const before = known ? await recordIn(tx, context, known) : null;
    if (before && !before.held) throw outside();
    const kind = before?.kind ?? draft.kind;
    await checkParent(tx, context, { kind, parentId: draft.parentId }, before);
    if (!known) await tx.run(write.createAlliance, { id, name: draft.name, kind, chainId: draft.chainId });
    const { kind: _kind, chainId: _chain, ...kept } = draft;
    const expectedVersion = known ? (input.expectedVersion ?? 0) : 0;
    const [saved] = await tx.run(write.saveAllianceFields, { viewer, today, id, expectedVersion, ...kept });
    if (!saved) throw new AppError("CONFLICT", "这个联盟刚被别人改过。请刷新后查看最新内容，再继续。");
    await noteOwnData(tx, context);
    await audit(tx, {
      action: known ? "editAlliance" : "enterAlliance",
      actor: access.actor,
      target: { kind: "Alliance", id },
      before,
      after: draft,
      from: originOf(context),
    });
    return { id };
  });
}
