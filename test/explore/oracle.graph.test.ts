import fc from "fast-check";
import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { createContext } from "../../server/api/context.ts";
import { neighbourCounts, neighbourhood, path } from "../../server/explore/walk.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer, type Viewer } from "../../server/graph/query.ts";
import { ask, emptyGraph } from "../support/graph.ts";

/** Kinds of the random graphs: two that have owners, one that has none, and one that is never drawn. */
const labels = ["Enterprise", "PartyOrganization", "Product", "SourceRecord"] as const;
const types = ["SUPPLIES", "PRODUCES", "COVERS"] as const;
const audiences = ["public", "org:a", "org:b"] as const;
const today = "2026-06-15";
const spans = [
  {},
  { until: "2026-06-15" },
  { until: "2026-06-16" },
  { since: "2026-06-16" },
  { since: "2026-06-15" },
];

interface Node {
  id: string;
  label: (typeof labels)[number];
  audience: string;
}
interface Edge {
  type: (typeof types)[number];
  from: number;
  to: number;
  since?: string;
  until?: string;
}
interface World {
  nodes: Node[];
  edges: Edge[];
}

const worlds = fc.integer({ min: 2, max: 12 }).chain((size) =>
  fc.record({
    nodes: fc.array(
      fc.record({ label: fc.constantFrom(...labels), audience: fc.constantFrom(...audiences) }),
      { minLength: size, maxLength: size },
    ),
    edges: fc.array(
      fc.record({
        type: fc.constantFrom(...types),
        from: fc.nat(size - 1),
        to: fc.nat(size - 1),
        span: fc.constantFrom(...spans),
      }),
      { maxLength: 24 },
    ),
  }),
);

const restricted: Viewer = { all: false, audiences: ["public", "org:a"] };

/** The same questions answered the slow way, from the lists. */
function oracle({ nodes, edges }: World, viewer: Viewer) {
  const seen = (index: number): boolean => {
    const { label, audience } = nodes[index] as Node;
    if (label === "SourceRecord") return false;
    return label === "Product" || viewer.all || viewer.audiences.includes(audience);
  };
  const valid = (edge: Edge, only: string[] | null): boolean =>
    (!edge.since || edge.since <= today) &&
    (!edge.until || today < edge.until) &&
    (!only || only.includes(edge.type)) &&
    seen(edge.from) &&
    seen(edge.to);
  const around = (index: number, only: string[] | null): number[] =>
    edges
      .filter((edge) => valid(edge, only) && (edge.from === index || edge.to === index))
      .map((edge) => (edge.from === index ? edge.to : edge.from));
  const idOf = (index: number): string => (nodes[index] as Node).id;

  const levels = (root: number, depth: number, first: number, only: string[] | null): number[][] => {
    const found = [[root]];
    const known = new Set([root]);
    for (let step = 1; step <= depth && known.size < (step === 1 ? Infinity : first); step += 1) {
      const next = new Set((found[step - 1] ?? []).flatMap((index) => around(index, only)));
      for (const index of known) next.delete(index);
      found.push([...next].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)));
      for (const index of next) known.add(index);
    }
    return found;
  };
  return { seen, valid, around, idOf, levels };
}

/** Replaces the graph in one statement. */
async function put(graph: Graph, world: World): Promise<void> {
  await ask(
    graph,
    `MATCH (old:Entity) DETACH DELETE old
     WITH count(*) AS gone
     CALL () {
       UNWIND $nodes AS row
       CREATE (n:Entity:$(row.label) {id: row.id, name: row.id})
       SET n.audience = CASE WHEN row.label IN ['Enterprise', 'PartyOrganization'] THEN row.audience END
       RETURN count(n) AS nodes
     }
     CALL (nodes) {
       UNWIND $edges AS row
       MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to})
       CREATE (a)-[:$(row.type) {since: date(row.since), until: date(row.until)}]->(b)
       RETURN count(*) AS edges
     }
     RETURN nodes, edges`,
    {
      nodes: world.nodes,
      edges: world.edges.map((edge) => ({
        since: null,
        until: null,
        ...edge,
        from: `n${edge.from}`,
        to: `n${edge.to}`,
      })),
    },
  );
}

