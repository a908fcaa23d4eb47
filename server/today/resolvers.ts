import type { ApiContext } from "../api/context.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { checkFirst } from "../api/page.ts";
import type { TodaySource } from "../api/today.ts";
import type { TodayGroup } from "../generated/resolvers.ts";

const mostShown = 50;

async function groupOf(context: ApiContext, source: TodaySource, first: number): Promise<TodayGroup> {
  const { kind, move } = source;
  try {
    return { kind, move, failed: false, ...(await source.read(context, first)) };
  } catch (error) {
    // One kind that cannot be read must not hide what else waits.
    context.logger.error({ err: error, kind }, "a kind of 今日 could not be read");
    return { kind, move, failed: true, totalCount: 0, exampleCount: 0, items: [] };
  }
}

/** What waits, of every kind that the viewer may see, from what the capabilities bring. */
export async function today(
  context: ApiContext,
  sources: readonly TodaySource[],
  asked: number | null | undefined,
): Promise<TodayGroup[]> {
  const first = checkFirst(asked, 5, mostShown);
  const { permissions } = context.access;
  const mine = sources.filter((source) =>
    source.permissions.some((permission) => permissions.has(permission)),
  );
  const groups = await Promise.all(mine.map((source) => groupOf(context, source, first)));
  return groups.filter(({ totalCount, failed }) => totalCount > 0 || failed);
}

/** 今日, filled by the capabilities before it. */
export function todayModule(capabilities: readonly ApiModule[]): ApiModule {
  const sources = capabilities.flatMap((capability) => capability.today ?? []);
  return {
    typeDefs: schemaBeside(import.meta.url),
    resolvers: { Query: { today: (_, { perKind }, context) => today(context, sources, perKind) } },
  };
}
