import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { caseKinds, caseStates } from "../alliance/cases.ts";
import { quorums, thresholds, voteChoices } from "../alliance/decisions.ts";
import { countedPageRow, idsParam, pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const viewer = viewerSchema;
const text = z.string();
const maybe = text.nullable();
const count = z.number().nullable();
const state = z.enum(caseStates);
const choice = z.enum(voteChoices);
const threshold = z.enum(thresholds).nullable();
const quorum = z.enum(quorums).nullable();
const memberKind = z.enum(["Enterprise", "PartyOrganization"]);
const byIds = z.object({ viewer, ids: idsParam });
const done = z.object({ id: text });
const who = { by: text, byName: text };

const caseRow = z.object({
  __typename: z.literal("MembershipCase"),
  id: text,
  kind: z.enum(caseKinds),
  state,
  statement: maybe,
  proposed: z.boolean(),
  round: z.number(),
  /** Fixed when it is put to the vote; null before. */
  threshold,
  quorum,
  decidedOn: maybe,
  meeting: maybe,
  /** Of the vote that decided it. */
  eligible: count,
  yes: count,
  no: count,
  abstain: count,
  version: z.number(),
  openedOn: text,
  updatedAt: text,
  example: z.boolean(),
  alliance: z
    .object({ id: text, name: text, shortName: maybe, kind: z.enum(["hub", "chain", "regional", "park"]) })
    .nullable(),
  member: z.object({ id: text, name: text, __typename: memberKind }).nullable(),
});
export type CaseRow = z.infer<typeof caseRow>;

export const listCases = defineQuery({
  name: "membership/list-cases",
  mode: "read",
  params: z.object({ viewer, states: z.array(state).nullable(), allianceId: maybe, ...pageParams }),
  row: countedPageRow(z.object({ cursorKey: z.number(), row: caseRow })),
});

export const readCases = defineQuery({
  name: "membership/read-cases",
  mode: "read",
  params: byIds,
  row: z.object({ id: text, row: caseRow }),
});

export const caseEvents = defineQuery({
  name: "membership/case-events",
  mode: "read",
  params: byIds,
  row: z.object({ of: text, at: text, byName: maybe, from: state.nullable(), to: state, reason: maybe }),
});

export const readBallots = defineQuery({
  name: "membership/ballots",
  mode: "read",
  params: z.object({ ids: idsParam, on: text }),
  row: z.object({
    of: text,
    recused: text,
    ballots: z.array(z.object({ memberId: text, choice: choice.nullable() })),
  }),
});

export const readRoster = defineQuery({
  name: "membership/roster",
  mode: "read",
  params: z.object({ viewer, id: text, on: text, ...pageParams }),
  row: pageRow(z.object({ id: text, cursorKey: text, name: text, choice: choice.nullable(), byName: maybe })),
});
export type RosterRow = z.infer<typeof readRoster.row>["items"][number];

export const memberStanding = defineQuery({
  name: "membership/standing",
  mode: "read",
  params: z.object({ viewer, memberId: text, allianceId: text, today: text }),
  row: z.object({
    id: text,
    name: text,
    allianceName: text,
    kind: memberKind,
    member: z.boolean(),
    observing: z.boolean(),
    covered: z.boolean(),
    /** Whether a case of it is open in the alliance. */
    underWay: z.boolean(),
  }),
});

export const openMatters = defineQuery({
  name: "membership/open-matters",
  mode: "read",
  params: z.object({ viewer, memberId: text, allianceId: text, on: text }),
  row: z.object({
    kind: z.enum(["project", "promise", "duty", "post"]),
    /** Null where the viewer may not see it. */
    id: maybe,
    title: maybe,
  }),
});

export const decisionRules = defineQuery({
  name: "membership/decision-rules",
  mode: "read",
  params: byIds.extend({ actor: actorSchema }),
  row: z.object({ id: text, threshold, quorum, version: z.number(), mayConfigure: z.boolean() }),
});

export const setRule = defineQuery({
  name: "membership/set-decision-rule",
  mode: "write",
  params: z.object({
    ...{ viewer, actor: actorSchema, id: text, expectedVersion: z.number().int() },
    ...{ threshold: z.enum(thresholds), quorum: z.enum(quorums) },
  }),
  row: z.object({ id: text, threshold, quorum }),
});

export const createCase = defineQuery({
  name: "membership/create-case",
  mode: "write",
  params: z.object({
    ...{ viewer, today: text, id: text, allianceId: text, memberId: text, kind: z.enum(caseKinds) },
    ...{ statement: text, proposed: z.boolean(), ...who },
  }),
  row: done,
});

export const lockCase = defineQuery({
  name: "membership/lock-case",
  mode: "write",
  params: z.object({ viewer, id: text }),
  row: done.extend({ version: z.number() }),
});

export const moveCase = defineQuery({
  name: "membership/move-case",
  mode: "write",
  params: z.object({ viewer, id: text, to: state, reason: maybe, threshold, quorum, ...who }),
  row: done,
});

export const decideCase = defineQuery({
  name: "membership/decide-case",
  mode: "write",
  params: z.object({
    ...{ viewer, id: text, on: text, meeting: maybe },
    ...{ eligible: z.number().int(), yes: z.number().int(), no: z.number().int(), abstain: z.number().int() },
  }),
  row: done,
});

export const castVotes = defineQuery({
  name: "membership/cast-votes",
  mode: "write",
  params: z.object({ viewer, id: text, votes: z.array(z.object({ id: text, choice })), ...who }),
  row: z.object({ memberId: text, before: choice.nullable() }),
});

const mark = { mode: "write", params: z.object({ viewer, id: text }), row: done } as const;
export const markExample = defineQuery({ name: "membership/mark-example", ...mark });
export const markOwn = defineQuery({ name: "membership/mark-own", ...mark });
