import { z } from "zod";
import { countedPageRow, idsParam, pageParams, pageRow, placeRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

const chainRow = z.object({ id: z.string(), name: z.string(), code: z.string().nullable() });
const typedChainRow = chainRow.extend({ __typename: z.literal("IndustryChain") });
export type ChainRow = z.infer<typeof chainRow>;

const positionRow = z.object({
  __typename: z.literal("ChainPosition"),
  id: z.string(),
  name: z.string(),
  stage: z.enum(["upstream", "midstream", "downstream"]),
  order: z.number(),
  chain: chainRow,
});
export type PositionRow = z.infer<typeof positionRow>;

const enterpriseRow = z.object({
  __typename: z.literal("Enterprise"),
  id: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  creditCode: z.string().nullable(),
  scale: z.enum(["large", "medium", "small", "micro"]).nullable(),
  tags: z.array(z.string()),
  employees: z.number().nullable(),
  example: z.boolean(),
  location: placeRow.nullable(),
});
export type EnterpriseRow = z.infer<typeof enterpriseRow>;
/** A firm as another's row names it: the rest is loaded when asked for. */
export type EnterpriseParent = Pick<EnterpriseRow, "id" | "name"> & Partial<EnterpriseRow>;

const tradedGood = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  quantity: z.number().nullable(),
  evidence: z.string().nullable(),
  since: z.string().nullable(),
});
export type TradedGoodRow = z.infer<typeof tradedGood>;
const enterpriseItem = enterpriseRow.extend({ cursorKey: z.string() });
const productReference = z.object({ id: z.string(), name: z.string() });
const productRow = productReference.extend({ example: z.boolean() });
const productPage = countedPageRow(productRow.extend({ cursorKey: z.string() }));
/** A product as another's row names it: the rest is loaded when asked for. */
export type ProductParent = z.infer<typeof productReference> & {
  example?: boolean;
  broader?: { id: string; name: string } | null;
};

const byIds = z.object({ ids: idsParam });
const byIdsSeen = byIds.extend({ viewer: viewerSchema });
const byIdsToday = byIdsSeen.extend({ today: z.string() });
const pageOfEach = byIdsToday.extend(pageParams);

export const listChains = defineQuery({
  name: "chain/list-chains",
  mode: "read",
  params: z.object({}),
  row: typedChainRow,
});

export const readChains = defineQuery({
  name: "chain/read-chains",
  mode: "read",
  params: byIds,
  row: typedChainRow,
});

export const readPositions = defineQuery({
  name: "chain/read-positions",
  mode: "read",
  params: byIds,
  row: positionRow,
});

export const positionsOfChains = defineQuery({
  name: "chain/positions-of-chains",
  mode: "read",
  params: byIds,
  row: positionRow.extend({ of: z.string() }),
});

export const feedsOfPositions = defineQuery({
  name: "chain/feeds-of-positions",
  mode: "read",
  params: byIds,
  row: positionRow.extend({ of: z.string(), direction: z.enum(["out", "in"]) }),
});

export const enterprisesOfPositions = defineQuery({
  name: "chain/enterprises-of-positions",
  mode: "read",
  params: pageOfEach,
  row: countedPageRow(enterpriseItem).extend({ of: z.string() }),
});

export const readEnterprises = defineQuery({
  name: "chain/read-enterprises",
  mode: "read",
  params: byIdsSeen,
  row: enterpriseRow,
});

export const listEnterprises = defineQuery({
  name: "chain/list-enterprises",
  mode: "read",
  params: z.object({
    viewer: viewerSchema,
    today: z.string(),
    text: z.string().nullable(),
    code: z.string().nullable(),
    chainId: z.string().nullable(),
    positionId: z.string().nullable(),
    allianceId: z.string().nullable(),
    scale: z.string().nullable(),
    example: z.boolean().nullable(),
    ...pageParams,
  }),
  row: countedPageRow(enterpriseItem),
});

export const occupationsOfEnterprises = defineQuery({
  name: "chain/occupations-of-enterprises",
  mode: "read",
  params: byIdsToday,
  row: z.object({
    of: z.string(),
    role: z.enum(["lead", "core", "supporting"]),
    since: z.string().nullable(),
    position: positionRow,
  }),
});

export const productsOfEnterprises = defineQuery({
  name: "chain/products-of-enterprises",
  mode: "read",
  params: pageOfEach.extend({ relation: z.enum(["PRODUCES", "CONSUMES"]) }),
  row: productPage.extend({ of: z.string() }),
});

export const tradeOfEnterprises = defineQuery({
  name: "chain/trade-of-enterprises",
  mode: "read",
  params: pageOfEach.extend({ direction: z.enum(["in", "out"]) }),
  row: countedPageRow(enterpriseItem.extend({ goods: z.array(tradedGood), goodsCount: z.number() })).extend({
    of: z.string(),
  }),
});

export const readProducts = defineQuery({
  name: "chain/read-products",
  mode: "read",
  params: byIds,
  row: productRow.extend({
    __typename: z.literal("Product"),
    broader: productReference.nullable(),
  }),
});

export const flowsOfProducts = defineQuery({
  name: "chain/flows-of-products",
  mode: "read",
  params: byIds.extend({ direction: z.enum(["in", "out"]), ...pageParams }),
  row: productPage.extend({ of: z.string() }),
});

export const listProducts = defineQuery({
  name: "chain/list-products",
  mode: "read",
  params: z.object({
    text: z.string().nullable(),
    chainId: z.string().nullable(),
    positionId: z.string().nullable(),
    example: z.boolean().nullable(),
    ...pageParams,
  }),
  row: productPage,
});

export const listPositions = defineQuery({
  name: "chain/list-positions",
  mode: "read",
  params: z.object({
    text: z.string().nullable(),
    chainId: z.string().nullable(),
    stage: z.string().nullable(),
    ...pageParams,
  }),
  row: pageRow(positionRow.extend({ cursorKey: z.string() })),
});
