import { randomUUID } from "node:crypto";
import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import { closeGate, holdGate, openGate, prolongGate } from "../graph/gate.ts";
import type { RawLink } from "../graph/rawLink.ts";
import { sleep } from "../graph/retry.ts";

/** The two ways to read a graph while others write to it. */
export interface SnapshotSource {
  graph: Graph;
  link: RawLink;
  /** Called once writes wait behind the closed gate, before anything is read; may write past the gate. */
  onHeld?: () => Promise<void>;
  /** Reads everything; `false` when it was broken off by the signal. */
  read(signal: AbortSignal): Promise<boolean>;
}

export interface SnapshotOptions {
  /** Longest pause of writes in seconds, after which the backup gives up; 60 when absent. */
  maxPauseSeconds?: number;
  /** Seconds after which the gate opens by itself when its closer died; 10 when absent. */
  leaseSeconds?: number;
  /** Leaves out the first attempt, which hopes that nobody writes. */
  alwaysPause?: boolean;
}

export interface Snapshot {
  /** How long writes waited, ms. */
  pauseMs: number;
  /** `quiet`: nobody wrote while it was read; `gate`: writes were paused. */
  way: "quiet" | "gate";
}

const pollMs = 400;

/**
 * Calls `read` until it has seen one state of the graph. Reads are read-committed, so the state must stand still
 * meanwhile: first in the hope that nobody writes (nothing is paused but for a moment at the end that proves it), then
 * behind the closed gate. UNAVAILABLE when that takes too long
 * or the gate opened meanwhile; writes then go on.
 */
export async function readConsistently(
  source: SnapshotSource,
  options: SnapshotOptions = {},
): Promise<Snapshot> {
  if (!options.alwaysPause) {
    const pauseMs = await readQuietly(source);
    if (pauseMs !== undefined) return { pauseMs, way: "quiet" };
  }
  return { pauseMs: await readBehindGate(source, options), way: "gate" };
}

/** Milliseconds of pause, or undefined when somebody wrote. */
async function readQuietly({ link, read }: SnapshotSource): Promise<number | undefined> {
  const before = await link.bookmark();
  const abort = new AbortController();
  const watch = setInterval(() => {
    link.bookmark().then(
      (now) => now !== before && abort.abort(),
      () => abort.abort(),
    );
  }, pollMs);
  try {
    if (!(await read(abort.signal))) return undefined;
  } finally {
    clearInterval(watch);
  }
  // A write that had been committed but not yet applied when we began ends before we hold the gate: then we see it.
  const start = performance.now();
  const after = await link.whileHolding(holdGate.text, () => link.bookmark());
  return after === before ? performance.now() - start : undefined;
}

async function readBehindGate(source: SnapshotSource, options: SnapshotOptions): Promise<number> {
  const { graph, link, read } = source;
  const { maxPauseSeconds = 60, leaseSeconds = 10 } = options;
  const by = randomUUID();
  const abort = new AbortController();
  const start = performance.now();
  await close(graph, by, leaseSeconds);
  // A failure to prolong shows at the end: the gate is then found open.
  const prolong = setInterval(
    () => void graph.run(prolongGate, { by, seconds: leaseSeconds }).catch(() => undefined),
    leaseSeconds * 300,
  );
  const limit = setTimeout(() => abort.abort(), maxPauseSeconds * 1000);
  let held = false;
  try {
    await link.run(holdGate.text);
    await source.onHeld?.();
    await read(abort.signal);
  } finally {
    clearInterval(prolong);
    clearTimeout(limit);
    held = (await graph.run(openGate, { by }))[0]?.held ?? false;
  }
  if (abort.signal.aborted)
    throw new AppError(
      "UNAVAILABLE",
      `暂停写入 ${maxPauseSeconds} 秒后备份仍未读完，已放弃，写入已恢复。请在空闲时重试，或用 --max-pause 放宽。`,
    );
  if (!held) throw new AppError("UNAVAILABLE", "备份期间写入被恢复过，这份备份不可靠，已放弃。请稍后重试。");
  return performance.now() - start;
}

/** Closes the gate, waiting for another backup that has it. */
async function close(graph: Graph, by: string, seconds: number): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    const [gate] = await graph.run(closeGate, { by, seconds });
    if (gate?.mine) return;
    if (Date.now() > until) throw new AppError("CONFLICT", "另一个备份正在进行。请等它完成后重试。");
    await sleep(500);
  }
}
