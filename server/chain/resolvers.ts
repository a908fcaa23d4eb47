import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import type { ApiModule } from "../api/module.ts";
import { schemaBeside } from "../api/module.ts";
import { firstOf } from "../api/page.ts";
import { refer } from "../api/references.ts";
import { sourceField } from "../api/sources.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { enterprisesAt, findEnterprises, tradePartners } from "./enterprises.ts";
import * as loaders from "./loaders.ts";
import { findPositions, findProducts, productFlows, productsAt } from "./products.ts";

const fedFrom = async (context: ApiContext, positionId: string, direction: "in" | "out") =>
  (await loaders.feedsOfPosition.load(context, positionId)).filter((row) => row.direction === direction);

const resolvers: Resolvers = {
  Query: {
    chains: async (_, args, context) => firstOf(await loaders.allChains.load(context, {}), args),
    chainCount: async (_, _args, context) => (await loaders.allChains.load(context, {})).length,
    chain: (_, { id }, context) => loaders.chainById.load(context, checkId(id, "id")),
    position: (_, { id }, context) => loaders.positionById.load(context, checkId(id, "id")),
    enterprise: (_, { id }, context) => loaders.enterpriseById.load(context, checkId(id, "id")),
    enterprises: (_, { filter, ...args }, context) => findEnterprises(context, filter, args),
    positions: (_, { filter, ...args }, context) => findPositions(context, filter, args),
    products: (_, { filter, ...args }, context) => findProducts(context, filter, args),
    product: (_, { id }, context) => loaders.productById.load(context, checkId(id, "id")),
  },
  IndustryChain: {
    positions: async (chain, args, context) =>
      firstOf(await loaders.positionsOfChain.load(context, chain.id), args),
    positionCount: async (chain, _, context) =>
      (await loaders.positionsOfChain.load(context, chain.id)).length,
    source: sourceField,
  },
  ChainPosition: {
    feeds: async (position, args, context) => firstOf(await fedFrom(context, position.id, "out"), args),
    feedCount: async (position, _, context) => (await fedFrom(context, position.id, "out")).length,
    fedBy: async (position, args, context) => firstOf(await fedFrom(context, position.id, "in"), args),
    fedByCount: async (position, _, context) => (await fedFrom(context, position.id, "in")).length,
    enterprises: (position, args, context) => enterprisesAt(context, position.id, args),
    source: sourceField,
  },
  Product: {
    example: async (product, _, context) =>
      product.example ?? (await loaders.productById.load(context, product.id))?.example ?? false,
    broader: (product, _, context, info) =>
      product.broader === undefined
        ? loaders.productById
            .load(context, product.id)
            .then((row) => refer(context, info, row?.broader, loaders.productById))
        : refer(context, info, product.broader, loaders.productById),
    inputTo: (product, args, context) => productFlows(context, product.id, "out", args),
    madeFrom: (product, args, context) => productFlows(context, product.id, "in", args),
    source: sourceField,
  },
  Enterprise: {
    tags: (enterprise) => enterprise.tags ?? [],
    example: (enterprise) => enterprise.example ?? false,
    occupations: async (enterprise, args, context) =>
      firstOf(await loaders.occupationsOfEnterprise.load(context, enterprise.id), args),
    occupationCount: async (enterprise, _, context) =>
      (await loaders.occupationsOfEnterprise.load(context, enterprise.id)).length,
    produces: (enterprise, args, context) => productsAt(context, enterprise.id, "PRODUCES", args),
    consumes: (enterprise, args, context) => productsAt(context, enterprise.id, "CONSUMES", args),
    suppliers: (enterprise, args, context) => tradePartners(context, enterprise.id, "in", args),
    buyers: (enterprise, args, context) => tradePartners(context, enterprise.id, "out", args),
    source: sourceField,
  },
};

export const chainModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: {
    IndustryChain: loaders.chainById,
    ChainPosition: loaders.positionById,
    Enterprise: loaders.enterpriseById,
    Product: loaders.productById,
  },
};
