import { readFileSync, rmSync, writeFileSync } from "node:fs";

const patience = 120_000;
const pause = new Int32Array(new SharedArrayBuffer(4));

let claimed: number | undefined;

/**
 * Which of the throw-away databases is this process's own: the first whose lock file it can take. The runner's numbers of
 * workers are not enough, because files of several projects, and a worker that is still ending, may share one.
 */
export function claim(locks: readonly string[]): number {
  if (claimed !== undefined) return claimed;
  for (const began = Date.now(); Date.now() - began < patience; Atomics.wait(pause, 0, 0, 100)) {
    const free = locks.findIndex(take);
    if (free < 0) continue;
    claimed = free;
    process.once("exit", () => rmSync(locks[free] ?? "", { force: true }));
    return free;
  }
  throw new Error("every test database is taken");
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isAbandoned(lock)) return false;
    // Two may see the same abandoned lock: removing it decides nothing, making it anew does.
    rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
