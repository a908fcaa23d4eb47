import { z } from "zod";
import { countedPageRow, idsParam, pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const viewer = viewerSchema;
const text = z.string().nullable();
const place = z.object({ needId: z.string(), pinned: z.boolean(), rank: z.number() });

export const readBoard = defineQuery({
  name: "consolidation/read-board",
  mode: "read",
  params: z.object({ viewer, id: z.string(), today: z.string() }),
  row: z.object({
    id: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: z.enum(["hub", "chain", "regional", "park"]),
    allianceIds: z.array(z.string()),
    hubIds: z.array(z.string()),
  }),
});

const taken = { viewer, allianceIds: idsParam, unowned: z.boolean(), today: z.string() };

export const collectNeeds = defineQuery({
  name: "consolidation/collect-needs",
  mode: "read",
  params: z.object({ ...taken, model: z.string(), limit: z.number().int() }),
  row: z.object({
    id: z.string(),
    text: z.string(),
    vector: z.array(z.number()).nullable(),
    categoryId: text,
  }),
});

export const countNeeds = defineQuery({
  name: "consolidation/count-needs",
  mode: "read",
  params: z.object({ ...taken, id: z.string(), audiences: z.array(z.string()) }),
  row: z.object({
    total: z.number(),
    examples: z.number(),
    fresh: z.number(),
    freshExamples: z.number(),
  }),
});

export const lockBoard = defineQuery({
  name: "consolidation/lock-board",
  mode: "write",
  params: z.object({ allianceId: z.string() }),
  row: z.object({ value: z.number() }),
});

export const readPlaces = defineQuery({
  name: "consolidation/read-places",
  mode: "read",
  params: z.object({ viewer, allianceId: z.string() }),
  row: z.object({
    id: z.string(),
    title: text,
    categoryId: text,
    categoryPinned: z.boolean(),
    needs: z.array(place),
  }),
});

export const saveItems = defineQuery({
  name: "consolidation/save-items",
  mode: "write",
  params: z.object({
    viewer,
    allianceId: z.string(),
    audience: z.string(),
    example: z.boolean(),
    /** `to`: its category. */
    rows: z.array(z.object({ id: z.string(), title: text, to: text, categoryPinned: z.boolean() })),
  }),
  row: z.object({ saved: z.number() }),
});

export const savePlaces = defineQuery({
  name: "consolidation/save-places",
  mode: "write",
  params: z.object({
    viewer,
    allianceId: z.string(),
    /** From a need to its item; null: to none. */
    rows: z.array(z.object({ from: z.string(), to: text, pinned: z.boolean(), rank: z.number() })),
  }),
  row: z.object({ saved: z.number() }),
});

export const removeItems = defineQuery({
  name: "consolidation/remove-items",
  mode: "write",
  params: z.object({ viewer, ids: idsParam }),
  row: z.object({ removed: z.number() }),
});

export const decisionKinds = ["run", "move", "split", "merge", "rename", "file"] as const;
const kind = z.enum(decisionKinds);
export type DecisionKind = z.infer<typeof kind>;

export const recordDecision = defineQuery({
  name: "consolidation/record-decision",
  mode: "write",
  params: z.object({
    viewer,
    allianceId: z.string(),
    id: z.string(),
    by: z.string(),
    kind,
    summary: z.string(),
    before: z.string(),
  }),
  row: z.object({ id: z.string() }),
});

export const lastDecisions = defineQuery({
  name: "consolidation/last-decisions",
  mode: "read",
  params: z.object({ viewer, allianceId: z.string() }),
  row: z.object({
    last: z.object({ id: z.string(), kind, summary: z.string(), at: z.string() }).nullable(),
    ranAt: text,
  }),
});

export const undoDecision = defineQuery({
  name: "consolidation/undo-decision",
  mode: "write",
  params: z.object({ viewer, allianceId: z.string(), id: z.string() }),
  row: z.object({ before: z.string(), kind, summary: z.string() }),
});

const itemRow = z.object({
  __typename: z.literal("DemandItem"),
  id: z.string(),
  givenTitle: text,
  firstText: z.string(),
  category: z.object({ id: z.string(), name: z.string(), code: text }).nullable(),
  categoryPinned: z.boolean(),
  count: z.number(),
  exampleCount: z.number(),
  pinnedCount: z.number(),
  firstIds: idsParam,
  allianceId: z.string(),
});
export type ItemRow = z.infer<typeof itemRow>;

export const listItems = defineQuery({
  name: "consolidation/list-items",
  mode: "read",
  params: z.object({ viewer, allianceId: z.string(), ...pageParams }),
  row: pageRow(itemRow.extend({ cursorKey: z.number() })),
});

export const readItems = defineQuery({
  name: "consolidation/read-items",
  mode: "read",
  params: z.object({ viewer, ids: idsParam }),
  row: itemRow,
});

export const listMembers = defineQuery({
  name: "consolidation/list-members",
  mode: "read",
  params: z.object({ viewer, id: z.string(), ...pageParams }),
  row: countedPageRow(z.object({ id: z.string(), cursorKey: z.number() })),
});
