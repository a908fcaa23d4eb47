import { allianceById } from "../alliance/loaders.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { firstOf } from "../api/page.ts";
import { refer, referAll } from "../api/references.ts";
import { sourceField } from "../api/sources.ts";
import { productById } from "../chain/loaders.ts";
import { notFound } from "../errors.ts";
import type { Resolvers, StepEntriesInput } from "../generated/resolvers.ts";
import { countsOfCategory, moveEntriesOf, saveCategory, setCategoryRetired } from "./categories.ts";
import { findDemands, findOffers } from "./entries.ts";
import { endingEntries, prolongDemand, prolongOffer } from "./expiry.ts";
import { mayDo } from "./held.ts";
import { listKinds, setListKind } from "./listKinds.ts";
import { allCategories, categoryById, demandById, departmentById, offerById } from "./loaders.ts";
import { moveDemand, moveOffer } from "./move.ts";
import { ownerOf } from "./owners.ts";
import { visibilityOf } from "./publication.ts";
import { publishingChoices } from "./publish.ts";
import { type DemandRow, type OfferRow, type OwnerReference, readLocation } from "./queries.ts";
import { type BulkStep, mayReview, reviewSettingOf, setAllianceReview, stepMany } from "./review.ts";
import { saveDemand, saveOffer } from "./save.ts";
import { likeDemands, likeOffers } from "./similar.ts";
import { todayOfLists } from "./today.ts";

const demandPayload = ({ clientMutationId }: { clientMutationId: string }, demand: DemandRow) => ({
  clientMutationId,
  demand,
});

const offerPayload = ({ clientMutationId }: { clientMutationId: string }, offer: OfferRow) => ({
  clientMutationId,
  offer,
});

const categoryPayload = async (
  context: ApiContext,
  { clientMutationId }: { clientMutationId: string },
  id: string,
) => {
  const category = await categoryById.load(context, id);
  if (!category) throw notFound("这个类别");
  return { clientMutationId, category };
};

const stepped = async (context: ApiContext, step: BulkStep, input: StepEntriesInput) => ({
  clientMutationId: input.clientMutationId,
  ...(await stepMany(context, step, input)),
});

