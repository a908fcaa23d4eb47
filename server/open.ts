import { refuseHalfRestored } from "./backup/mark.ts";
import type { Config } from "./config.ts";
import { boundGraph } from "./graph/bookmarks.ts";
import { connectGraph, type Graph, type GraphSettings } from "./graph/connection.ts";
import { type SupervisedDatabase, superviseEmbedded } from "./graph/supervise.ts";
import { checkVersion } from "./graph/version.ts";
import { type Embedder, loadEmbedder } from "./language/embedding.ts";
import { readDatabase } from "./operations/status.ts";
import { type Lifetime, sentenceOf } from "./setup/lifetime.ts";
import { ensureModel } from "./setup/model.ts";
import { ensureDatabaseProgram } from "./setup/program.ts";
import type { Progress } from "./setup/progress.ts";

/** A busy machine may take long over the first answers; nobody waits at a page yet. Milliseconds. */
export const startPatience = 60_000;

export interface OpenOptions {
  /** Told of every statement that ended. */
  onStatement?: GraphSettings["onStatement"];
}

/**
 * A pool to the database of NEO4J_URI, or to the embedded one, started here and stopped after the pool is closed. The
 * database answered once, and holds no broken restore. The embedded one is started again should it die; when that is in
 * vain, the process ends.
 */
export async function openGraph(
  config: Config,
  lifetime: Lifetime,
  progress: Progress,
  options: OpenOptions = {},
): Promise<Graph> {
  const own = config.neo4j ? undefined : await openDatabase(config, lifetime, progress);
  const settings = { ...(config.neo4j ?? own), onPanic: own?.renew } as GraphSettings;
  const graph = connectGraph({ ...settings, ...options, checkRows: !config.production });
  lifetime.onEnd(() => graph.close());
  await graph.ping(startPatience);
  const [database] = await graph.run(readDatabase, {}, { deadlineMs: startPatience });
  if (database) checkVersion(database.version);
  await refuseHalfRestored(boundGraph(graph, { deadlineMs: startPatience }));
  return graph;
}

/** Starts the embedded database for as long as the process lives. */
export async function openDatabase(
  config: Config,
  { onEnd, signal, end }: Lifetime,
  progress: Progress,
): Promise<SupervisedDatabase> {
  const program = await ensureDatabaseProgram(config.cacheDir, progress);
  const { dataDir, memory } = config;
  const say = (line: string): void => (signal.aborted ? undefined : progress.say(line));
  const database = await superviseEmbedded({ dataDir, program, memory, signal, say });
  onEnd(() => database.stop());
  void database.givenUp.then((code) => {
    if (signal.aborted) return;
    progress.say(`图数据库一再停止（退出码 ${code}），链盟随之停止。日志在 ${database.log}。`);
    void end(1);
  });
  return database;
}

/** Without the model everything works but the comparison of meanings, so its absence stops nothing: null. */
export async function openEmbedder(config: Config, progress: Progress): Promise<Embedder | null> {
  try {
    return await loadEmbedder(await ensureModel(config.cacheDir, progress));
  } catch (error) {
    progress.say(`没有文本向量模型，匹配时不比较语义：${sentenceOf(error)}`);
    return null;
  }
}
