import { checkId } from "../api/ids.ts";
import type { ApiModule } from "../api/module.ts";
import { schemaBeside } from "../api/module.ts";
import { refer } from "../api/references.ts";
import { sourceOf } from "../api/sources.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { enterprisesAt, findEnterprises, tradePartners } from "./enterprises.ts";
import * as loaders from "./loaders.ts";
import { listChains } from "./queries.ts";

const resolvers: Resolvers = {
  Query: {
    chains: (_, __, context) => context.run(listChains, {}),
    chain: (_, { id }, context) => loaders.chainById.load(context, checkId(id, "id")),
    position: (_, { id }, context) => loaders.positionById.load(context, checkId(id, "id")),
    enterprise: (_, { id }, context) => loaders.enterpriseById.load(context, checkId(id, "id")),
    enterprises: (_, { filter, ...args }, context) => findEnterprises(context, filter, args),
    product: (_, { id }, context) => loaders.productById.load(context, checkId(id, "id")),
  },
  IndustryChain: {
    positions: (chain, _, context) => loaders.positionsOfChain.load(context, chain.id),
  },
  ChainPosition: {
    feeds: async (position, _, context) =>
      (await loaders.feedsOfPosition.load(context, position.id)).filter((row) => row.direction === "out"),
    fedBy: async (position, _, context) =>
      (await loaders.feedsOfPosition.load(context, position.id)).filter((row) => row.direction === "in"),
    enterprises: (position, args, context) => enterprisesAt(context, position.id, args),
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
    inputTo: async (product, _, context) =>
      (await loaders.flowsOfProduct.load(context, product.id)).filter((row) => row.direction === "out"),
    madeFrom: async (product, _, context) =>
      (await loaders.flowsOfProduct.load(context, product.id)).filter((row) => row.direction === "in"),
  },
  Enterprise: {
    tags: (enterprise) => enterprise.tags ?? [],
    example: (enterprise) => enterprise.example ?? false,
    occupations: (enterprise, _, context) => loaders.occupationsOfEnterprise.load(context, enterprise.id),
    produces: async (enterprise, _, context) =>
      (await loaders.productsOfEnterprise.load(context, enterprise.id)).filter(
        (p) => p.relation === "PRODUCES",
      ),
    consumes: async (enterprise, _, context) =>
      (await loaders.productsOfEnterprise.load(context, enterprise.id)).filter(
        (p) => p.relation === "CONSUMES",
      ),
    suppliers: (enterprise, args, context) => tradePartners(context, enterprise.id, "in", args),
    buyers: (enterprise, args, context) => tradePartners(context, enterprise.id, "out", args),
    source: async (enterprise, _, context) => (await sourceOf.load(context, enterprise.id))?.source ?? null,
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
