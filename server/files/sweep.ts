import type { Logger } from "pino";
import type { Graph } from "../graph/connection.ts";
import { longestWay, sweeping } from "./limits.ts";
import { deleteFile, deleteStrays, knownFiles, listLoose, lockLoose } from "./queries.ts";
import { type FileStore, keptBefore, removeKept, removeLeft } from "./store.ts";

const atOnce = 500;

export interface Swept {
  /** Contents that nothing held. */
  contents: number;
  /** Files that never arrived. */
  left: number;
}

/**
 * Removes what nothing holds and was let go longer ago than the grace: attachments whose thing is gone (their contents count from
 * now), contents without an attachment, bytes that no node knows, and files of a server that was killed on the way. Several servers may do so at once.
 */
export async function sweepFiles(
  graph: Graph,
  store: FileStore,
  graceSeconds: number = sweeping.graceSeconds,
): Promise<Swept> {
  const before = Date.now() - graceSeconds * 1000;
  const left = await removeLeft(store, Date.now() - longestWay);
  for (;;) {
    const [row] = await graph.run(deleteStrays, { limit: atOnce });
    if ((row?.deleted ?? 0) < atOnce) break;
  }
  let contents = 0;
  for (;;) {
    const loose = await graph.run(listLoose, { graceSeconds, limit: atOnce });
    let gone = 0;
    for (const { hash } of loose) if (await removeLoose(graph, store, hash)) gone += 1;
    contents += gone;
    if (loose.length < atOnce || gone === 0) break;
  }
  let batch: string[] = [];
  const look = async (): Promise<void> => {
    const known = new Set((await graph.run(knownFiles, { hashes: batch })).map(({ hash }) => hash));
    for (const hash of batch) if (!known.has(hash) && (await removeLoose(graph, store, hash))) contents += 1;
    batch = [];
  };
  for await (const hash of keptBefore(store, before)) {
    batch.push(hash);
    if (batch.length >= atOnce) await look();
  }
  await look();
  return { contents, left };
}

/**
 * Removes one content while it is locked, unless something holds it by now. The bytes go before the node: breaking off leaves a node
 * that nobody holds, and whoever attaches the content again brings its bytes.
 */
const removeLoose = (graph: Graph, store: FileStore, hash: string): Promise<boolean> =>
  graph.write(async (tx) => {
    const [row] = await tx.run(lockLoose, { hash });
    if (row?.hash !== hash || row.held) return false;
    await removeKept(store, hash);
    await tx.run(deleteFile, { hash });
    return true;
  });

/** Sweeps now and every hour. What fails is tried again the next time. */
export function startSweeping(graph: Graph, store: FileStore, logger: Logger): { stop(): void } {
  const sweep = (): void => {
    sweepFiles(graph, store).catch((error) => logger.warn({ err: error }, "files were not swept"));
  };
  sweep();
  const timer = setInterval(sweep, sweeping.everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
