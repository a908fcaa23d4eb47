import { z } from "zod";
import { defineQuery } from "../graph/query.ts";

/** What part of the graph each grant's place reaches today; one row a grant, in the order given. */
export const expandGrants = defineQuery({
  name: "access/expand-grants",
  mode: "read",
  params: z.object({
    grants: z.array(z.object({ index: z.number().int(), placeId: z.string() })),
    today: z.string(),
  }),
  row: z.object({
    index: z.number(),
    kind: z.string(),
    name: z.string(),
    hubs: z.array(z.string()),
    alliances: z.array(z.string()),
    owners: z.array(z.string()),
  }),
});