const notFound = (error: { code?: string }): null => {
  if (error.code !== "NOT_FOUND") throw error;
  return null;
};

describe("what lies around a node, against counting it by hand on random graphs", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await emptyGraph();
  });

  const contextOf = (viewer: Viewer) =>
    createContext(
      { graph, embedder: null, logger: pino({ level: "silent" }) },
      { viewer, requestId: "oracle", now: new Date(`${today}T04:00:00Z`) },
    );

  for (const [name, viewer] of [
    ["for the system", systemViewer],
    ["for somebody who sees a part", restricted],
  ] as const) {
    it(`neighbourhood, neighbour counts and path are exact ${name}`, { timeout: 240_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(
          worlds,
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 8 }),
          fc.constantFrom<string[] | null>(null, ["SUPPLIES"], ["PRODUCES", "COVERS"]),
          async (shape, depth, first, only) => {
            const world: World = {
              nodes: shape.nodes.map((node, index) => ({ ...node, id: `n${index}` })),
              edges: shape.edges.map(({ span, ...edge }) => ({ ...edge, ...span })),
            };
            await put(graph, world);
            const context = contextOf(viewer);
            const byHand = oracle(world, viewer);

            // neighbourhood
            const found = await neighbourhood(context, { id: "n0", depth, first, types: only }).catch(
              notFound,
            );
            expect(found === null).toBe(!byHand.seen(0));
            if (found) {
              const all = byHand.levels(0, depth, first, only).flat();
              const kept = all.slice(0, first);
              expect(found.nodes.map((node) => node.id)).toEqual(kept.map(byHand.idOf));
              expect(found.omitted).toBe(all.length - kept.length);
              const edges = world.edges
                .filter(
                  (edge) => byHand.valid(edge, only) && kept.includes(edge.from) && kept.includes(edge.to),
                )
                .map(
                  (edge) =>
                    `n${edge.from} ${edge.type} n${edge.to} ${edge.since ?? null} ${edge.until ?? null}`,
                );
              // What says the same twice is drawn once.
              expect(
                found.edges.map((e) => `${e.source} ${e.type} ${e.target} ${e.since} ${e.until}`).sort(),
              ).toEqual([...new Set(edges)].sort());
            }

            // counts: distinct neighbours by type, direction and kind
            const counts = await neighbourCounts(context, "n0").catch(notFound);
            expect(counts === null).toBe(!byHand.seen(0));
            if (counts) {
              const groups = new Map<string, Set<number>>();
              for (const edge of world.edges.filter(
                (each) => byHand.valid(each, null) && each.from !== each.to,
              )) {
                for (const [here, there, direction] of [
                  [edge.from, edge.to, "out"],
                  [edge.to, edge.from, "in"],
                ] as const) {
                  if (here !== 0) continue;
                  const key = `${edge.type} ${direction} ${(world.nodes[there] as Node).label}`;
                  groups.set(key, (groups.get(key) ?? new Set()).add(there));
                }
              }
              expect(counts.map((c) => `${c.type} ${c.direction} ${c.kind} ${c.count}`).sort()).toEqual(
                [...groups].map(([key, members]) => `${key} ${members.size}`).sort(),
              );
            }

            // path
            const target = world.nodes.length - 1;
            const way = await path(context, { fromId: "n0", toId: `n${target}`, types: only }).catch(
              notFound,
            );
            expect(way === null).toBe(!byHand.seen(0) || !byHand.seen(target));
            if (way) {
              const steps = byHand.levels(0, 8, Infinity, only).findIndex((level) => level.includes(target));
              expect(way.edges.length).toBe(steps === -1 ? 0 : steps);
              expect(way.nodes.length).toBe(steps === -1 ? 0 : steps + 1);
              way.edges.forEach((edge, index) => {
                const ends = [way.nodes[index]?.id, way.nodes[index + 1]?.id].sort();
                expect([edge.source, edge.target].sort()).toEqual(ends);
                const real = world.edges.some(
                  (each) =>
                    byHand.valid(each, only) &&
                    each.type === edge.type &&
                    `n${each.from}` === edge.source &&
                    `n${each.to}` === edge.target,
                );
                expect(real).toBe(true);
              });
            }
          },
        ),
        { numRuns: 40, seed: 20261122 },
      );
    });
  }
});
