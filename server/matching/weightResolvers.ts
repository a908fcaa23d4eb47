import { checkId } from "../api/ids.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { demandOf, offerOf } from "../lists/loaders.ts";
import { trainWeights } from "./training.ts";
import {
  learntFrom,
  matchFactors,
  serveWeights,
  shownOrigin,
  shownShifts,
  shownWeights,
  weightVersion,
  weightVersions,
} from "./weightVersions.ts";

/** 权重: what was learnt from feedback, and what serves. */
export const weightResolvers = {
  Query: {
    matchFactors: () => matchFactors(),
    weightVersions: (_, args, context) => weightVersions(context, args),
    weightVersion: (_, { id }, context) => weightVersion(context, checkId(id, "id")),
    learntFeedback: (_, { versionId, ...args }, context) =>
      learntFrom(context, checkId(versionId, "versionId"), args),
  },
  WeightVersion: {
    weights: ({ weights }) => shownWeights(weights),
    origin: ({ origin }) => shownOrigin(origin),
    shifts: ({ shifts }, _, context) => shownShifts(context, shifts),
  },
  LearntFeedback: {
    demand: ({ demandId }, _, context) => demandOf(context, demandId),
    offer: ({ offerId }, _, context) => offerOf(context, offerId),
  },
  Mutation: {
    trainWeights: async (_, { input }, context) => {
      const id = await trainWeights(context, input);
      const version = await weightVersion(context, id);
      if (!version) throw notFound("这个权重版本");
      return { clientMutationId: input.clientMutationId, version };
    },
    serveWeights: async (_, { input }, context) => {
      await serveWeights(context, input);
      const { serving, servingId } = await weightVersions(context, { first: 0 });
      return { clientMutationId: input.clientMutationId, serving, servingId };
    },
  },
} satisfies Resolvers;
