import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { checkFirst } from "../api/page.ts";
import type { NodeKind, Resolvers } from "../generated/resolvers.ts";
import { mayDo } from "../lists/held.ts";
import { demandOf, offerOf } from "../lists/loaders.ts";
import { readCategories } from "../lists/queries.ts";
import { agreeMatch, declineMatch, reopenMatch, startContact } from "./actions.ts";
import { liveResolvers } from "./liveResolvers.ts";
import type { MatchQuestion } from "./matches.ts";
import { matchesOfDemand, matchesOfOffer } from "./matches.ts";
import { suggestedCategories } from "./nearCategories.ts";
import { contactReminders } from "./reminders.ts";
import { todayOfMatching } from "./today.ts";
import { weightResolvers } from "./weightResolvers.ts";

const mostResults = 100;
const mostSuggested = 10;
// As many characters as an entry may have.
const longestEntered = 5000;

const questionOf = (
  context: ApiContext,
  id: string,
  first: number | null | undefined,
  name: string,
): MatchQuestion => ({
  id: checkId(id, name),
  first: checkFirst(first, 20, mostResults),
  viewer: context.viewer,
  actor: scopeOf(context.access, "tendOwner"),
  today: context.today,
});

const resolvers: Resolvers = {
  ...weightResolvers,
  Query: {
    ...weightResolvers.Query,
    matchesOfDemand: (_, { demandId, first }, context) =>
      matchesOfDemand(context, questionOf(context, demandId, first, "demandId")),
    matchesOfOffer: (_, { offerId, first }, context) =>
      matchesOfOffer(context, questionOf(context, offerId, first, "offerId")),
    contactReminders: (_, args, context) => contactReminders(context, args),
    suggestCategories: async (_, { text, first }, context) => {
      const most = checkFirst(first, 3, mostSuggested);
      const names = await suggestedCategories(context, text.slice(0, longestEntered), context);
      const categories = await context.run(readCategories, { ids: null, today: context.today });
      const byName = new Map(
        categories.flatMap((category) => (category.retired ? [] : [[category.name, category] as const])),
      );
      return names.flatMap((name) => byName.get(name) ?? []).slice(0, most);
    },
  },
  ContactReminder: {
    demand: ({ demandId }, _, context) => demandOf(context, demandId),
    offer: ({ offerId }, _, context) => offerOf(context, offerId),
  },
  MatchResult: {
    mayDecide: ({ demandId, offerId }, _, context) => mayDo(context, "decideMatch", demandId, offerId),
    demand: ({ demandId }, _, context) => demandOf(context, demandId),
    offer: ({ offerId }, _, context) => offerOf(context, offerId),
    path: ({ path }) => ({
      ...path,
      nodes: path.nodes.map((node) => ({ ...node, kind: node.kind as NodeKind })),
    }),
  },
  BundlePart: {
    mayDecide: ({ demandId, offerId }, _, context) => mayDo(context, "decideMatch", demandId, offerId),
    offer: ({ offerId }, _, context) => offerOf(context, offerId),
  },
  ...liveResolvers,
  Mutation: {
    ...weightResolvers.Mutation,
    startContact: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await startContact(context, input)),
    }),
    agreeMatch: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await agreeMatch(context, input)),
    }),
    declineMatch: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await declineMatch(context, input)),
    }),
    reopenMatch: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      ...(await reopenMatch(context, input)),
    }),
  },
};

export const matchingModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  today: todayOfMatching,
};
