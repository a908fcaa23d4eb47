import type { Config } from "../config.ts";
import type { GraphSettings } from "../graph/connection.ts";
import { runningDatabase } from "../graph/running.ts";
import { openDatabase } from "../open.ts";
import type { Lifetime } from "../setup/lifetime.ts";
import type { Progress } from "../setup/progress.ts";

/**
 * The database to back up or restore into: that of NEO4J_URI, or the embedded one, of the server that runs on this data
 * folder or started here for as long as the command lives.
 */
export async function reachDatabase(
  config: Config,
  lifetime: Lifetime,
  progress: Progress,
): Promise<GraphSettings> {
  return (
    config.neo4j ??
    (await runningDatabase(config.dataDir)) ??
    (await openDatabase(config, lifetime, progress))
  );
}
