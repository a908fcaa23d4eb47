import { z } from "zod";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { checkFirst } from "../api/page.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { mayDo } from "../lists/held.ts";
import { demandOf, offerOf } from "../lists/loaders.ts";
import { matchId } from "../matching/matchList.ts";
import { matchStates } from "../matching/states.ts";
import { acceptPairs, cancelPlan, findPlan, ownPlans, startPlan } from "./plans.ts";
import { readGaps, readPairs } from "./queries.ts";

const mostRows = 200;
const filterOf = (text: string) =>
  z
    .object({ text: z.string(), categoryId: z.string().nullable(), allianceId: z.string().nullable() })
    .parse(JSON.parse(text));
const decidingOf = (text: string) =>
  z.array(z.object({ name: z.string(), evidence: z.string().nullable() })).parse(JSON.parse(text));
const factsOf = (text: string) =>
  z
    .object({ candidates: z.number(), capacity: z.number(), window: z.number(), rule: z.number() })
    .parse(JSON.parse(text));
const stateOf = (state: string) => matchStates.find((one) => one === state) ?? "proposed";

/** One page: a row more than asked tells whether there are others. */
function pageOf<T extends { order: number }>(rows: T[], first: number): { nodes: T[]; next: number | null } {
  const nodes = rows.slice(0, first);
  return { nodes, next: rows.length > first ? (nodes.at(-1)?.order ?? null) : null };
}

const resolvers: Resolvers = {
  Query: {
    plan: (_, { id }, context) => findPlan(context, checkId(id, "id")),
    plans: (_, __, context) => ownPlans(context),
  },
  AssignmentPlan: {
    text: ({ filter }) => filterOf(filter).text || null,
    categoryId: ({ filter }) => filterOf(filter).categoryId,
    allianceId: ({ filter }) => filterOf(filter).allianceId,
    filledCount: ({ state, needCount, gapCount }) => (state === "ready" ? needCount - gapCount : 0),
    pairs: async ({ id }, { first, after }, context) => {
      const size = checkFirst(first, 50, mostRows);
      return pageOf(await context.run(readPairs, { id, after: after ?? 0, limit: size + 1 }), size);
    },
    unfilled: async ({ id }, { reason, first, after }, context) => {
      const size = checkFirst(first, 50, mostRows);
      const page = { id, reason: reason ?? null, after: after ?? 0, limit: size + 1 };
      return pageOf(await context.run(readGaps, page), size);
    },
  },
  PlanPair: {
    id: ({ demandId, offerId }) => matchId(demandId, offerId),
    demand: ({ demandId }, _, context) => demandOf(context, demandId),
    offer: ({ offerId }, _, context) => offerOf(context, offerId),
    deciding: ({ deciding }) => decidingOf(deciding),
    state: ({ state }) => stateOf(state),
    mayDecide: ({ demandId, offerId }, _, context) => mayDo(context, "decideMatch", demandId, offerId),
  },
  PlanGap: {
    demand: ({ demandId }, _, context) => demandOf(context, demandId),
    candidates: ({ facts }) => factsOf(facts).candidates,
    capacity: ({ facts }) => factsOf(facts).capacity,
    window: ({ facts }) => factsOf(facts).window,
    rule: ({ facts }) => factsOf(facts).rule,
  },
  Mutation: {
    startPlan: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      plan: await startPlan(context, input),
    }),
    cancelPlan: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      plan: await cancelPlan(context, input),
    }),
    acceptPlanPairs: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      pairs: await acceptPairs(context, input),
    }),
  },
};

export const assignmentModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
