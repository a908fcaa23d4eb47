import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { mergeEntries } from "./merge.ts";
import { bothSides, distinctPairs, duplicatePairs, entryMerges, mergePair, tellApart } from "./pairs.ts";
import { undoMerge } from "./undo.ts";

const resolvers: Resolvers = {
  Query: {
    duplicatePairs: async (_, args, context) => {
      const { edges, ...found } = await duplicatePairs(context, args);
      const shown = await Promise.all(
        edges.map(async ({ cursor, node }) => ({ cursor, node: await bothSides(context, node) })),
      );
      const there = shown.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : []));
      return { ...found, edges: there, nodes: there.map(({ node }) => node) };
    },
    mergePair: (_, { aId, bId }, context) => mergePair(context, aId, bId),
    entryMerges: (_, args, context) => entryMerges(context, args),
    distinctPairs: (_, args, context) => distinctPairs(context, args),
  },
  Mutation: {
    mergeEntries: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await mergeEntries(context, input)),
    }),
    undoMerge: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await undoMerge(context, input)),
    }),
    tellApart: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await tellApart(context, input)),
    }),
  },
};

export const mergingModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
