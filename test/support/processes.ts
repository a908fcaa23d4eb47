import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { closeAfterFile } from "./closing.ts";
import { cacheFolder, checkout, quickJava } from "./machine.ts";

export interface Running {
  pid: number;
  /** Everything it wrote so far, both streams. */
  output(): string;
  /** Resolves when the output contains `text`; rejects when the process ends or `ms` pass first. */
  says(text: string, ms?: number): Promise<void>;
  /** Resolves with the exit code; -1 when a signal ended it. */
  ended: Promise<number>;
  kill(signal: NodeJS.Signals): void;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** An empty folder, removed after the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lianmeng-fault-"));
  closeAfterFile(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 }));
  return folder;
}

/** Runs a program in the checkout with only the given variables beside PATH and HOME. */
export function run(program: string, args: string[], env: Record<string, string>): Running {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(program, args, {
    cwd: checkout,
    env: { PATH, HOME, LIANMENG_CACHE: cacheFolder, JAVA_TOOL_OPTIONS: quickJava.join(" "), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let text = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      for (const watch of watchers) watch();
    });
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  const says = (wanted: string, ms = 220_000): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no "${wanted}" after ${ms} ms in: ${text}`)), ms);
      const look = (): void => {
        if (!text.includes(wanted)) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
      void ended.then((code) => reject(new Error(`ended with ${code} before "${wanted}": ${text}`)));
    });
  return { pid: child.pid ?? 0, output: () => text, says, ended, kill: (signal) => void child.kill(signal) };
}

/** The server as `npm start` runs it, on a free port, without pages (NODE_ENV=development) and with few examples. */
export const startServer = (env: Record<string, string>): Running =>
  run(process.execPath, ["--import", "tsx", "server/main.ts"], {
    PORT: "0",
    NODE_ENV: "development",
    LIANMENG_EXAMPLES: "5",
    ...env,
  });

/** Process ids of the databases whose home is below `folder`. */
export async function databasesIn(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes("Launcher") && command.includes(folder)) found.push(Number(pid));
  }
  return found;
}

/** Waits until `holds` is true, looking every 200 ms. */
export async function eventually(holds: () => Promise<boolean> | boolean, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; ) {
    if (await holds()) return true;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  return holds();
}