const resolvers: Resolvers = {
  Query: {
    demand: (_, { id }, context) => demandById.load(context, checkId(id, "id")),
    offer: (_, { id }, context) => offerById.load(context, checkId(id, "id")),
    demands: (_, args, context) => findDemands(context, args),
    offers: (_, args, context) => findOffers(context, args),
    endingEntries: async (_, args, context) => {
      const { totalCount, exampleCount, items } = await endingEntries(context, args);
      return { totalCount, exampleCount, nodes: items };
    },
    similarDemands: (_, args, context) => likeDemands(context, args),
    similarOffers: (_, args, context) => likeOffers(context, args),
    listKinds: (_, __, context) => listKinds(context.graph, context),
    publishingChoices: (_, args, context) => publishingChoices(context, args),
    locationOf: async (_, { id }, context) =>
      (await context.run(readLocation, { id: checkId(id, "id") }))[0] ?? null,
    categories: async (_, args, context) => firstOf(await allCategories.load(context, {}), args),
    categoryCount: async (_, _args, context) => (await allCategories.load(context, {})).length,
  },
  Mutation: {
    enterDemand: async (_, { input }, context) => demandPayload(input, await saveDemand(context, input)),
    editDemand: async (_, { input }, context) => demandPayload(input, await saveDemand(context, input)),
    withdrawDemand: async (_, { input }, context) =>
      demandPayload(input, await moveDemand(context, "withdraw", input)),
    republishDemand: async (_, { input }, context) =>
      demandPayload(input, await moveDemand(context, "republish", input)),
    prolongDemand: async (_, { input }, context) => demandPayload(input, await prolongDemand(context, input)),
    prolongOffer: async (_, { input }, context) => offerPayload(input, await prolongOffer(context, input)),
    enterOffer: async (_, { input }, context) => offerPayload(input, await saveOffer(context, input)),
    editOffer: async (_, { input }, context) => offerPayload(input, await saveOffer(context, input)),
    approveEntries: (_, { input }, context) => stepped(context, "approve", input),
    returnEntries: (_, { input }, context) => stepped(context, "return", input),
    withdrawDemands: (_, { input }, context) => stepped(context, "withdraw", input),
    withdrawOffers: (_, { input }, context) => stepped(context, "withdraw", input),
    setListKind: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      listKind: await setListKind(context, input),
    }),
    saveCategory: async (_, { input }, context) =>
      categoryPayload(context, input, (await saveCategory(context, input)).id),
    setCategoryRetired: async (_, { input }, context) =>
      categoryPayload(context, input, (await setCategoryRetired(context, input)).id),
    moveCategoryEntries: async (_, { input }, context) => {
      const { toId, moved } = await moveEntriesOf(context, input);
      return { moved, ...(await categoryPayload(context, input, toId)) };
    },
    setAllianceReview: async (_, { input }, context) => {
      const { id } = await setAllianceReview(context, input);
      const alliance = await allianceById.load(context, id);
      if (!alliance) throw notFound("这个联盟");
      return { clientMutationId: input.clientMutationId, alliance };
    },
    withdrawOffer: async (_, { input }, context) =>
      offerPayload(input, await moveOffer(context, "withdraw", input)),
    republishOffer: async (_, { input }, context) =>
      offerPayload(input, await moveOffer(context, "republish", input)),
  },
  EndingEntry: {
    demand: ({ id, offer }, _, context) => (offer ? null : demandById.load(context, id)),
    offer: ({ id, offer }, _, context) => (offer ? offerById.load(context, id) : null),
  },
  Alliance: {
    reviewsEntries: async ({ id }, _, context) =>
      (await reviewSettingOf.load(context, id))?.reviewsEntries ?? false,
    reviewVersion: async ({ id }, _, context) => (await reviewSettingOf.load(context, id))?.version ?? 0,
    mayConfigureLists: async ({ id }, _, context) =>
      context.access.permissions.has("configureLists") &&
      ((await reviewSettingOf.load(context, id))?.mayConfigure ?? false),
  },
  Demand: {
    mayEdit: ({ id }, _, context) => mayDo(context, "writeDemand", id),
    mayReview: ({ id }, _, context) => mayReview(context, id),
    visibility: ({ shownTo }) => visibilityOf(shownTo),
    category: (demand, _, context, info) => refer(context, info, demand.category, categoryById),
    raisedBy: (demand, _, context, info) => ownerOf(demand.raisedBy, context, info),
    wants: (demand, _, context, info) => referAll(context, info, demand.wants, productById),
    sells: (demand, _, context, info) => referAll(context, info, demand.sells, productById),
    alliance: (demand, _, context, info) => refer(context, info, demand.alliance, allianceById),
  },
  Offer: {
    mayEdit: ({ id }, _, context) => mayDo(context, "writeOffer", id),
    mayReview: ({ id }, _, context) => mayReview(context, id),
    visibility: ({ shownTo }) => visibilityOf(shownTo),
    category: (offer, _, context, info) => refer(context, info, offer.category, categoryById),
    offeredBy: (offer, _, context, info) => ownerOf(offer.offeredBy, context, info),
    provides: (offer, _, context, info) => referAll(context, info, offer.provides, productById),
    buys: (offer, _, context, info) => referAll(context, info, offer.buys, productById),
    alliance: (offer, _, context, info) => refer(context, info, offer.alliance, allianceById),
  },
  Category: {
    entryCount: async ({ id }, _, context) => (await countsOfCategory.load(context, id))?.entryCount ?? 0,
    exampleEntryCount: async ({ id }, _, context) =>
      (await countsOfCategory.load(context, id))?.exampleEntryCount ?? 0,
    parent: (category, _, context, info) => refer(context, info, category.parent, categoryById),
    source: sourceField,
  },
  Department: { source: sourceField },
  Owner: { __resolveType: (owner) => (owner as OwnerReference).__typename },
};

export const listsModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: { Demand: demandById, Offer: offerById, Category: categoryById, Department: departmentById },
  today: todayOfLists,
};
