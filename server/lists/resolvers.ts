import type { GraphQLResolveInfo } from "graphql";
import { allianceById } from "../alliance/loaders.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { firstOf } from "../api/page.ts";
import { refer, referAll, selectsOnly } from "../api/references.ts";
import { sourceField } from "../api/sources.ts";
import { enterpriseById, productById } from "../chain/loaders.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { organizationById } from "../party/loaders.ts";
import { findDemands, findOffers } from "./entries.ts";
import { endingEntries, prolongDemand, prolongOffer } from "./expiry.ts";
import { mayDo } from "./held.ts";
import { allCategories, categoryById, demandById, departmentById, offerById } from "./loaders.ts";
import { moveDemand, moveOffer } from "./move.ts";
import { type DemandRow, type OfferRow, type OwnerReference, readLocation } from "./queries.ts";
import { saveDemand, saveOffer } from "./save.ts";
import { likeDemands, likeOffers } from "./similar.ts";

const ownerLoaders = {
  Enterprise: enterpriseById,
  PartyOrganization: organizationById,
  Department: departmentById,
};

const named: ReadonlySet<string> = new Set(["id", "name", "__typename"]);

const ownerOf = (owner: OwnerReference | null, context: ApiContext, info: GraphQLResolveInfo) => {
  if (!owner || selectsOnly(info, named)) return owner;
  return ownerLoaders[owner.__typename].load(context, owner.id);
};

const demandPayload = ({ clientMutationId }: { clientMutationId: string }, demand: DemandRow) => ({
  clientMutationId,
  demand,
});

const offerPayload = ({ clientMutationId }: { clientMutationId: string }, offer: OfferRow) => ({
  clientMutationId,
  offer,
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
    withdrawOffer: async (_, { input }, context) =>
      offerPayload(input, await moveOffer(context, "withdraw", input)),
    republishOffer: async (_, { input }, context) =>
      offerPayload(input, await moveOffer(context, "republish", input)),
  },
  EndingEntry: {
    demand: ({ id, offer }, _, context) => (offer ? null : demandById.load(context, id)),
    offer: ({ id, offer }, _, context) => (offer ? offerById.load(context, id) : null),
  },
  Demand: {
    mayEdit: ({ id }, _, context) => mayDo(context, "writeDemand", id),
    category: (demand, _, context, info) => refer(context, info, demand.category, categoryById),
    raisedBy: (demand, _, context, info) => ownerOf(demand.raisedBy, context, info),
    wants: (demand, _, context, info) => referAll(context, info, demand.wants, productById),
    alliance: (demand, _, context, info) => refer(context, info, demand.alliance, allianceById),
  },
  Offer: {
    mayEdit: ({ id }, _, context) => mayDo(context, "writeOffer", id),
    category: (offer, _, context, info) => refer(context, info, offer.category, categoryById),
    offeredBy: (offer, _, context, info) => ownerOf(offer.offeredBy, context, info),
    provides: (offer, _, context, info) => referAll(context, info, offer.provides, productById),
    alliance: (offer, _, context, info) => refer(context, info, offer.alliance, allianceById),
  },
  Category: {
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
};
