import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { countedPageRow, idsParam, pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { organizationKind } from "../party/queries.ts";
import { forms, states } from "./forms.ts";

const text = z.string();
const maybe = text.nullable();
const count = z.number();
const viewer = viewerSchema;
/** How `placeId` names every firm that the viewer sees. */
export const everywhere = "*";

const plan = z.object({
  kind: z.enum(["found", "exempt"]),
  form: z.enum(forms).nullable(),
  dueOn: maybe,
  reason: maybe,
});
export type PlanRow = z.infer<typeof plan>;

export const readFigures = defineQuery({
  name: "coverage/figures",
  mode: "read",
  params: z.object({ viewer, today: text, ids: idsParam, days: z.array(text) }),
  row: z.object({ of: text, day: text, state: z.enum(states), firms: count, examples: count }),
  scanReason: "a figure about all firms is about all firms",
});

const placeRow = z.object({ id: text, name: text, cursorKey: text, example: z.boolean() });
export type PlaceRow = z.infer<typeof placeRow>;

export const listPlaces = defineQuery({
  name: "coverage/list-places",
  mode: "read",
  params: z.object({ viewer, kind: z.enum(["alliance", "chain", "park"]), ...pageParams }),
  row: pageRow(placeRow),
  scanReason: "the alliances, chains or parks of a district are some ten",
});

const firmRow = z.object({
  id: text,
  cursorKey: text,
  name: text,
  state: z.enum(states),
  partyMembers: count.nullable(),
  version: count,
  example: z.boolean(),
  plan: plan.extend({ by: maybe, at: maybe }).nullable(),
});
export type FirmRow = z.infer<typeof firmRow>;

export const listFirms = defineQuery({
  name: "coverage/list-firms",
  mode: "read",
  params: z.object({ viewer, today: text, placeId: text, state: z.enum(states).nullable(), ...pageParams }),
  row: countedPageRow(firmRow),
  scanReason: "without a place the list is of all firms",
});

export const listingAlliances = defineQuery({
  name: "coverage/listing-alliances",
  mode: "read",
  params: z.object({ viewer, today: text, ids: idsParam }),
  row: z.object({ id: text, allianceId: text }),
});

export const heldFirms = defineQuery({
  name: "coverage/held-firms",
  mode: "read",
  params: z.object({ viewer, actor: actorSchema, today: text, ids: idsParam }),
  row: z.object({
    id: text,
    name: text,
    partyMembers: count.nullable(),
    version: count,
    example: z.boolean(),
    held: z.boolean(),
    plans: z.array(plan),
  }),
});

export const plansDue = defineQuery({
  name: "coverage/plans-due",
  mode: "read",
  params: z.object({ viewer, today: text, until: text }),
  row: z.object({ id: text, name: text, form: maybe, dueOn: text, at: text, example: z.boolean() }),
});

export const savePlan = defineQuery({
  name: "coverage/save-plan",
  mode: "write",
  params: z.object({
    viewer,
    id: text,
    partyMembers: count.int().nullable(),
    plan: plan.nullable(),
    by: maybe,
    byName: text,
  }),
  row: z.object({ id: text }),
});

export const stages = ["overdue", "within3", "within6", "later", "missing"] as const;

const electionRow = z.object({
  id: text,
  cursorKey: text,
  name: text,
  kind: organizationKind,
  lastElectedOn: maybe,
  dueOn: maybe,
  stage: z.enum(stages),
  example: z.boolean(),
});

export type ElectionRow = z.infer<typeof electionRow>;

export const listElections = defineQuery({
  name: "coverage/list-elections",
  mode: "read",
  params: z.object({ viewer, today: text, stage: z.enum(stages), ...pageParams }),
  row: countedPageRow(electionRow).extend({ stages: z.record(z.enum(stages), count) }),
  scanReason: "each organisation's term has an end, and all are sorted by it",
});
