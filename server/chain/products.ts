import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { optionalId } from "../api/ids.ts";
import {
  type Connection,
  type CountedConnection,
  type PageArgs,
  readPage,
  toConnection,
  toCountedConnection,
} from "../api/page.ts";
import type { PositionFilter, ProductFilter } from "../generated/resolvers.ts";
import { flowsOfProduct, productsOfEnterprise } from "./loaders.ts";
import { listPositions, listProducts, type PositionRow, type ProductParent } from "./queries.ts";

/** A page of products that pass the filter, by pinyin. One statement. */
export async function findProducts(
  context: ApiContext,
  filter: ProductFilter | null | undefined,
  args: PageArgs,
): Promise<CountedConnection<ProductParent>> {
  const page = readPage(args, 50);
  const [row] = await context.run(listProducts, {
    text: filterText(filter?.text, "filter", "text"),
    chainId: optionalId(filter?.chainId, "filter", "chainId"),
    positionId: optionalId(filter?.positionId, "filter", "positionId"),
    example: filter?.example ?? null,
    ...page,
  });
  return toCountedConnection(row, page);
}

/** A page of chain positions that pass the filter, each chain's from upstream. One statement. */
export async function findPositions(
  context: ApiContext,
  filter: PositionFilter | null | undefined,
  args: PageArgs,
): Promise<Connection<PositionRow>> {
  const page = readPage(args, 50);
  const [row] = await context.run(listPositions, {
    text: filterText(filter?.text, "filter", "text"),
    chainId: optionalId(filter?.chainId, "filter", "chainId"),
    stage: filter?.stage ?? null,
    ...page,
  });
  return toConnection(row, page);
}

/** A page of what a firm makes or uses today, by pinyin. */
export async function productsAt(
  context: ApiContext,
  enterpriseId: string,
  relation: "PRODUCES" | "CONSUMES",
  args: PageArgs,
): Promise<CountedConnection<ProductParent>> {
  const page = readPage(args, 20);
  const row = await productsOfEnterprise.load(context, { id: enterpriseId, page: { ...page, relation } });
  return toCountedConnection(row, page);
}

/** A page of what a product goes into (`out`) or is made from (`in`), by pinyin. */
export async function productFlows(
  context: ApiContext,
  productId: string,
  direction: "in" | "out",
  args: PageArgs,
): Promise<CountedConnection<ProductParent>> {
  const page = readPage(args, 20);
  return toCountedConnection(
    await flowsOfProduct.load(context, { id: productId, page: { ...page, direction } }),
    page,
  );
}
