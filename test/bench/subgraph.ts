import { type ChildProcess, fork } from "node:child_process";
import { once as onceEvent } from "node:events";
import { fileURLToPath } from "node:url";
import type { GraphSettings } from "../../server/graph/connection.ts";
import { once, type Target, throughput, warm } from "./load.ts";
import { type BenchTools, median } from "./registry.ts";
import { loadTrees, trees } from "./trees.ts";

const ourQuery = `query($id: ID!) { neighbourhood(id: $id, depth: 2, first: 300) {
  nodes { id kind name shortName variant example }
  edges { id type source target label since until }
  omitted } }`;

const theirQuery = `query($id: ID!) { enterprises(where: { id: { eq: $id } }) {
  id name shortName scale audience
  suppliesConnection { edges { properties { product since until } node {
    id name shortName scale audience
    suppliesConnection { edges { properties { product since until } node { id name shortName scale audience } } }
  } } } } }`;

const post = (query: string) => (id: string) => ({
  path: "/graphql",
  body: JSON.stringify({ query, variables: { id } }),
});

const asks: Record<string, Target["ask"]> = {
  api: post(ourQuery),
  rest: (id) => ({ path: `/subgraph?id=${id}` }),
  neo4jGraphql: post(theirQuery),
};

async function startSide(name: string, settings: GraphSettings, started: ChildProcess[]): Promise<Target> {
  const child = fork(fileURLToPath(new URL("side.ts", import.meta.url)), [name], {
    env: { ...process.env, NODE_ENV: "production", BENCH_DATABASE: JSON.stringify(settings) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  started.push(child);
  const [port] = (await onceEvent(child, "message")) as [number];
  return { port, ask: asks[name] as Target["ask"] };
}

/** Every side must give the same 300 firms, or the comparison means nothing. */
async function checkSame(targets: Record<string, Target>, id: string): Promise<void> {
  for (const [name, target] of Object.entries(targets)) {
    const found = new Set((await once(target, id)).match(/"id":"tree-[\d-]+"/g));
    if (found.size !== trees.nodes) throw new Error(`${name} gave ${found.size} firms, not ${trees.nodes}`);
  }
}

const warmUpRequests = 1500;
const roundMs = 4000;
const rounds = 7;

/** Throughput of the API's 300-node neighbourhood over that of `other`: median of the ratios of interleaved rounds. */
export async function compareSubgraph(tools: BenchTools, other: "rest" | "neo4jGraphql"): Promise<number> {
  const { graph, settings } = await tools.startDatabase();
  const ids = await loadTrees(graph);
  const children: ChildProcess[] = [];
  try {
    const targets = {
      api: await startSide("api", settings, children),
      other: await startSide(other, settings, children),
    };
    await checkSame(targets, ids[0] as string);
    for (const target of Object.values(targets)) await warm(target, ids, warmUpRequests);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Whoever comes second finds a warmer machine: take turns.
      const order = round % 2 ? (["other", "api"] as const) : (["api", "other"] as const);
      const rate = { api: 0, other: 0 };
      for (const name of order) rate[name] = await throughput(targets[name], ids, roundMs);
      ratios.push(rate.api / rate.other);
      tools.say(
        `round ${round + 1}: ${rate.api.toFixed(0)}/s against ${rate.other.toFixed(0)}/s of ${other}`,
      );
    }
    return median(ratios);
  } finally {
    for (const child of children) child.kill();
  }
}
