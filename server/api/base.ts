import { AppError } from "../errors.ts";
import { checkId } from "./ids.ts";
import { defineLoader, type Loader } from "./loaders.ts";
import { type ApiModule, type NodeParent, schemaBeside } from "./module.ts";
import { maxPage } from "./page.ts";
import { readKinds } from "./queries.ts";
import { scalars } from "./scalars.ts";

/** The base schema: scalars, `Node`, and the two fields that read anything by its id. */
export function baseModule(capabilities: readonly ApiModule[]): ApiModule {
  const readers: Record<string, Loader<string, NodeParent | null>> = Object.assign(
    {},
    ...capabilities.map((capability) => capability.nodes ?? {}),
  );
  const kinds = Object.keys(readers);
  const kindOf = defineLoader<string, { now: string; kind: string } | null>(async (context, ids) => {
    const rows = await context.run(readKinds, { ids: [...ids], kinds });
    const rowById = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => rowById.get(id) ?? null);
  });
  const anything: Loader<string, NodeParent | null> = {
    load: async (context, id) => {
      const found = await kindOf.load(context, id);
      return found === null ? null : ((await readers[found.kind]?.load(context, found.now)) ?? null);
    },
  };

  return {
    typeDefs: schemaBeside(import.meta.url),
    resolvers: {
      ...scalars,
      Query: {
        node: (_, { id }, context) => anything.load(context, checkId(id, "id")),
        nodes: (_, { ids }, context) => {
          if (ids.length > maxPage)
            throw new AppError("LIMIT", `一次最多按编号取 ${maxPage} 个。`, { path: ["ids"] });
          return Promise.all(ids.map((id) => anything.load(context, checkId(id, "ids"))));
        },
      },
      Mutation: { ping: () => true },
      Node: { __resolveType: (node) => node.__typename as never },
    },
  };
}
