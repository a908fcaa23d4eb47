import type { ApiContext } from "../api/context.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { checkFirst } from "../api/page.ts";
import { enterpriseById, productById } from "../chain/loaders.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { makersOfProduct, takersOfProduct, upstreamOfProduct } from "./queries.ts";
import { strongestWays } from "./strongest.ts";

const mostShown = 100;

async function partners(
  context: ApiContext,
  query: typeof makersOfProduct | typeof takersOfProduct,
  id: string,
  first: number | null | undefined,
) {
  const shown = checkFirst(first, 20, mostShown);
  const found = strongestWays(await context.run(query, { id, today: context.today }));
  return { nodes: found.slice(0, shown), totalCount: found.length };
}

const resolvers: Resolvers = {
  Product: {
    canSupply: ({ id }, { first }, context) => partners(context, makersOfProduct, id, first),
    buyers: ({ id }, { first }, context) => partners(context, takersOfProduct, id, first),
    upstream: async ({ id }, { first }, context) => {
      const shown = checkFirst(first, 20, mostShown);
      const found = await context.run(upstreamOfProduct, { id });
      return { nodes: found.slice(0, shown), totalCount: found.length };
    },
  },
  SupplyPartner: {
    way: ({ how }) => how,
    enterprise: async ({ id }, _, context) => {
      const firm = await enterpriseById.load(context, id);
      if (!firm) throw notFound("这家企业");
      return firm;
    },
  },
  UpstreamProduct: {
    way: ({ how }) => how,
    product: async ({ id }, _, context) => {
      const product = await productById.load(context, id);
      if (!product) throw notFound("这个产品");
      return product;
    },
  },
};

export const supplyModule: ApiModule = { typeDefs: schemaBeside(import.meta.url), resolvers };
