import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { ownerOf } from "../lists/owners.ts";
import { registrationOf, saveAlliance } from "./alliances.ts";
import { registeredEnterprise, saveEnterprise } from "./enterprises.ts";
import { joinAlliance, leaveAlliance, membershipsIn, registeredAlliance } from "./memberships.ts";
import { likelySame } from "./names.ts";
import { registeredOrganization, saveOrganization } from "./organizations.ts";
import { endPost, postsOf, secretaryOf, takePost } from "./posts.ts";
import { listParks } from "./queries.ts";
import { keepsAlliance, keepsEntry } from "./standing.ts";

const longestName = 100;

const resolvers: Resolvers = {
  Query: {
    registeredEnterprise: (_, { id }, context) => registeredEnterprise(context, checkId(id, "id")),
    registeredOrganization: (_, { id }, context) => registeredOrganization(context, checkId(id, "id")),
    registeredAlliance: (_, { id }, context) => registeredAlliance(context, checkId(id, "id")),
    likelySame: (_, { name, organization }, context) =>
      likelySame(
        context,
        context.viewer,
        name.slice(0, longestName),
        organization ? "PartyOrganization" : "Enterprise",
      ),
    parks: (_, _args, context) => context.run(listParks, {}),
  },
  Enterprise: { mayRegister: ({ id }, _, context) => keepsEntry(context, id) },
  PartyOrganization: {
    secretary: ({ id }, _, context) => secretaryOf(context, id),
    mayRegister: ({ id }, _, context) => keepsEntry(context, id),
  },
  Alliance: {
    mayRegister: ({ id }, _, context) => keepsAlliance(context, id),
    registration: ({ id }, _, context) => registrationOf.load(context, id),
  },
  RegisteredOrganization: { secretaries: ({ id }, _, context) => postsOf(context, id) },
  RegisteredAlliance: {
    posts: ({ id }, _, context) => postsOf(context, id),
    memberships: ({ id }, args, context) => membershipsIn(context, id, args),
  },
  RegisteredMembership: {
    member: async ({ member }, _, context, info) => (await ownerOf(member, context, info)) ?? member,
  },
  Mutation: {
    saveEnterprise: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      enterprise: await saveEnterprise(context, input),
    }),
    saveOrganization: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      organization: await saveOrganization(context, input),
    }),
    saveAlliance: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      placeId: (await saveAlliance(context, input)).id,
    }),
    takePost: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await takePost(context, input)),
    }),
    endPost: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await endPost(context, input)),
    }),
    joinAlliance: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await joinAlliance(context, input)),
    }),
    leaveAlliance: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await leaveAlliance(context, input)),
    }),
  },
};

export const registerModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
