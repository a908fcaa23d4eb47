import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { countedPageRow, idsParam, pageParams } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const text = z.string();
const maybe = text.nullable();
const number = z.number().nullable();
const viewer = viewerSchema;
const link = z.object({ id: text, name: text });
const organizationKind = z.enum([
  "committee",
  "generalBranch",
  "branch",
  "jointBranch",
  "functionalCommittee",
  "industryCommittee",
]);
const position = { positionId: text, role: z.enum(["lead", "core", "supporting"]) };
const coverage = { enterpriseId: text, mode: z.enum(["independent", "joint", "attached"]) };
const byIdsToday = z.object({ viewer, today: text, ids: idsParam });

const namedRow = z.object({
  written: text,
  id: text,
  kind: text,
  name: text,
  shortName: maybe,
  aliases: z.array(text),
});
const kinds = z.array(z.enum(["Enterprise", "PartyOrganization", "Department"]));

export const namesExact = defineQuery({
  name: "register/names-exact",
  mode: "read",
  params: z.object({ viewer, names: z.array(text), kinds }),
  row: namedRow,
});

export const namesLike = defineQuery({
  name: "register/names-like",
  mode: "read",
  params: z.object({ viewer, questions: z.array(z.object({ name: text, lucene: text })), kinds }),
  row: namedRow,
});

export const namesByCode = defineQuery({
  name: "register/names-by-code",
  mode: "read",
  params: z.object({ viewer, codes: z.array(text) }),
  row: z.object({
    code: text,
    id: text,
    name: text,
    /** Else it is the code of a firm that was merged into this one. */
    own: z.boolean(),
    seen: z.boolean(),
  }),
});

export const standing = defineQuery({
  name: "register/standing",
  mode: "read",
  params: byIdsToday.extend({ actor: actorSchema }),
  row: link.extend({
    kind: z.enum(["Enterprise", "PartyOrganization"]),
    version: z.number(),
    example: z.boolean(),
    held: z.boolean(),
  }),
});

export const readAlliancesOf = defineQuery({
  name: "register/alliances",
  mode: "read",
  params: z.object({ viewer, ids: idsParam }),
  row: link.extend({ audience: text }),
});

export const checkLinks = defineQuery({
  name: "register/check-links",
  mode: "read",
  params: z.object({ viewer, ids: idsParam }),
  row: z.object({ id: text, kind: z.enum(["ChainPosition", "Park", "Enterprise", "PartyOrganization"]) }),
});

export const listParks = defineQuery({
  name: "register/list-parks",
  mode: "read",
  params: z.object({}),
  row: link,
  scanReason: "the parks of a district are some ten",
});

const enterpriseRow = z.object({
  id: text,
  name: text,
  shortName: maybe,
  aliases: z.array(text),
  creditCode: maybe,
  scale: z.enum(["large", "medium", "small", "micro"]).nullable(),
  employees: number,
  partyMembers: number,
  tags: z.array(text),
  park: link.nullable(),
  positions: z.array(z.object({ ...position, name: text })),
  version: z.number(),
  example: z.boolean(),
});
export type EnterpriseRecord = z.infer<typeof enterpriseRow>;

export const readEnterpriseRecords = defineQuery({
  name: "register/read-enterprises",
  mode: "read",
  params: byIdsToday,
  row: enterpriseRow,
});

const organizationRow = z.object({
  id: text,
  name: text,
  shortName: maybe,
  kind: organizationKind,
  founded: maybe,
  termYears: number,
  lastElectedOn: maybe,
  memberCount: number,
  superior: link.nullable(),
  covers: z.array(z.object({ ...coverage, name: text })),
  version: z.number(),
  example: z.boolean(),
});
export type OrganizationRecord = z.infer<typeof organizationRow>;

export const readOrganizationRecords = defineQuery({
  name: "register/read-organizations",
  mode: "read",
  params: byIdsToday,
  row: organizationRow,
});

export const organizationConflicts = defineQuery({
  name: "register/organization-conflicts",
  mode: "read",
  params: z.object({ id: text, superiorId: maybe, firmIds: idsParam, today: text }),
  row: z.object({ circular: z.boolean(), coveredElsewhere: z.array(text) }),
});

export const postKinds = ["chainLead", "stationedInstructor", "secretary"] as const;
const postRow = z.object({
  /** The alliance or organisation. */
  of: text,
  id: text,
  post: z.enum(postKinds),
  name: text,
  title: maybe,
  since: maybe,
  until: maybe,
  current: z.boolean(),
});
export type PostRow = z.infer<typeof postRow>;

export const readPosts = defineQuery({
  name: "register/posts",
  mode: "read",
  params: z.object({ viewer, today: text, placeIds: idsParam }),
  row: postRow,
});

const membershipRow = z.object({
  id: text,
  observing: z.boolean(),
  since: maybe,
  until: maybe,
  current: z.boolean(),
  example: z.boolean(),
  member: link.extend({ __typename: z.enum(["Enterprise", "PartyOrganization"]) }),
});
export type MembershipRecord = z.infer<typeof membershipRow>;

export const listMemberships = defineQuery({
  name: "register/memberships",
  mode: "read",
  params: z.object({ viewer, today: text, allianceId: text, current: z.boolean().nullable(), ...pageParams }),
  row: countedPageRow(membershipRow.extend({ cursorKey: text })),
});

const allianceRecord = z.object({
  id: text,
  name: text,
  shortName: maybe,
  kind: z.enum(["hub", "chain", "regional", "park"]),
  version: z.number(),
  registeredOn: maybe,
  registrationNumber: maybe,
  registeredWith: maybe,
  parentId: maybe,
  /** Alliances below it, which cannot be above it. */
  below: z.array(text),
  held: z.boolean(),
});
export type AllianceRegistration = z.infer<typeof allianceRecord>;

export const allianceRecords = defineQuery({
  name: "register/alliance-records",
  mode: "read",
  params: byIdsToday.extend({ actor: actorSchema }),
  row: allianceRecord,
});
