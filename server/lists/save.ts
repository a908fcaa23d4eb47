import { ulid } from "ulid";
import { scopeOf, usualPlace } from "../access/access.ts";
import type { Permission } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError, badInput } from "../errors.ts";
import type {
  EditDemandInput,
  EditOfferInput,
  EnterDemandInput,
  EnterOfferInput,
} from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { needText, offerText } from "../language/matchedText.ts";
import { textHash } from "../language/textHash.ts";
import { words } from "../language/words.ts";
import { actorOf, checkVersion, demandIn, offerIn, refuse } from "./changes.ts";
import { type CleanFields, cleanDemand, cleanOffer } from "./fields.ts";
import { heldIn } from "./held.ts";
import { type ListName, listKinds, listProblem, ownerProblem } from "./listKinds.ts";
import { categoryById } from "./loaders.ts";
import { once } from "./once.ts";
import type { Publication } from "./publication.ts";
import { publicationFor, rulesFor } from "./publish.ts";
import type { DemandRow, EntryState, OfferRow } from "./queries.ts";
import { settleMatchesOf } from "./settle.ts";
import * as write from "./writeQueries.ts";

/** What is computed from a text when it is saved; `matched` is the text as it is embedded. Without a model the vector stays away until `backfillEmbeddings`. */
async function featuresOf(context: ApiContext, text: string, matched: string) {
  const features = { text, textHash: textHash(text), words: words(text).join(" ") };
  const { embedder } = context;
  if (!embedder) return { ...features, embedding: null, embeddingModel: null };
  try {
    const embedding = Array.from(await embedder.embed(matched));
    return { ...features, embedding, embeddingModel: embedder.model };
  } catch (error) {
    context.logger.error(
      { requestId: context.requestId, err: error },
      "embedding failed; saved without a vector",
    );
    return { ...features, embedding: null, embeddingModel: null };
  }
}

const at = (field: string): string[] => ["input", "fields", field];

/** Makes sure that everything an entry points at is there and may be seen, and that one may act for it. */
async function checkFields(
  tx: Transaction,
  context: ApiContext,
  fields: CleanFields,
  { names, permission }: (typeof kinds)[keyof typeof kinds],
  before: DemandRow | OfferRow | null,
  listName: ListName,
): Promise<void> {
  const { ownerId, allianceId, categoryId, trade, productIds } = fields;
  const [found] = await tx.run(write.checkReferences, {
    viewer: context.viewer,
    actor: scopeOf(context.access, permission),
    today: context.today,
    ownerId,
    allianceId,
    categoryId,
    productIds,
  });
  if (!found) throw new Error("references were not checked");
  if (ownerId && !found.ownerKind) throw badInput("没有找到所选的单位，请重新选择。", ...at(names.owner));
  const list = (await listKinds(tx, context)).find((kind) => kind.list === listName);
  const unused = before === null && list && listProblem(list);
  if (unused) throw badInput(`${unused}。`, "input", "fields");
  const misplaced = list && found.ownerKind && ownerProblem(list, found.ownerKind);
  if (misplaced) throw badInput(`${misplaced}。`, ...at(names.owner));
  if (allianceId && !found.allianceFound)
    throw badInput("没有找到所选的联盟，请重新选择。", ...at("allianceId"));
  if (categoryId && !found.categoryFound)
    throw badInput("没有找到所选的类别，请重新选择。", ...at("categoryId"));
  if (found.categoryRetired && before?.category?.id !== categoryId)
    throw badInput("所选的类别已停用，请另选一个。", ...at("categoryId"));
  if (trade && found.productIds.length < productIds.length)
    throw badInput("所选产品中有的已不存在，请重新选择。", ...at(names[trade]));
  if (!found.mayAct)
    throw new AppError("FORBIDDEN", "只能为自己负责的单位填写。请在您负责的范围内选择单位或联盟。", {
      path: at(names.owner),
    });
}

interface Saved {
  before: DemandRow | OfferRow | null;
  from: EntryState | null;
  draft: boolean;
}

