import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { readPage, toCountedConnection } from "../api/page.ts";
import { refer } from "../api/references.ts";
import { sourceField } from "../api/sources.ts";
import { enterpriseById } from "../chain/loaders.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  coverageOfOrganization,
  coveringOfEnterprise,
  organizationById,
  superiorsOfOrganization,
} from "./loaders.ts";
import { findOrganizations } from "./organizations.ts";

const resolvers: Resolvers = {
  Query: {
    organization: (_, { id }, context) => organizationById.load(context, checkId(id, "id")),
    organizations: (_, { filter, ...args }, context) => findOrganizations(context, filter, args),
  },
  PartyOrganization: {
    superior: async (organization, _, context, info) => {
      const [superior] = await superiorsOfOrganization.load(context, organization.id);
      return refer(context, info, superior, organizationById);
    },
    covers: async (organization, args, context) => {
      const page = readPage(args, 20);
      const row = await coverageOfOrganization.load(context, { id: organization.id, page });
      return toCountedConnection(row, page);
    },
    source: sourceField,
  },
  Coverage: {
    enterprise: async (coverage, _, context, info) =>
      (await refer(context, info, coverage.enterprise, enterpriseById)) ?? coverage.enterprise,
  },
  Enterprise: {
    coveredBy: async (enterprise, _, context, info) => {
      const [covering] = await coveringOfEnterprise.load(context, enterprise.id);
      return refer(context, info, covering?.organization, organizationById);
    },
    coverMode: async (enterprise, _, context) =>
      (await coveringOfEnterprise.load(context, enterprise.id))[0]?.mode ?? null,
  },
};

export const partyModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: { PartyOrganization: organizationById },
};
