import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { ImportColumn, Resolvers } from "../generated/resolvers.ts";
import { choose } from "./choose.ts";
import { kindTables } from "./columns.ts";
import { discard, mappingOf, ownerOf, ownImport, rowsOf } from "./files.ts";
import { kindRules } from "./kinds.ts";
import { previewOf } from "./preview.ts";
import { readImports, readTogether } from "./queries.ts";
import { isStalled, startImport, whyStopped } from "./run.ts";
import { todayOfImports } from "./today.ts";

const shownSamples = 3;
const longestSample = 60;

const resolvers: Resolvers = {
  Query: {
    import: (_, { id }, context) => ownImport(context, id),
    imports: (_, __, context) => context.graph.run(readImports, { by: ownerOf(context), id: null }),
  },
  Mutation: {
    setImport: (_, { input }, context) => choose(context, input),
    startImport: (_, { id }, context) => startImport(context, id),
    discardImport: (_, { id }, context) => discard(context, id),
  },
  Import: {
    stalled: isStalled,
    together: ({ together }, _, context) =>
      context.graph.run(readTogether, { by: ownerOf(context), together }),
    fields: ({ kind }) =>
      kindTables[kind].columns.map(({ key, name, required, hint }) => ({
        ...{ key, name, hint, required: required === true },
      })),
    columns: async (row, _, context) => {
      const [first] = row.state === "read" ? await rowsOf(context, row.id) : [];
      const mapping = mappingOf(row);
      return row.headers.map((header, index): ImportColumn => {
        const values = first?.rows.map(({ cells }) => (cells[index] ?? "").trim()).filter(Boolean) ?? [];
        const samples = values.slice(0, shownSamples).map((value) => value.slice(0, longestSample));
        return { index, header, field: mapping[index] ?? null, samples };
      });
    },
    stopped: whyStopped,
    preview: (row, _, context) =>
      row.state === "read" && context.access.permissions.has(kindRules[row.kind].permission)
        ? previewOf(context, row)
        : null,
  },
};

export const importsModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  today: todayOfImports,
};
