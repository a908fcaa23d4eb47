import { checkId, checkIds } from "../api/ids.ts";
import { checkFirst } from "../api/page.ts";
import { badInput } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { demandOf, offerOf } from "../lists/loaders.ts";
import { type MatchesChangeRow, matchesChanged, type NewEntriesRow, newEntries } from "./live.ts";
import { matchesOfDemand, matchesOfOffer } from "./matches.ts";

const mostNewest = 10;
const mostMatches = 20;
const mostResults = 100;
const mostKnown = 200;

/** What subscribers are told. Resolvers of events read with the context as `live.ts` has renewed it. */
export const liveResolvers: Pick<Resolvers, "NewEntry" | "Subscription"> = {
  Subscription: {
    newEntries: {
      subscribe: (_, { first }, context) => newEntries(context, checkFirst(first, 3, mostNewest)),
      resolve: (event: NewEntriesRow) => event,
    },
    matchesChanged: {
      subscribe: (_, { demandId, offerId, known, first }, context) => {
        if ((demandId == null) === (offerId == null))
          throw badInput("请在 demandId 和 offerId 中给出一个。", "demandId");
        return matchesChanged(context, {
          side: demandId == null ? "offer" : "demand",
          id: checkId(demandId ?? offerId ?? "", demandId == null ? "offerId" : "demandId"),
          known: checkIds(known, "known", mostKnown),
          first: checkFirst(first, 20, mostResults),
        });
      },
      resolve: (event: MatchesChangeRow) => event,
    },
  },
  NewEntry: {
    demand: ({ id, demand }, _, context) => (demand ? demandOf(context, id) : null),
    offer: ({ id, demand }, _, context) => (demand ? null : offerOf(context, id)),
    matches: ({ id, demand }, { first }, context) => {
      const { viewer, today } = context;
      const question = { id, first: checkFirst(first, 3, mostMatches), viewer, today };
      return demand ? matchesOfDemand(context, question) : matchesOfOffer(context, question);
    },
  },
};
