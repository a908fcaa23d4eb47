import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { search } from "./search.ts";
import { allianceGraph, neighbourCounts, neighbourhood, path } from "./walk.ts";

// Rows have the shape of the schema's types: everything below these fields is a plain property.
const resolvers: Resolvers = {
  Query: {
    search: (_, args, context) => search(context, args),
    allianceGraph: (_, args, context) => allianceGraph(context, args),
    neighbourCounts: (_, { id }, context) => neighbourCounts(context, id),
    neighbourhood: (_, args, context) => neighbourhood(context, args),
    path: (_, args, context) => path(context, args),
  },
};

export const exploreModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
