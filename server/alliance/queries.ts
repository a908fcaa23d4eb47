import { z } from "zod";
import { idsParam, pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import type { OrganizationParent } from "../party/queries.ts";

const kind = z.enum(["hub", "chain", "regional", "park"]);
const reference = z.object({ id: z.string(), name: z.string(), shortName: z.string().nullable(), kind });
const organizationReference = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
});
const holder = z.object({
  id: z.string(),
  title: z.string().nullable(),
  name: z.string().nullable(),
  since: z.string().nullable(),
});
const period = { since: z.string().nullable(), until: z.string().nullable() };

const allianceRow = z.object({
  __typename: z.literal("Alliance"),
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind,
  registeredOn: z.string().nullable(),
  example: z.boolean(),
  chain: z.object({ id: z.string(), name: z.string(), code: z.string().nullable() }).nullable(),
  parent: reference.nullable(),
  children: z.array(reference),
  chainLead: holder.nullable(),
  stationedInstructor: holder.nullable(),
  duty: z.object({ ...period, organization: organizationReference }).nullable(),
  memberCount: z.number(),
  exampleMemberCount: z.number(),
  programme: z
    .object({
      id: z.string(),
      name: z.string(),
      place: z.string().nullable(),
      summary: z.string().nullable(),
    })
    .nullable(),
});
export type AllianceRow = z.infer<typeof allianceRow>;
/** An alliance as another's row names it: the rest is loaded when asked for. */
export type AllianceParent = z.infer<typeof reference> & Partial<AllianceRow>;

const membershipRow = z.object({ ...period, alliance: reference, organization: organizationReference });
export interface MembershipParent {
  since: string | null;
  until: string | null;
  alliance: AllianceParent;
  organization: OrganizationParent;
}

const programmeRow = z.object({
  __typename: z.literal("Programme"),
  id: z.string(),
  name: z.string(),
  place: z.string().nullable(),
  summary: z.string().nullable(),
  mechanisms: z.array(z.object({ id: z.string(), name: z.string(), description: z.string().nullable() })),
  figures: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      value: z.number(),
      unit: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  alliances: z.array(reference),
});
export type ProgrammeRow = z.infer<typeof programmeRow>;
export type ProgrammeParent = Pick<ProgrammeRow, "id" | "name"> & Partial<ProgrammeRow>;
export type FigureRow = ProgrammeRow["figures"][number];

const byIds = z.object({ viewer: viewerSchema, ids: idsParam });
const byIdsToday = byIds.extend({ today: z.string() });

export const readAlliances = defineQuery({
  name: "alliance/read-alliances",
  mode: "read",
  params: byIdsToday.extend({ ids: idsParam.nullable(), kind: z.string().nullable() }),
  row: allianceRow,
});

export const membersOfAlliances = defineQuery({
  name: "alliance/members-of-alliances",
  mode: "read",
  params: byIdsToday.extend(pageParams),
  row: pageRow(
    membershipRow.extend({
      id: z.string(),
      cursorKey: z.string(),
      organization: organizationReference.extend({
        __typename: z.literal("PartyOrganization"),
        kind: z.enum([
          "committee",
          "generalBranch",
          "branch",
          "jointBranch",
          "functionalCommittee",
          "industryCommittee",
        ]),
        founded: z.string().nullable(),
        memberCount: z.number().nullable(),
        example: z.boolean(),
      }),
    }),
  ).extend({ of: z.string() }),
});

export const observersOfAlliances = defineQuery({
  name: "alliance/observers-of-alliances",
  mode: "read",
  params: byIdsToday.extend(pageParams),
  row: pageRow(
    z.object({
      __typename: z.enum(["Enterprise", "PartyOrganization"]),
      id: z.string(),
      cursorKey: z.string(),
    }),
  ).extend({ of: z.string() }),
});

export const membershipsOfOrganizations = defineQuery({
  name: "alliance/memberships-of-organizations",
  mode: "read",
  params: byIdsToday,
  row: membershipRow.extend({ of: z.string() }),
});

export const alliancesOfChains = defineQuery({
  name: "alliance/alliances-of-chains",
  mode: "read",
  params: byIds,
  row: reference.extend({ of: z.string() }),
});

export const readProgrammes = defineQuery({
  name: "alliance/read-programmes",
  mode: "read",
  params: byIds.extend({ ids: idsParam.nullable() }),
  row: programmeRow,
});
