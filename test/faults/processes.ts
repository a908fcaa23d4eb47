import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { cacheFolder, checkout } from "../support/machine.ts";

export interface ServerProcess {
  url: string;
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<void>;
}

const children = new Set<ChildProcess>();

/** What the servers logged as errors nobody foresaw, as they wrote it: each is a fault of ours to be looked into. */
export const unforeseen: string[] = [];

const folders = new Set<{ dir: string; ownDisk: boolean }>();

/** Has a folder taken away when the command ends early. */
export function alsoRemove(folder: { dir: string; ownDisk: boolean }): void {
  folders.add(folder);
}

/** Ends every process that was started here (a server's database ends with it) and takes the data folders away. */
export function killAll(): void {
  for (const child of children) child.kill("SIGKILL");
  for (const { dir, ownDisk } of folders) {
    if (ownDisk) spawnSync("umount", ["-l", dir]);
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }
  folders.clear();
}

/** A command that is told to end leaves nothing behind. */
export function endInOrder(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      killAll();
      process.exit(1);
    });
}

/** Starts the server as `npm start` does, without building pages; resolves once it says its address. */
export async function startServer(env: Record<string, string>, patienceMs = 240_000): Promise<ServerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    cwd: checkout,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LIANMENG_CACHE: cacheFolder,
      NODE_ENV: "development",
      LIANMENG_EXAMPLES: "5",
      PORT: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith('{"level":50')) unforeseen.push(line);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => children.delete(child));
  const url = await addressOf(child, patienceMs);
  return { url, pid: child.pid ?? 0, ended, kill: (signal) => void child.kill(signal) };
}

function addressOf(child: ChildProcess, patienceMs: number): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`the server did not start in ${patienceMs} ms: ${text}`));
    }, patienceMs);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (chunk: string) => {
        text = (text + chunk).slice(-4000);
        const [, url] = /已启动（.*）：(\S+)/.exec(text) ?? [];
        if (!url) return;
        clearTimeout(timer);
        resolve(url.replace("localhost", "127.0.0.1"));
      });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}: ${text}`));
    });
  });
}
