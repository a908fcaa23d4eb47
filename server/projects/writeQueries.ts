import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { stageOrder } from "./evaluation.ts";
import { projectStates } from "./states.ts";

const viewer = viewerSchema;
const text = z.string();
const maybeText = text.nullable();
const state = z.enum(projectStates);
const stage = z.enum(stageOrder);
const done = z.object({ id: text });
/** Who did it: the account's id, and the name it went by. */
const who = { by: text, byName: text };

export const createProject = defineQuery({
  name: "projects/create-project",
  mode: "write",
  params: z.object({
    viewer,
    /** Where the right to run projects holds. */
    actor: actorSchema,
    today: text,
    id: text,
    matchId: text,
    allianceId: text,
    title: text,
    summary: maybeText,
    reason: maybeText,
    ...who,
  }),
  row: done,
});

export const setStages = defineQuery({
  name: "projects/set-stages",
  mode: "write",
  params: z.object({ viewer, id: text, stages: z.array(stage) }),
  row: done,
});

export const setEvaluationStages = defineQuery({
  name: "projects/set-evaluation-stages",
  mode: "write",
  params: z.object({
    ...{ viewer, actor: actorSchema, id: text, expectedVersion: z.number().int() },
    stages: z.array(stage).nullable(),
  }),
  row: z.object({ id: text, before: z.array(text).nullable() }),
});

export const saveProject = defineQuery({
  name: "projects/save-project",
  mode: "write",
  params: z.object({ viewer, id: text, title: text, summary: maybeText }),
  row: done,
});

export const setTeam = defineQuery({
  name: "projects/set-team",
  mode: "write",
  params: z.object({ viewer, id: text, teamId: maybeText }),
  row: z.object({ given: z.number() }),
});

export const setMonths = defineQuery({
  name: "projects/set-months",
  mode: "write",
  params: z.object({ viewer, id: text, rows: z.array(z.object({ month: text, text })) }),
  row: z.object({ planned: z.number() }),
});

export const lockProject = defineQuery({
  name: "projects/lock-project",
  mode: "write",
  params: z.object({ viewer, id: text }),
  row: z.object({ id: text, state, version: z.number() }),
});

export const moveProject = defineQuery({
  name: "projects/move-project",
  mode: "write",
  params: z.object({
    viewer,
    id: text,
    to: state,
    reason: maybeText,
    rating: z.number().nullable(),
    ...who,
    byName: maybeText,
  }),
  /** One row a match that it came of. */
  row: z.object({ id: text, matchId: text }),
});

export const addDelivery = defineQuery({
  name: "projects/add-delivery",
  mode: "write",
  params: z.object({
    viewer,
    id: text,
    deliveryId: text,
    on: text,
    text,
    quantity: z.number().nullable(),
    unit: maybeText,
    ...who,
  }),
  row: done,
});

export const saveDelivery = defineQuery({
  name: "projects/save-delivery",
  mode: "write",
  params: z.object({
    viewer,
    id: text,
    deliveryId: text,
    on: text,
    text,
    quantity: z.number().nullable(),
    unit: maybeText,
  }),
  row: done,
});

export const removeDelivery = defineQuery({
  name: "projects/remove-delivery",
  mode: "write",
  params: z.object({ viewer, id: text, deliveryId: text }),
  row: done,
});

export const addEvaluation = defineQuery({
  name: "projects/add-evaluation",
  mode: "write",
  params: z.object({
    viewer,
    id: text,
    evaluationId: text,
    stage,
    stars: z.number().int(),
    text: maybeText,
    /** Why somebody entered it for whose stage it is; null where they did themselves. */
    enteredBecause: maybeText,
    ...who,
  }),
  row: done,
});

const mark = { mode: "write", params: z.object({ viewer, id: text }), row: done } as const;

export const markExample = defineQuery({ name: "projects/mark-example", ...mark });

export const markOwn = defineQuery({ name: "projects/mark-own", ...mark });

export const createTeam = defineQuery({
  name: "projects/create-team",
  mode: "write",
  params: z.object({ viewer, id: text, allianceId: text, name: text }),
  row: done,
});

export const lockTeam = defineQuery({
  name: "projects/lock-team",
  mode: "write",
  params: z.object({ viewer, id: text }),
  row: z.object({ id: text, version: z.number(), published: z.boolean(), allianceId: maybeText }),
});

export const saveTeam = defineQuery({
  name: "projects/save-team",
  mode: "write",
  params: z.object({
    viewer,
    id: text,
    allianceId: text,
    name: text,
    pinyin: text,
    pinyinInitials: text,
    colour: maybeText,
    division: maybeText,
    description: maybeText,
    number: z.number().int().nullable(),
    members: z.array(z.object({ id: text, name: text, unit: maybeText, order: z.number().int() })),
  }),
  row: done,
});

export const markTeamExample = defineQuery({ name: "projects/mark-team-example", ...mark });

export const markTeamOwn = defineQuery({ name: "projects/mark-team-own", ...mark });
