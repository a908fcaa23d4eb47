import { z } from "zod";

/** Shapes that several capabilities' rows share. */
export const placeRow = z.object({ longitude: z.number(), latitude: z.number() });

export const sourceRow = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  licence: z.string().nullable(),
});

/** Where a page starts: see `readPage`. */
export const pageParams = {
  limit: z.number().int(),
  after: z.object({ key: z.union([z.string(), z.number()]), id: z.string() }).nullable(),
};

export const idsParam = z.array(z.string());

/** A page of one key: `items` of the given shape beside the count under the same filter. */
export const pageRow = <T extends z.ZodType>(item: T) =>
  z.object({ totalCount: z.number(), items: z.array(item) });

/** Such a page that also counts the examples among the total. */
export const countedPageRow = <T extends z.ZodType>(item: T) =>
  pageRow(item).extend({ exampleCount: z.number() });
