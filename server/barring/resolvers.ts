import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { ownerOf } from "../lists/owners.ts";
import { barOwners, findBars, liftBar } from "./bars.ts";

const resolvers: Resolvers = {
  Query: {
    doNotMatches: (_, args, context) => findBars(context, args),
  },
  DoNotMatch: {
    // An owner that is out of sight since is still named to whoever acts for it.
    askedBy: async ({ askedBy }, _, context, info) => (await ownerOf(askedBy, context, info)) ?? askedBy,
    other: ({ other }, _, context, info) => ownerOf(other, context, info),
  },
  Mutation: {
    barOwners: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      doNotMatch: await barOwners(context, input),
    }),
    liftBar: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      doNotMatch: await liftBar(context, input),
    }),
  },
};

export const barringModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
