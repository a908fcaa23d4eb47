import type { ApiContext } from "../api/context.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { checkFirst } from "../api/page.ts";
import { enterpriseById, productById } from "../chain/loaders.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { luceneQuery, words } from "../language/words.ts";
import {
  makersOfProduct,
  needsNamingProduct,
  offersNamingProduct,
  takersOfProduct,
  upstreamOfProduct,
} from "./queries.ts";
import { strongestWays, waysBeforeWords } from "./strongest.ts";

const mostShown = 100;

/** One question about a product: what the graph knows, and what entries only say. */
interface Question {
  known: typeof makersOfProduct | typeof takersOfProduct;
  said: typeof offersNamingProduct | typeof needsNamingProduct;
}
const supplies: Question = { known: makersOfProduct, said: offersNamingProduct };
const buys: Question = { known: takersOfProduct, said: needsNamingProduct };

async function partners(
  context: ApiContext,
  { known, said }: Question,
  { id, name }: { id: string; name: string },
  first: number | null | undefined,
) {
  const shown = checkFirst(first, 20, mostShown);
  const { today } = context;
  const query = namedBy(name);
  const [ways, mentions] = await Promise.all([
    context.run(known, { id, today }),
    query === "" ? [] : context.run(said, { words: query, today }),
  ]);
  const found = waysBeforeWords(strongestWays(ways), mentions, { id, name });
  return { nodes: found.slice(0, shown), totalCount: found.length };
}

/** A query that texts satisfy which hold every word of a name; empty for a name without words. */
const namedBy = (name: string): string =>
  words(name.replace(/（示例）$/u, ""))
    .map((word) => `+${luceneQuery([word])}`)
    .join(" ");

const resolvers: Resolvers = {
  Product: {
    canSupply: (product, { first }, context) => partners(context, supplies, product, first),
    buyers: (product, { first }, context) => partners(context, buys, product, first),
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
