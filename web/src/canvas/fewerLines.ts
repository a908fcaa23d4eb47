import type { CanvasEdge } from "./types.ts";

/** As many lines as a drawing of 2,000 nodes can have and still answer; the rest are in the table. */
export const mostLines = 3000;

/**
 * At most `limit` of the lines: first those that hold together what hangs together (one line for each node that a line reaches
 * for the first time), then the others in their order. The order of what stays is kept.
 */
export function fewerLines<E extends CanvasEdge>(edges: readonly E[], limit = mostLines): E[] {
  if (edges.length <= limit) return [...edges];
  const groups = new Map<string, string>();
  const groupOf = (id: string): string => {
    let at = id;
    for (let next = groups.get(at); next !== undefined; next = groups.get(at)) at = next;
    if (at !== id) groups.set(id, at);
    return at;
  };
  const joining = new Set<E>();
  for (const edge of edges) {
    const [a, b] = [groupOf(edge.source), groupOf(edge.target)];
    if (a === b) continue;
    groups.set(a, b);
    joining.add(edge);
  }
  const kept = new Set([...joining].slice(0, limit));
  for (const edge of edges) {
    if (kept.size >= limit) break;
    kept.add(edge);
  }
  return edges.filter((edge) => kept.has(edge));
}
