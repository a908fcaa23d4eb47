import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { badInput, notFound } from "../errors.ts";
import type { SaveOrganizationInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { once } from "../lists/once.ts";
import { type OrganizationDraft, organizationDraft } from "./drafts.ts";
import { refuseTwins } from "./names.ts";
import * as queries from "./queries.ts";
import { entryToChange, keepsEntry, listingAlliance, lockRegister, settleOrigin } from "./standing.ts";
import * as write from "./writeQueries.ts";

const recordById = loadById((context, ids) =>
  context.run(queries.readOrganizationRecords, { ids, today: context.today }),
);

/** What the register keeps of an organisation, for whoever keeps it; null for others. */
export const registeredOrganization = async (context: ApiContext, id: string) =>
  (await keepsEntry(context, id)) ? recordById.load(context, id) : null;

async function recordIn(tx: Transaction, { viewer, today }: ApiContext, id: string) {
  const [record] = await tx.run(queries.readOrganizationRecords, { viewer, today, ids: [id] });
  if (!record) throw notFound("这个党组织");
  return record;
}

const at = (field: string): string[] => ["input", "fields", field];

async function checkLinks(
  tx: Transaction,
  { viewer, today }: ApiContext,
  id: string,
  { superiorId, covers }: OrganizationDraft,
): Promise<void> {
  const firmIds = covers.map(({ enterpriseId }) => enterpriseId);
  const ids = [...firmIds, ...(superiorId ? [superiorId] : [])];
  const kinds = new Map((await tx.run(queries.checkLinks, { viewer, ids })).map((row) => [row.id, row.kind]));
  if (superiorId && kinds.get(superiorId) !== "PartyOrganization")
    throw badInput("没有找到所选的上级党组织，请重新选择。", ...at("superiorId"));
  if (firmIds.some((firm) => kinds.get(firm) !== "Enterprise"))
    throw badInput("覆盖的企业中有的已不存在，请重新选择。", ...at("covers"));
  const [found] = await tx.run(queries.organizationConflicts, { id, superiorId, firmIds, today });
  if (found?.circular) throw badInput("上级党组织不能是它自己或它的下级，请重新选择。", ...at("superiorId"));
  const [covered] = found?.coveredElsewhere ?? [];
  if (covered)
    throw badInput(`“${covered}”已由另一个党组织覆盖。请先在那个党组织里去掉它。`, ...at("covers"));
}

/** An organisation, new or changed as a whole, once for the client's key. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export const saveOrganization = (
  context: ApiContext,
  input: SaveOrganizationInput,
): Promise<queries.OrganizationRecord> =>
  once(context, "saveOrganization", input, organizationWork(context, input));

/** The work of `saveOrganization` for a transaction of the caller's; nothing is written before all is checked. */
export function organizationWork(
  context: ApiContext,
  input: Omit<SaveOrganizationInput, "clientMutationId">,
): (tx: Transaction) => Promise<queries.OrganizationRecord> {
  const { viewer, access, today } = context;
  const known = optionalId(input.id, "input", "id");
  const draft = organizationDraft(input.fields, today);
  return async (tx) => {
    await lockRegister(tx);
    const id = known ?? ulid();
    if (known) await entryToChange(tx, context, known, "PartyOrganization", input.expectedVersion ?? null);
    await checkLinks(tx, context, id, draft);
    const before = known ? await recordIn(tx, context, known) : null;
    if (!known) {
      const allianceId = await listingAlliance(
        tx,
        context,
        optionalId(input.allianceId, "input", "allianceId"),
      );
      const { name, kind } = draft;
      await refuseTwins(tx, viewer, { name, distinct: input.distinct ?? false, kind: "PartyOrganization" });
      await tx.run(write.createOrganization, { viewer, today, id, allianceId, name, kind });
    }
    const covers = draft.covers.map(({ enterpriseId, mode }) => ({ id: enterpriseId, mode }));
    await tx.run(write.saveOrganizationFields, { viewer, today, id, ...draft, covers });
    await settleOrigin(tx, context, id, !known);
    const after = await recordIn(tx, context, id);
    const action = known ? "editOrganization" : "enterOrganization";
    const target = { kind: "PartyOrganization", id };
    await audit(tx, { action, actor: access.actor, target, before, after, from: originOf(context) });
    return after;
  };
}
