import { loadById } from "./loaders.ts";
import { readSources } from "./queries.ts";

/** Where a thing was published, by the thing's id; null where no source is known. */
export const sourceOf = loadById(async (context, ids) =>
  (await context.run(readSources, { ids })).map((row) => ({ id: row.of, source: row.source })),
);
