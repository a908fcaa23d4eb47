import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectGraph, type Graph, type GraphSettings } from "../../server/graph/connection.ts";
import { type EmbeddedDatabase, startEmbedded } from "../../server/graph/embedded.ts";
import { migrate } from "../../server/graph/migrate.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";

/** What an entry gets: throw-away databases, and a place to say what it is doing. */
export interface BenchTools {
  /** Starts a migrated database of its own; stopped and removed after the entry, whatever happens. */
  startDatabase(memory?: {
    heapMb: number;
    pageCacheMb: number;
  }): Promise<{ graph: Graph; settings: GraphSettings }>;
  /** A line for people, on standard error: standard output carries the result alone. */
  say(line: string): void;
}

/** One ratio of the bench. `*.bench.ts` files in this folder each export one as `bench`. */
export interface BenchEntry {
  key: string;
  /** Below this the whole run ends with an error: for what is a promise and no speed. */
  least?: number;
  /** Above this too. */
  most?: number;
  /** The ratio, from one run: warm-up, several interleaved rounds, medians. */
  run(tools: BenchTools): Promise<number>;
}

/** Runs one entry with databases that do not outlive it. */
export async function runEntry(entry: BenchEntry): Promise<number> {
  const undo: (() => Promise<unknown>)[] = [];
  const say = (line: string): void => void process.stderr.write(`${entry.key}: ${line}\n`);
  try {
    return await entry.run({
      say,
      startDatabase: async (memory = { heapMb: 1024, pageCacheMb: 512 }) => {
        const program = await ensureDatabaseProgram(cacheFolder, terminalProgress);
        const dataDir = await mkdtemp(join(tmpdir(), "lianmeng-bench-"));
        undo.push(() => rm(dataDir, { recursive: true, force: true }));
        const database: EmbeddedDatabase = await startEmbedded({ dataDir, program, memory });
        undo.push(() => database.stop(0));
        const { uri, user, password } = database;
        // Loading and the first plans take their time on a busy machine; nothing here measures the deadline.
        const settings = { uri, user, password, deadlineMs: 600_000 };
        const graph = connectGraph(settings);
        undo.push(() => graph.close());
        await migrate(graph);
        return { graph, settings };
      },
    });
  } finally {
    for (const step of undo.reverse()) await step().catch(() => undefined);
  }
}

/** Middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
