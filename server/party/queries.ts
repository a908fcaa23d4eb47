import { z } from "zod";
import { countedPageRow, idsParam, pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

export const organizationKind = z.enum([
  "committee",
  "generalBranch",
  "branch",
  "jointBranch",
  "functionalCommittee",
  "industryCommittee",
]);

const organizationRow = z.object({
  __typename: z.literal("PartyOrganization"),
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: organizationKind,
  founded: z.string().nullable(),
  memberCount: z.number().nullable(),
  example: z.boolean(),
});
export type OrganizationRow = z.infer<typeof organizationRow>;
/** An organisation as another's row names it: the rest is loaded when asked for. */
export type OrganizationParent = Pick<OrganizationRow, "id" | "name"> & Partial<OrganizationRow>;

const reference = z.object({ id: z.string(), name: z.string(), shortName: z.string().nullable() });
const mode = z.enum(["independent", "joint", "attached"]);

const coverageRow = z.object({
  mode,
  since: z.string().nullable(),
  enterprise: reference,
});
export type CoverageRow = z.infer<typeof coverageRow>;

const byIds = z.object({ viewer: viewerSchema, ids: idsParam });
const byIdsToday = byIds.extend({ today: z.string() });

export const readOrganizations = defineQuery({
  name: "party/read-organizations",
  mode: "read",
  params: byIds,
  row: organizationRow,
});

export const listOrganizations = defineQuery({
  name: "party/list-organizations",
  mode: "read",
  params: z.object({
    viewer: viewerSchema,
    today: z.string(),
    text: z.string().nullable(),
    kind: z.string().nullable(),
    allianceId: z.string().nullable(),
    example: z.boolean().nullable(),
    ...pageParams,
  }),
  row: pageRow(organizationRow.extend({ cursorKey: z.string() })),
});

export const superiorsOfOrganizations = defineQuery({
  name: "party/superiors-of-organizations",
  mode: "read",
  params: byIdsToday,
  row: reference.extend({ of: z.string() }),
});

export const coverageOfOrganizations = defineQuery({
  name: "party/coverage-of-organizations",
  mode: "read",
  params: byIdsToday.extend(pageParams),
  row: countedPageRow(coverageRow.extend({ id: z.string(), cursorKey: z.string() })).extend({
    of: z.string(),
  }),
});

export const coveringOfEnterprises = defineQuery({
  name: "party/covering-of-enterprises",
  mode: "read",
  params: byIdsToday,
  row: z.object({ of: z.string(), organization: reference, mode }),
});
