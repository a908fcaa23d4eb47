import { z } from "zod";
import { defineQuery } from "../graph/query.ts";

export const readDemo = defineQuery({
  name: "identity/read-demo",
  mode: "read",
  params: z.object({}),
  row: z.object({ on: z.boolean() }),
});

/** Decides once for ever whether the demo mode begins: `on` or `ended`. */
export const decideDemo = defineQuery({
  name: "identity/decide-demo",
  mode: "write",
  params: z.object({}),
  row: z.object({ value: z.string() }),
});

/** Gives a row when this ended it. */
export const endDemo = defineQuery({
  name: "identity/end-demo",
  mode: "write",
  params: z.object({ by: z.string() }),
  row: z.object({ value: z.string() }),
});

export const demoPlaces = defineQuery({
  name: "identity/demo-places",
  mode: "read",
  params: z.object({ today: z.string() }),
  row: z.object({
    hubId: z.string(),
    chainId: z.string(),
    dutyId: z.string().nullable(),
    memberId: z.string().nullable(),
    departmentId: z.string().nullable(),
    bankId: z.string().nullable(),
  }),
});

export const mergeDemoAccount = defineQuery({
  name: "identity/merge-demo-account",
  mode: "write",
  params: z.object({
    username: z.string(),
    id: z.string(),
    name: z.string(),
    grantId: z.string(),
    role: z.string(),
    placeId: z.string().nullable(),
  }),
  row: z.object({ id: z.string(), name: z.string() }),
});
