import type { ApiContext } from "./context.ts";
import { loadById } from "./loaders.ts";
import { readSources } from "./queries.ts";

/** Where a thing was published, by the thing's id; null where no source is known. */
export const sourceOf = loadById(async (context, ids) =>
  (await context.run(readSources, { ids })).map((row) => ({ id: row.of, source: row.source })),
);

/** The resolver of a `source` field. */
export const sourceField = async ({ id }: { id: string }, _: object, context: ApiContext) =>
  (await sourceOf.load(context, id))?.source ?? null;
