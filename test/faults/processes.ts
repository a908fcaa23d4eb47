import { type ChildProcess, spawn } from "node:child_process";
import { cacheFolder, checkout } from "../support/machine.ts";

export interface ServerProcess {
  url: string;
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<void>;
}

const children = new Set<ChildProcess>();

/** Ends every process that was started here. */
export function killAll(): void {
  for (const child of children) child.kill("SIGKILL");
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
