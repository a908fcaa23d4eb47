import { type ApiModule, schemaBeside } from "../api/module.ts";
import { checkFirst, firstOf } from "../api/page.ts";
import { chainById, enterpriseById, positionById } from "../chain/loaders.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { chainView, gapCandidates, gapFirms, gapNeeds, gapScopes, positionView } from "./analysis.ts";

const mostPositions = 1000;
const mostNames = 20;

/** What was just counted must be there to be named. @throws NOT_FOUND when it went meanwhile */
async function there<T>(found: Promise<T | null>, what: string): Promise<T> {
  const it = await found;
  if (it === null) throw notFound(what);
  return it;
}

const resolvers: Resolvers = {
  Query: {
    gapScopes: (_, __, context) => gapScopes(context),
    chainView: async (_, args, context) => ({ positions: await chainView(context, args) }),
    positionView: (_, args, context) => positionView(context, args),
    gapFirms: (_, args, context) => gapFirms(context, args),
    gapNeeds: (_, args, context) => gapNeeds(context, args),
    gapCandidates: (_, args, context) => gapCandidates(context, args),
  },
  GapScope: { exampleCount: ({ examples }) => examples },
  ChainView: {
    positions: ({ positions }, { first }) =>
      positions.slice(0, checkFirst(first, mostPositions, mostPositions)),
    positionCount: ({ positions }) => positions.length,
  },
  PositionView: {
    position: ({ id }, _, context) => there(positionById.load(context, id), "这个链位"),
    chain: ({ chainId }, _, context) => there(chainById.load(context, chainId), "这条产业链"),
    standing: ({ state }) => state,
    firms: ({ standing }) => standing,
    makers: ({ making }) => making,
  },
  GapCandidate: {
    enterprise: ({ id }, _, context) => there(enterpriseById.load(context, id), "这家企业"),
    makes: ({ makes }) => makes.slice(0, mostNames),
    makeCount: ({ makes }) => makes.length,
    introducers: ({ ties }, args) => firstOf(ties, args),
    introducerCount: ({ ties }) => ties.length,
  },
  Introducer: {
    enterprise: ({ id }, _, context) => there(enterpriseById.load(context, id), "这家企业"),
  },
};

export const investmentModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
