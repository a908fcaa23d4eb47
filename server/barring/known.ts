import type { ActorScope } from "../access/access.ts";
import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import { listBars } from "./queries.ts";

interface Asking {
  viewer: Viewer;
  /** Where they tend owners; absent: nowhere. */
  actor?: ActorScope | undefined;
  /** Today in Asia/Shanghai, ISO. */
  today: string;
}

/** Which of these bars whoever asks may know of: those that an owner in their place asked for. */
export async function knownBars(
  graph: Pick<Graph, "run">,
  { viewer, actor, today }: Asking,
  ids: string[],
): Promise<Set<string>> {
  if (!actor || ids.length === 0) return new Set();
  const filter = { ids, ownerId: null, standing: null, limit: ids.length, after: null };
  const [row] = await graph.run(listBars, { viewer, actor, today, ...filter });
  return new Set(row?.items.map(({ id }) => id));
}
