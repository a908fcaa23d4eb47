import { AppError, badInput } from "../errors.ts";

/** Longest page of a list. */
export const maxPage = 200;

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** Where a page starts, as statements take it: `limit` is one more than asked, to know whether more follow. */
export interface PageParams {
  limit: number;
  /** Sort key and id of the last item seen; null from the start. */
  after: { key: string | number; id: string } | null;
}

/** One page as statements return it: at most `limit` items under the same filter that `totalCount` counts. */
export interface Page<T> {
  totalCount: number;
  items: T[];
}

/** A page that tells the generated examples among the total apart. */
export interface CountedPage<T> extends Page<T> {
  exampleCount: number;
}

/** What an item needs so that the next page can start after it. */
export interface Positioned {
  id: string;
  cursorKey: string | number;
}

export interface Connection<N> {
  edges: { cursor: string; node: N }[];
  nodes: N[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

export interface CountedConnection<N> extends Connection<N> {
  exampleCount: number;
}

/** Checks a page size. @throws AppError BAD_INPUT below 0, LIMIT above `most`. */
export function checkFirst(first: number | null | undefined, usual: number, most = maxPage): number {
  const size = first ?? usual;
  if (size < 0) throw badInput("每页条数不能小于 0。", "first");
  if (size > most) throw new AppError("LIMIT", `一次最多取 ${most} 条，请分页查看。`, { path: ["first"] });
  return size;
}

/** The first of what belongs to one thing by structure, seldom more than some ten: all up to `maxPage` when not asked otherwise. */
export const firstOf = <T>(rows: readonly T[], { first }: PageArgs): T[] =>
  rows.slice(0, checkFirst(first, maxPage));

const encodeCursor = (item: Positioned): string =>
  Buffer.from(JSON.stringify([item.cursorKey, item.id])).toString("base64url");

/** Reads a cursor whose sort key is of the given type. @throws AppError BAD_INPUT for anything else. */
function decodeCursor(cursor: string, keyType: "string" | "number"): NonNullable<PageParams["after"]> {
  const bad = (): AppError => badInput("翻页位置无效，请从第一页重新打开列表。", "after");
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw bad();
  }
  if (!Array.isArray(parts) || parts.length !== 2) throw bad();
  const [key, id] = parts as [unknown, unknown];
  if (typeof key !== keyType || typeof id !== "string") throw bad();
  return { key: key as string | number, id };
}

/** Turns Relay arguments into what a statement takes. Lists sorted by text have string keys, by time numeric ones. */
export function readPage(args: PageArgs, usual: number, keyType: "string" | "number" = "string"): PageParams {
  const first = checkFirst(args.first, usual);
  return { limit: first + 1, after: args.after ? decodeCursor(args.after, keyType) : null };
}

/** Shapes a page as a Relay connection; `nodeOf` takes the node out of an item where they differ. */
export function toConnection<T extends Positioned>(
  page: Page<T> | undefined,
  asked: PageParams,
): Connection<T>;
export function toConnection<T extends Positioned, N>(
  page: Page<T> | undefined,
  asked: PageParams,
  nodeOf: (item: T) => N,
): Connection<N>;
export function toConnection<T extends Positioned>(
  page: Page<T> | undefined,
  asked: PageParams,
  nodeOf: (item: T) => unknown = (item) => item,
): Connection<unknown> {
  const items = (page?.items ?? []).slice(0, asked.limit - 1);
  const edges = items.map((item) => ({ cursor: encodeCursor(item), node: nodeOf(item) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: (page?.items.length ?? 0) >= asked.limit,
      hasPreviousPage: asked.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page?.totalCount ?? 0,
  };
}

/** As `toConnection`, with how many of the total are examples. */
export const toCountedConnection = <T extends Positioned>(
  page: CountedPage<T> | undefined,
  asked: PageParams,
): CountedConnection<T> => ({ ...toConnection(page, asked), exampleCount: page?.exampleCount ?? 0 });
