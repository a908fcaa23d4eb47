import type { MatchFieldsFragment } from "../generated/graphql.ts";

export type MatchPath = MatchFieldsFragment["path"];
type Path = MatchPath;
export type PathNode = Path["nodes"][number];
export type PathEdge = Path["edges"][number];

export interface PathStep {
  node: PathNode;
  /** The line from this node to the next, absent at the end or where the path is broken. */
  line?: { edge: PathEdge /** Whether the relationship points to the next node. */; forward: boolean };
  /** What to say where the path is broken by nodes that the viewer may not see. */
  hidden?: string;
}

/**
 * The path in walking order, from its first node to its last. The shortest way is taken when there is more than one;
 * where no line leads on, the nodes keep the order in which they came.
 */
export function pathSteps(path: Path): PathStep[] {
  const [first] = path.nodes;
  const last = path.nodes.at(-1);
  if (!first || !last) return [];
  const order = walk(path, first.id, last.id) ?? path.nodes.map((node) => node.id);
  const byId = new Map(path.nodes.map((node) => [node.id, node]));
  const steps = order.flatMap((id, i): PathStep[] => {
    const node = byId.get(id);
    if (!node) return [];
    const next = order[i + 1];
    const edge = next ? path.edges.find((e) => joins(e, id, next)) : undefined;
    return [{ node, ...(edge && { line: { edge, forward: edge.source === id } }) }];
  });
  return withHidden(steps, path.omitted);
}

/** Says at every break of the path that something is hidden there; how many stand at each is not known. */
function withHidden(steps: PathStep[], omitted: number): PathStep[] {
  const broken = steps.slice(0, -1).filter((step) => !step.line);
  if (omitted === 0 || broken.length === 0) return steps;
  const hidden =
    broken.length === 1
      ? `中间有 ${omitted} 个您无权查看的节点`
      : `中间有您无权查看的节点（全程共 ${omitted} 个）`;
  return steps.map((step) => (broken.includes(step) ? { ...step, hidden } : step));
}

const joins = (edge: PathEdge, a: string, b: string): boolean =>
  (edge.source === a && edge.target === b) || (edge.source === b && edge.target === a);

function walk(path: Path, from: string, to: string): string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === to) return trail(before, to);
    for (const edge of path.edges) {
      const next = edge.source === at ? edge.target : edge.target === at ? edge.source : undefined;
      if (next === undefined || before.has(next)) continue;
      before.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

function trail(before: Map<string, string | undefined>, to: string): string[] {
  const order: string[] = [];
  for (let at: string | undefined = to; at !== undefined; at = before.get(at)) order.unshift(at);
  return order;
}