/** What becomes of the entry by its owner, its alliance and the wish of whoever saves it. */
async function published(
  tx: Transaction,
  context: ApiContext,
  { ownerId, allianceId, visibility }: CleanFields,
  { before, from, draft }: Saved,
): Promise<Publication> {
  const rule = (await rulesFor(tx, context, [{ key: "", ownerId, allianceId }])).get("");
  if (!rule) throw new Error("the rule of publishing was not read");
  const owner = before && ("raisedBy" in before ? before.raisedBy : before.offeredBy);
  const stays =
    before && owner?.id === (ownerId ?? undefined) && before.alliance?.id === (allianceId ?? undefined);
  return publicationFor(context, rule, { visibility, kept: stays ? before.shownTo : null, draft, from });
}

/** Names nobody: then it is for the place that the actor holds. */
function withUsualPlace<T extends CleanFields>(context: ApiContext, permission: Permission, fields: T): T {
  if (fields.ownerId !== null || fields.allianceId !== null) return fields;
  return { ...fields, ...usualPlace(context.access, permission) };
}

/**
 * What a demo visitor enters is an example; what anybody else enters, or makes of an example, is their own and ends the
 * demo mode.
 */
async function settleOrigin(tx: Transaction, context: ApiContext, id: string, isNew: boolean): Promise<void> {
  const { viewer, access } = context;
  if (!access.actor.demo) {
    await noteOwnData(tx, context);
    if (!isNew) await tx.run(write.markOwn, { viewer, id });
  } else if (isNew) await tx.run(write.markExample, { viewer, id });
}

const kinds = {
  demand: {
    names: { owner: "raisedById", buys: "wantsProductIds", sells: "sellsProductIds" },
    permission: "writeDemand",
  },
  offer: {
    names: { owner: "offeredById", buys: "buysProductIds", sells: "providesProductIds" },
    permission: "writeOffer",
  },
} as const;

type Unkeyed<T> = Omit<T, "clientMutationId">;

/** Enters or edits a need and publishes or submits it, or keeps it as a draft, once for the client's key. @throws BAD_INPUT, NOT_FOUND, CONFLICT */
export async function saveDemand(
  context: ApiContext,
  input: EnterDemandInput | EditDemandInput,
): Promise<DemandRow> {
  const work = await demandWork(context, input);
  return once(context, "id" in input ? "editDemand" : "enterDemand", input, work);
}

/**
 * The work of `saveDemand` for a transaction of the caller's; nothing is written before all is checked. Computes from the
 * text outside of it.
 */
export async function demandWork(
  context: ApiContext,
  input: Unkeyed<EnterDemandInput> | Unkeyed<EditDemandInput>,
): Promise<(tx: Transaction) => Promise<DemandRow>> {
  const { viewer, access } = context;
  const { permission } = kinds.demand;
  const fields = withUsualPlace(context, permission, cleanDemand(input.fields));
  const features = await featuresOf(context, fields.text, needText(fields.text));
  const draft = input.asDraft ?? false;
  const action = "id" in input ? "editDemand" : "enterDemand";
  return async (tx) => {
    let from: EntryState | null = null;
    let before: DemandRow | null = null;
    let id = ulid();
    if ("id" in input) {
      const [entry] = await tx.run(write.lockDemand, { viewer, id: input.id });
      const held = await heldIn(tx, context, permission, [input.id]);
      if (!entry || !held.has(input.id)) return refuse(tx, context, input.id, demandIn);
      before = await demandIn(tx, context, input.id);
      checkVersion(entry, input.expectedVersion, before);
      id = entry.id;
      from = entry.state;
    }
    await checkFields(tx, context, fields, kinds.demand, before, "demands");
    const publication = await published(tx, context, fields, { before, from, draft });
    if (from === null) await tx.run(write.createDemand, { id });
    await tx.run(write.saveDemand, { ...fields, ...features, ...publication, viewer, id });
    await tx.run(write.recordChange, {
      viewer,
      id,
      by: actorOf(context),
      from,
      to: publication.state,
      reason: null,
      counter: "demands",
    });
    if (from !== null) await changedMatches(tx, context, id);
    await settleOrigin(tx, context, id, from === null);
    const after = await demandIn(tx, context, id);
    if (from === null) refuseOwnerGone(fields.ownerId, after.raisedBy, "raisedById");
    const target = { kind: "Demand", id };
    await audit(tx, { action, actor: access.actor, target, before, after, from: originOf(context) });
    return after;
  };
}

