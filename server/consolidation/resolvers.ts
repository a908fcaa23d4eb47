import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { refer } from "../api/references.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { categoryById, demandById } from "../lists/loaders.ts";
import {
  fileItem,
  mergeItems,
  moveNeeds,
  renameItem,
  runConsolidation,
  undoConsolidation,
} from "./decide.ts";
import { itemById, itemsOf, membersOf, readConsolidation, titleOf } from "./read.ts";

interface BoardInput {
  clientMutationId: string;
  allianceId: string;
}

/** Does one change, then answers with the board as it is. */
const changing =
  <I extends BoardInput>(work: (context: ApiContext, input: I) => Promise<void>) =>
  async (_: unknown, { input }: { input: I }, context: ApiContext) => {
    await work(context, input);
    return {
      clientMutationId: input.clientMutationId,
      consolidation: await readConsolidation(context, input.allianceId),
    };
  };

const resolvers: Resolvers = {
  Query: {
    consolidation: (_, { allianceId }, context) =>
      readConsolidation(context, checkId(allianceId, "allianceId")),
    demandItem: (_, { id }, context) => itemById.load(context, checkId(id, "id")),
  },
  Consolidation: {
    items: ({ board }, args, context) => itemsOf(context, board, args),
  },
  DemandItem: {
    title: (item) => titleOf(item),
    named: ({ givenTitle }) => givenTitle !== null,
    category: (item, _, context, info) => refer(context, info, item.category, categoryById),
    firstNeeds: async ({ firstIds }, _, context) => {
      const found = await Promise.all(firstIds.map((id) => demandById.load(context, id)));
      return found.filter((need) => need !== null);
    },
    members: ({ id }, args, context) => membersOf(context, id, args),
  },
  Mutation: {
    consolidateNeeds: changing(runConsolidation),
    moveNeeds: changing(moveNeeds),
    mergeItems: changing(mergeItems),
    renameItem: changing(renameItem),
    fileItem: changing(fileItem),
    undoConsolidation: changing(undoConsolidation),
  },
};

export const consolidationModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
