import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { checkId, optionalId } from "../api/ids.ts";
import {
  type CountedConnection,
  type PageArgs,
  type PageParams,
  readPage,
  toCountedConnection,
} from "../api/page.ts";
import { badInput } from "../errors.ts";
import type { EntryFilter, EntryOrder } from "../generated/resolvers.ts";
import { type DemandRow, listDemands, listOffers, type OfferRow } from "./queries.ts";

interface ListArgs extends PageArgs {
  filter?: EntryFilter | null;
  order?: EntryOrder | null;
}

const wordsOf = (text: string | null): string[] => (text === null ? [] : text.split(" ").slice(0, 10));

const mostIds = 200;

function checkIds(ids: readonly string[]): string[] {
  if (ids.length > mostIds) throw badInput(`一次最多选 ${mostIds} 条。`, "filter", "ids");
  return ids.map((id) => checkId(id, "filter", "ids"));
}

/** The filter as the two list statements take it. Words of the text must all occur, in title or text. */
function filterParams({ today }: ApiContext, { filter, order, ...args }: ListArgs) {
  return {
    today,
    words: wordsOf(filterText(filter?.text, "filter", "text")),
    ids: filter?.ids ? checkIds(filter.ids) : null,
    states: filter?.states ? [...filter.states] : null,
    categoryId: optionalId(filter?.categoryId, "filter", "categoryId"),
    ownerId: optionalId(filter?.ownerId, "filter", "ownerId"),
    allianceId: optionalId(filter?.allianceId, "filter", "allianceId"),
    example: filter?.example ?? null,
    openOn: filter?.openOn ?? null,
    order: order ?? ("newest" as const),
    ...readPage(args, 50, "number"),
  };
}

/** A page of needs. One statement. */
export async function findDemands(
  context: ApiContext,
  args: ListArgs,
): Promise<CountedConnection<DemandRow>> {
  if (args.filter?.kind) throw badInput("“种类”只能用来筛选资源清单，不能筛选需求。", "filter", "kind");
  const params = filterParams(context, args);
  const [row] = await context.run(listDemands, params);
  return toCountedConnection(row, params);
}

/** A page of resources and published projects. One statement. */
export async function findOffers(context: ApiContext, args: ListArgs): Promise<CountedConnection<OfferRow>> {
  const params = filterParams(context, args);
  const [row] = await context.run(listOffers, { ...params, kind: args.filter?.kind ?? null });
  return toCountedConnection(row, params);
}

const exportedAtOnce = 5000;

/**
 * All entries of one list under a filter, in the list's order, `most` at most, and how many there are. A page of the
 * statement that the list itself uses, several thousand at a time.
 */
export async function everyEntry(
  context: ApiContext,
  list: "demands" | "offers",
  args: Pick<ListArgs, "filter" | "order">,
  most: number,
): Promise<{ total: number; entries: (DemandRow | OfferRow)[] }> {
  const kind = args.filter?.kind ?? null;
  const entries: (DemandRow | OfferRow)[] = [];
  let after: PageParams["after"] = null;
  for (;;) {
    const params: ReturnType<typeof filterParams> = {
      ...filterParams(context, args),
      limit: exportedAtOnce,
      after,
    };
    const [page] =
      list === "demands"
        ? await context.run(listDemands, params)
        : await context.run(listOffers, { ...params, kind });
    const items = page?.items ?? [];
    entries.push(...items.slice(0, most - entries.length));
    const last = items.at(-1);
    if (!last || items.length < exportedAtOnce || entries.length >= most)
      return { total: page?.totalCount ?? 0, entries };
    after = { key: last.cursorKey, id: last.id };
  }
}