/** An owner that was merged into another while this save waited for the merge. @throws CONFLICT */
function refuseOwnerGone(asked: string | null, owner: object | null, field: string): void {
  if (asked !== null && owner === null)
    throw new AppError("CONFLICT", "所选的单位刚被并入另一家，请重新选择单位再保存。", { path: at(field) });
}

/** Who sees the matches of an edited entry, and which of them are under way, follows from it. */
async function changedMatches(tx: Transaction, context: ApiContext, id: string): Promise<void> {
  await tx.run(write.narrowMatches, { entryIds: [id] });
  await settleMatchesOf(tx, context, [id]);
}

/** Enters or edits a resource or project like `saveDemand`, once for the client's key. @throws as `saveDemand` */
export async function saveOffer(
  context: ApiContext,
  input: EnterOfferInput | EditOfferInput,
): Promise<OfferRow> {
  const work = await offerWork(context, input);
  return once(context, "id" in input ? "editOffer" : "enterOffer", input, work);
}

/**
 * The work of `saveOffer` for a transaction of the caller's; nothing is written before all is checked. Computes from the
 * text outside of it.
 */
export async function offerWork(
  context: ApiContext,
  input: Unkeyed<EnterOfferInput> | Unkeyed<EditOfferInput>,
): Promise<(tx: Transaction) => Promise<OfferRow>> {
  const { viewer, access } = context;
  const { permission } = kinds.offer;
  const fields = withUsualPlace(context, permission, cleanOffer(input.fields));
  const category = fields.categoryId ? await categoryById.load(context, fields.categoryId) : null;
  const features = await featuresOf(context, fields.text, offerText(fields.text, category?.name ?? null));
  const draft = input.asDraft ?? false;
  const action = "id" in input ? "editOffer" : "enterOffer";
  return async (tx) => {
    let from: EntryState | null = null;
    let before: OfferRow | null = null;
    let id = ulid();
    let kind = fields.kind ?? ("resource" as const);
    if ("id" in input) {
      const [entry] = await tx.run(write.lockOffer, { viewer, id: input.id });
      const held = await heldIn(tx, context, permission, [input.id]);
      if (!entry || !held.has(input.id)) return refuse(tx, context, input.id, offerIn);
      before = await offerIn(tx, context, input.id);
      checkVersion(entry, input.expectedVersion, before);
      if (fields.capacity !== null && fields.capacity < (entry.used ?? 0))
        throw badInput(`已经答应提供 ${entry.used}，可提供的数量不能比它少。`, ...at("capacity"));
      id = entry.id;
      from = entry.state;
      kind = fields.kind ?? entry.kind;
    }
    await checkFields(
      tx,
      context,
      fields,
      kinds.offer,
      before,
      kind === "project" ? "projects" : "resources",
    );
    const publication = await published(tx, context, fields, { before, from, draft });
    if (from === null) await tx.run(write.createOffer, { id });
    await tx.run(write.saveOffer, { ...fields, ...features, ...publication, viewer, id, kind });
    await tx.run(write.recordChange, {
      viewer,
      id,
      by: actorOf(context),
      from,
      to: publication.state,
      reason: null,
      counter: "offers",
    });
    if (from !== null) await changedMatches(tx, context, id);
    await settleOrigin(tx, context, id, from === null);
    const after = await offerIn(tx, context, id);
    if (from === null) refuseOwnerGone(fields.ownerId, after.offeredBy, "offeredById");
    const target = { kind: "Offer", id };
    await audit(tx, { action, actor: access.actor, target, before, after, from: originOf(context) });
    return after;
  };
}
