import { z } from "zod";
import { idsParam } from "../api/rows.ts";

import { defineQuery, viewerSchema } from "../graph/query.ts";
import { postKinds } from "../register/queries.ts";

const text = z.string();
const maybe = text.nullable();
const number = z.number().nullable();
const viewer = viewerSchema;

export const covering = defineQuery({
  name: "imports/covering",
  mode: "read",
  params: z.object({ ids: idsParam, today: text }),
  row: z.object({ id: text, by: text }),
});

export const membershipsBetween = defineQuery({
  name: "imports/memberships-between",
  mode: "read",
  params: z.object({ viewer, /** `[member, alliance]` */ pairs: z.array(z.tuple([text, text])) }),
  row: z.object({ memberId: text, allianceId: text, observing: z.boolean(), since: maybe, until: maybe }),
});

export const correctMembership = defineQuery({
  name: "imports/correct-membership",
  mode: "write",
  params: z.object({
    ...{ viewer, memberId: text, allianceId: text, observing: z.boolean() },
    ...{ sinceBefore: maybe, untilBefore: maybe, since: maybe, until: maybe },
  }),
  row: z.object({ id: text }),
});

export const correctPost = defineQuery({
  name: "imports/correct-post",
  mode: "write",
  params: z.object({
    ...{ viewer, id: text, placeId: text, post: z.enum(postKinds) },
    ...{ title: maybe, sinceBefore: maybe, untilBefore: maybe, since: maybe, until: maybe },
  }),
  row: z.object({ id: text }),
});

const facts = { memberCount: number, founded: maybe, lastElectedOn: maybe, termYears: number };

export const fillOrganizations = defineQuery({
  name: "imports/fill-organizations",
  mode: "write",
  params: z.object({ viewer, rows: z.array(z.object({ id: text, ...facts })) }),
  row: z.object({ id: text, before: z.object(facts), after: z.object(facts) }),
});
