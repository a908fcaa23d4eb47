import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { countedPageRow, idsParam, pageParams } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { stageOrder } from "./evaluation.ts";
import { projectStates } from "./states.ts";

const viewer = viewerSchema;
const text = z.string();
const maybeText = text.nullable();
const maybeNumber = z.number().nullable();
const byIds = z.object({ viewer, ids: idsParam });
const state = z.enum(projectStates);
const stage = z.enum(stageOrder);
const allianceRow = z
  .object({
    id: text,
    name: text,
    shortName: maybeText,
    kind: z.enum(["hub", "chain", "regional", "park"]),
  })
  .nullable();

const projectRow = z.object({
  __typename: z.literal("ServiceProject"),
  id: text,
  title: text,
  summary: maybeText,
  state,
  stages: z.array(stage),
  /** Mean of the stages' stars, 1..5; null until the chain is through. */
  rating: maybeNumber,
  version: z.number(),
  createdAt: text,
  updatedAt: text,
  example: z.boolean(),
  alliance: allianceRow,
  team: z.object({ id: text, name: text, colour: maybeText }).nullable(),
  needIds: idsParam,
  offerIds: idsParam,
  monthCount: z.number(),
  deliveryCount: z.number(),
  evaluationCount: z.number(),
});
export type ProjectRow = z.infer<typeof projectRow>;

export const listProjects = defineQuery({
  name: "projects/list-projects",
  mode: "read",
  params: z.object({
    viewer,
    states: z.array(state).nullable(),
    satisfied: z.boolean().nullable(),
    words: z.array(text),
    teamId: maybeText,
    allianceId: maybeText,
    ...pageParams,
  }),
  row: countedPageRow(projectRow.extend({ cursorKey: z.number() })),
});

export const readProjects = defineQuery({
  name: "projects/read-projects",
  mode: "read",
  params: byIds,
  row: projectRow,
});

export const projectsOfMatches = defineQuery({
  name: "projects/projects-of-matches",
  mode: "read",
  params: byIds,
  row: z.object({ of: text, id: text }),
});

export const beneficiaries = defineQuery({
  name: "projects/beneficiaries",
  mode: "read",
  params: byIds,
  row: z.object({ of: text, id: text }),
});

export const whoMayEvaluate = defineQuery({
  name: "projects/who-may-evaluate",
  mode: "read",
  params: byIds.extend({
    stages: z.array(stage),
    today: text,
    /** Whether demo accounts count: while the demo mode is on. */
    demo: z.boolean(),
  }),
  row: z.object({ of: text, stage, accounts: z.number() }),
});

export const evaluationRules = defineQuery({
  name: "projects/evaluation-rules",
  mode: "read",
  params: byIds.extend({ today: text, actor: actorSchema }),
  row: z.object({
    id: text,
    /** What the alliance says itself; null: nothing. */
    own: z.array(text).nullable(),
    /** What the nearest alliance above it says. */
    inherited: z.array(text).nullable(),
    version: z.number(),
    mayConfigure: z.boolean(),
  }),
});

export const countProjects = defineQuery({
  name: "projects/count-projects",
  mode: "read",
  params: z.object({ viewer, allianceId: maybeText }),
  row: z.object({ state, example: z.boolean(), total: z.number(), satisfied: z.number() }),
});

const plannedRow = z.object({ id: text, month: text, text, projectId: text, delivered: z.boolean() });
export type PlannedRow = z.infer<typeof plannedRow>;

export const readYear = defineQuery({
  name: "projects/read-year",
  mode: "read",
  params: z.object({ viewer, from: text, to: text, allianceId: maybeText, limit: z.number().int() }),
  row: z.object({
    totalCount: z.number(),
    exampleCount: z.number(),
    items: z.array(plannedRow),
  }),
});

export const monthsOfProjects = defineQuery({
  name: "projects/months-of-projects",
  mode: "read",
  params: byIds,
  row: z.object({ of: text, id: text, month: text, text, delivered: z.boolean() }),
});

const deliveryRow = z.object({
  id: text,
  on: text,
  text,
  quantity: maybeNumber,
  unit: maybeText,
  byName: maybeText,
  /** Whether the reader wrote it. */
  mine: z.boolean(),
});

export const deliveriesOfProjects = defineQuery({
  name: "projects/deliveries-of-projects",
  mode: "read",
  params: byIds.extend({ reader: maybeText }),
  row: deliveryRow.extend({ of: text }),
});
export type DeliveryRow = z.infer<typeof deliveriesOfProjects.row>;

export const ownDelivery = defineQuery({
  name: "projects/own-delivery",
  mode: "read",
  params: z.object({ viewer, id: text, deliveryId: text, reader: maybeText }),
  row: deliveryRow.extend({ attachments: z.array(text) }),
});

export const evaluationsOfProjects = defineQuery({
  name: "projects/evaluations-of-projects",
  mode: "read",
  params: z.object({
    viewer,
    /** Account whose own evaluations are shown whole. */
    reader: maybeText,
    /** For each project `id` the stages whose stars and whose words are read; its rows come back under `of`. */
    readings: z.array(z.object({ of: text, id: text, stars: z.array(stage), words: z.array(stage) })),
  }),
  row: z.object({
    of: text,
    id: text,
    stage,
    at: text,
    own: z.boolean(),
    /** Whether it is the reader's own judgement: not what they entered for somebody. */
    judged: z.boolean(),
    /** Entered for whose stage it is, by somebody else. */
    entered: z.boolean(),
    enteredBecause: maybeText,
    /** Whether the words, and what hangs on them, are the reader's to read. */
    readable: z.boolean(),
    stars: maybeNumber,
    text: maybeText,
    byName: maybeText,
    wordsHidden: z.boolean(),
  }),
});

export type EvaluationRow = z.infer<typeof evaluationsOfProjects.row>;

export const eventsOfProjects = defineQuery({
  name: "projects/events-of-projects",
  mode: "read",
  params: byIds,
  row: z.object({
    of: text,
    at: text,
    byName: maybeText,
    from: state.nullable(),
    to: state,
    reason: maybeText,
  }),
});

const teamRow = z.object({
  id: text,
  name: text,
  number: maybeNumber,
  colour: maybeText,
  division: maybeText,
  description: maybeText,
  example: z.boolean(),
  version: z.number(),
  /** Stands in a publication: shown as it was published. */
  published: z.boolean(),
  departments: z.array(z.object({ id: text, name: text })),
  alliance: allianceRow,
  projectCount: z.number(),
  exampleCount: z.number(),
});
export type TeamRow = z.infer<typeof teamRow>;

export const listTeams = defineQuery({
  name: "projects/list-teams",
  mode: "read",
  params: z.object({ viewer, id: maybeText, allianceId: maybeText, limit: z.number().int() }),
  row: z.object({ totalCount: z.number(), items: z.array(teamRow) }),
});

export const membersOfTeams = defineQuery({
  name: "projects/members-of-teams",
  mode: "read",
  params: byIds,
  row: z.object({ of: text, id: text, name: text, unit: maybeText }),
});
