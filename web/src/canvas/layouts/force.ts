import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { Point } from "../types.ts";

export interface ForceInput {
  ids: string[];
  /** Ends of each line, both among the ids. */
  lines: { source: string; target: string }[];
  /** Stands in the middle. */
  centreId: string;
}

/** Least distance between two nodes, in model pixels. */
export const forceSpacing = 28;

interface Body extends SimulationNodeDatum {
  id: string;
  x: number;
  y: number;
}

/**
 * Free exploration: linked nodes near one another, all of them apart. Deterministic: it starts from circles by distance from the
 * centre, and d3-force draws no chance of its own. Rounds are fewer for more nodes, so that 2,000 take about a second in a worker;
 * docs/decisions has the libraries that were compared.
 */
export function forceLayout({ ids, lines, centreId }: ForceInput): Map<string, Point> {
  const bodies = startingPlaces(ids, lines, centreId);
  const centre = bodies.find(({ id }) => id === centreId);
  if (centre) Object.assign(centre, { fx: 0, fy: 0 });
  const rounds = roundsFor(ids.length);
  const simulation = forceSimulation(bodies)
    .force(
      "lines",
      forceLink<Body, { source: string; target: string }>(lines.map((line) => ({ ...line })))
        .id(({ id }) => id)
        .distance(70),
    )
    .force("apart", forceManyBody<Body>().strength(-180).theta(1.1).distanceMax(900))
    .force("x", forceX<Body>().strength(0.035))
    .force("y", forceY<Body>().strength(0.05))
    .alphaDecay(1 - 0.001 ** (1 / rounds))
    .stop();
  simulation.tick(rounds);
  // What still touches is pushed apart, and nothing else moves any more.
  for (const name of ["lines", "apart", "x", "y"]) simulation.force(name, null);
  simulation.force("room", forceCollide<Body>(forceSpacing / 2).strength(1)).alpha(0.3);
  simulation.tick(12);
  return new Map(bodies.map(({ id, x, y }) => [id, { x, y }]));
}

const roundsFor = (count: number): number =>
  Math.round(Math.min(200, Math.max(40, 80_000 / Math.max(count, 1))));

/** Circles by steps from the centre, each in the order in which its nodes were reached: relatives stand near one another. */
function startingPlaces(ids: readonly string[], lines: ForceInput["lines"], centreId: string): Body[] {
  const near = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, target } of lines) {
    near.get(source)?.push(target);
    near.get(target)?.push(source);
  }
  const reached = new Set<string>(near.has(centreId) ? [centreId] : []);
  const circles: string[][] = [[...reached]];
  for (let circle = circles[0]; circle && circle.length > 0; circle = circles.at(-1)) {
    const next = new Set(circle.flatMap((id) => near.get(id) ?? []).filter((id) => !reached.has(id)));
    if (next.size === 0) break;
    for (const id of next) reached.add(id);
    circles.push([...next]);
  }
  const apart = ids.filter((id) => !reached.has(id));
  if (apart.length > 0) circles.push(apart);
  let radius = 0;
  return circles.flatMap((circle) => {
    const bodies = circle.map((id, i) => {
      const angle = (2 * Math.PI * i) / circle.length;
      return { id, x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
    });
    radius = Math.max(radius + 120, (circles.length * circle.length * 8) / (2 * Math.PI));
    return bodies;
  });
}
