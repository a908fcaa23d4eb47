import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { demandOf, offerOf } from "../lists/loaders.ts";
import { ownerOf } from "../lists/owners.ts";
import { projectOfPair } from "../projects/read.ts";
import { exchanged, exchangeOf } from "./exchange.ts";

const resolvers: Resolvers = {
  Query: {
    exchangeOf: (_, { ownerId }, context) => exchangeOf(context, ownerId),
  },
  Exchange: {
    owner: async ({ owner }, _, context, info) => (await ownerOf(owner, context, info)) ?? owner,
    given: ({ owner }, args, context) => exchanged(context, owner.id, true, args),
    received: ({ owner }, args, context) => exchanged(context, owner.id, false, args),
  },
  Exchanged: {
    demand: ({ demandId }, _, context) => demandOf(context, demandId),
    offer: ({ offerId }, _, context) => offerOf(context, offerId),
    project: (pair, _, context) => projectOfPair(context, pair),
    other: ({ other }, _, context, info) => ownerOf(other, context, info),
  },
};

export const exchangeModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
