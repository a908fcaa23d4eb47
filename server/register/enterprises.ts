import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { SaveEnterpriseInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { once } from "../lists/once.ts";
import { type EnterpriseDraft, enterpriseDraft } from "./drafts.ts";
import { refuseTwins } from "./names.ts";
import * as queries from "./queries.ts";
import { entryToChange, keepsEntry, listingAlliance, lockRegister, settleOrigin } from "./standing.ts";
import * as write from "./writeQueries.ts";

const recordById = loadById((context, ids) =>
  context.run(queries.readEnterpriseRecords, { ids, today: context.today }),
);

/** What the register keeps of a firm, for whoever keeps it; null for others. */
export const registeredEnterprise = async (context: ApiContext, id: string) =>
  (await keepsEntry(context, id)) ? recordById.load(context, id) : null;

async function recordIn(tx: Transaction, { viewer, today }: ApiContext, id: string) {
  const [record] = await tx.run(queries.readEnterpriseRecords, { viewer, today, ids: [id] });
  if (!record) throw notFound("这家企业");
  return record;
}

async function refuseCodeTaken(
  tx: Transaction,
  { viewer }: ApiContext,
  id: string,
  code: string | null,
): Promise<void> {
  const [owner] = code === null ? [] : await tx.run(queries.namesByCode, { viewer, codes: [code] });
  if (!owner || owner.id === id) return;
  const whose = owner.seen ? `“${owner.name}”` : "另一家企业";
  throw new AppError("CONFLICT", `这个信用代码已经登记在${whose}名下，请核对。`, {
    path: ["input", "fields", "creditCode"],
    ...(owner.seen ? { facts: { likelySame: [{ id: owner.id, name: owner.name }] } } : {}),
  });
}

async function checkLinks(tx: Transaction, { viewer }: ApiContext, draft: EnterpriseDraft): Promise<void> {
  const positionIds = draft.positions.map(({ positionId }) => positionId);
  const ids = [...positionIds, ...(draft.parkId ? [draft.parkId] : [])];
  const kinds = new Map(
    (await tx.run(queries.checkLinks, { viewer, ids })).map(({ id, kind }) => [id, kind]),
  );
  if (draft.parkId && kinds.get(draft.parkId) !== "Park")
    throw badInput("没有找到所选的园区，请重新选择。", "input", "fields", "parkId");
  if (positionIds.some((id) => kinds.get(id) !== "ChainPosition"))
    throw badInput("所选的链位中有的已不存在，请重新选择。", "input", "fields", "positions");
}

/** A firm, new or changed as a whole, once for the client's key. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export const saveEnterprise = (
  context: ApiContext,
  input: SaveEnterpriseInput,
): Promise<queries.EnterpriseRecord> =>
  once(context, "saveEnterprise", input, enterpriseWork(context, input));

/** The work of `saveEnterprise` for a transaction of the caller's; nothing is written before all is checked. */
export function enterpriseWork(
  context: ApiContext,
  input: Omit<SaveEnterpriseInput, "clientMutationId">,
): (tx: Transaction) => Promise<queries.EnterpriseRecord> {
  const { viewer, access, today } = context;
  const known = optionalId(input.id, "input", "id");
  const draft = enterpriseDraft(input.fields);
  return async (tx) => {
    await lockRegister(tx);
    const id = known ?? ulid();
    if (known) await entryToChange(tx, context, known, "Enterprise", input.expectedVersion ?? null);
    await refuseCodeTaken(tx, context, id, draft.creditCode);
    await checkLinks(tx, context, draft);
    const before = known ? await recordIn(tx, context, known) : null;
    if (!known) {
      const allianceId = await listingAlliance(
        tx,
        context,
        optionalId(input.allianceId, "input", "allianceId"),
      );
      const { name } = draft;
      await refuseTwins(tx, viewer, { name, distinct: input.distinct ?? false, kind: "Enterprise" });
      await tx.run(write.createEnterprise, { viewer, today, id, allianceId, name });
    }
    const positions = draft.positions.map(({ positionId, role }) => ({ id: positionId, role }));
    await tx.run(write.saveEnterpriseFields, { viewer, today, id, ...draft, positions });
    await settleOrigin(tx, context, id, !known);
    const after = await recordIn(tx, context, id);
    const action = known ? "editEnterprise" : "enterEnterprise";
    const target = { kind: "Enterprise", id };
    await audit(tx, { action, actor: access.actor, target, before, after, from: originOf(context) });
    return after;
  };
}
