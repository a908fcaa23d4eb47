import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Lock {
  /** Another process that must be gone before the lock is free again, e.g. a database that we started. */
  alsoHeldBy(pid: number): Promise<void>;
  release(): Promise<void>;
}

export interface Holder {
  pid: number;
  /** `owner` took the lock; `helper` was named by an owner with `alsoHeldBy`. */
  role: "owner" | "helper";
}

let taken = 0;

/**
 * Takes the lock kept in the folder `dir`, or says who holds it. Everybody announces itself by a file of its own and
 * then looks around, so of two that come together at least one sees the other and steps back; no step depends on
 * deleting somebody else's live file. Files of processes that ended (a kill -9, a power cut) count for nothing.
 */
export async function takeLock(dir: string): Promise<Lock | { heldBy: Holder }> {
  for (let attempt = 1; ; attempt += 1) {
    await mkdir(dir, { recursive: true });
    taken += 1;
    const own = `owner-${incarnation(process.pid)}-${taken}`;
    await writeFile(join(dir, own), "");
    const others = (await holders(dir)).filter((holder) => holder.file !== own);
    const [other] = others;
    if (!other) return heldLock(dir, own);
    await rm(join(dir, own), { force: true });
    // A holder stays; one that came at the same moment has stepped back too, and chance decides who is next.
    if (attempt >= 4) return { heldBy: others.find(({ role }) => role === "owner") ?? other };
    await pause(20 + Math.random() * 120);
  }
}

/** Takes the lock, waiting for whoever holds it. `onWait` is called once, with the holder's process id. */
export async function waitForLock(
  dir: string,
  onWait: (pid: number) => void = () => undefined,
): Promise<Lock> {
  for (let said = false; ; ) {
    const result = await takeLock(dir);
    if (!("heldBy" in result)) return result;
    if (!said) onWait(result.heldBy.pid);
    said = true;
    await pause(300);
  }
}

function heldLock(dir: string, own: string): Lock {
  const files = [own];
  return {
    alsoHeldBy: async (pid) => {
      const file = `helper-${incarnation(pid)}-0`;
      await writeFile(join(dir, file), "");
      files.push(file);
    },
    release: async () => {
      for (const file of files) await rm(join(dir, file), { force: true });
    },
  };
}

async function holders(dir: string): Promise<(Holder & { file: string })[]> {
  const live: (Holder & { file: string })[] = [];
  for (const file of await readdir(dir)) {
    const [, role, pid, started] = /^(owner|helper)-(\d+)\.(\w+)-\d+$/.exec(file) ?? [];
    if (!role || !pid || !started) continue;
    if (incarnation(Number(pid)) === `${pid}.${started}`)
      live.push({ file, pid: Number(pid), role: role as Holder["role"] });
    else await rm(join(dir, file), { force: true });
  }
  return live;
}

/** `pid.start`: a process id alone is used again after a while. `pid.0` where there is no /proc, `pid.gone` once ended. */
function incarnation(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return `${pid}.gone`;
  }
  if (!existsSync("/proc/self/stat")) return `${pid}.0`;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? `${pid}.gone` : `${pid}.${fields[19]}`;
  } catch {
    return `${pid}.gone`;
  }
}

const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
