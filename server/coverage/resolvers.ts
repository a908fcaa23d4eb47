import { type ApiModule, schemaBeside } from "../api/module.ts";
import { refer } from "../api/references.ts";
import { enterpriseById } from "../chain/loaders.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { organizationById } from "../party/loaders.ts";
import {
  coverageFirms,
  coverageOf,
  coveragePlaces,
  coverageTrend,
  elections,
  listingAlliance,
  mayPlan,
} from "./coverage.ts";
import { suggestedForm } from "./forms.ts";
import { planFormation } from "./plans.ts";
import { todayOfCoverage } from "./today.ts";

const resolvers: Resolvers = {
  Query: {
    coverage: (_, { placeId }, context) => coverageOf(context, placeId),
    coveragePlaces: (_, args, context) => coveragePlaces(context, args),
    coverageTrend: (_, { placeId, months }, context) => coverageTrend(context, placeId, months ?? 12),
    coverageFirms: (_, args, context) => coverageFirms(context, args),
    elections: (_, args, context) => elections(context, args),
  },
  CoveragePlace: { figures: ({ id }, _, context) => coverageOf(context, id) },
  CoverageFirm: {
    enterprise: async (firm, _, context, info) => (await refer(context, info, firm, enterpriseById)) ?? firm,
    suggested: ({ partyMembers }) => suggestedForm(partyMembers ?? null),
    allianceId: ({ id }, _, context) => listingAlliance(context, id),
    mayPlan: ({ id }, _, context) => mayPlan(context, id),
  },
  Election: {
    organization: async (election, _, context, info) =>
      (await refer(context, info, election, organizationById)) ?? election,
  },
  Mutation: {
    planFormation: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await planFormation(context, input)),
    }),
  },
};

export const coverageModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  today: todayOfCoverage,
};
