import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { optionalId } from "../api/ids.ts";
import {
  type CountedConnection,
  type PageArgs,
  type PageParams,
  readPage,
  toCountedConnection,
} from "../api/page.ts";
import type { EnterpriseFilter } from "../generated/resolvers.ts";
import { enterprisesOfPosition, tradeOfEnterprise } from "./loaders.ts";
import { type EnterpriseParent, listEnterprises, type TradedGoodRow } from "./queries.ts";

/** A page of firms that pass the filter, by pinyin. One statement. */
export async function findEnterprises(
  context: ApiContext,
  filter: EnterpriseFilter | null | undefined,
  args: PageArgs,
): Promise<CountedConnection<EnterpriseParent>> {
  const page = readPage(args, 50);
  const text = filterText(filter?.text, "filter", "text");
  const [row] = await context.run(listEnterprises, {
    today: context.today,
    text,
    code: text?.toUpperCase() ?? null,
    chainId: optionalId(filter?.chainId, "filter", "chainId"),
    positionId: optionalId(filter?.positionId, "filter", "positionId"),
    allianceId: optionalId(filter?.allianceId, "filter", "allianceId"),
    scale: filter?.scale ?? null,
    example: filter?.example ?? null,
    ...page,
  });
  return toCountedConnection(row, page);
}

/** A page of the firms at a position, the lead first. */
export async function enterprisesAt(
  context: ApiContext,
  positionId: string,
  args: PageArgs,
): Promise<CountedConnection<EnterpriseParent>> {
  const page: PageParams = readPage(args, 20);
  return toCountedConnection(await enterprisesOfPosition.load(context, { id: positionId, page }), page);
}

interface TradeConnection extends CountedConnection<EnterpriseParent> {
  edges: {
    cursor: string;
    node: EnterpriseParent;
    goods: (Omit<TradedGoodRow, "id"> & { productId: string | null })[];
    goodsCount: number;
  }[];
}

/** A page of the firms that supply a firm (`in`) or buy from it (`out`), by pinyin. */
export async function tradePartners(
  context: ApiContext,
  enterpriseId: string,
  direction: "in" | "out",
  args: PageArgs,
): Promise<TradeConnection> {
  const page = readPage(args, 20);
  const row = await tradeOfEnterprise.load(context, { id: enterpriseId, page: { ...page, direction } });
  const connection = toCountedConnection(row, page);
  const edges = connection.edges.map(({ cursor, node }) => ({
    cursor,
    node,
    goods: node.goods.map(({ id, ...good }) => ({ productId: id, ...good })),
    goodsCount: node.goodsCount,
  }));
  return { ...connection, edges };
}
