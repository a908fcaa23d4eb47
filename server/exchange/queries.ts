import { z } from "zod";
import { countedPageRow, pageParams } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { ownerReference } from "../lists/queries.ts";

const text = z.string();

const exchangedRow = z.object({
  id: text,
  demandId: text,
  offerId: text,
  state: z.enum(["agreed", "projected"]),
  amount: z.number().nullable(),
  unit: text.nullable(),
  updatedAt: text.nullable(),
  example: z.boolean(),
  other: ownerReference.nullable(),
});
export type ExchangedRow = z.infer<typeof exchangedRow>;

export const pairsOfOwner = defineQuery({
  name: "exchange/pairs-of-owner",
  mode: "read",
  params: z.object({
    viewer: viewerSchema,
    ownerId: text,
    /** Else received. */
    given: z.boolean(),
    ...pageParams,
  }),
  row: countedPageRow(exchangedRow.extend({ cursorKey: text })),
});
