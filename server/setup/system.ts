import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Progress } from "./progress.ts";

export interface Finished {
  code: number;
  /** Standard output and error, together. */
  output: string;
}

// A start that is told to end leaves no Maven or apt-get behind: each runs in a group of its own, which ends with us.
const running = new Set<number>();
process.on("exit", () => {
  for (const pid of running) {
    try {
      process.kill(-pid, "SIGTERM");
    } catch {
      // It has ended meanwhile.
    }
  }
});

/**
 * Runs a program to its end, or to ours; `onLine` sees every line of its output as it comes. Never rejects: a program that
 * cannot be started has code 127.
 */
export function runProgram(
  program: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; input?: string; onLine?: (line: string) => void } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    let output = "";
    let rest = "";
    const take = (chunk: string): void => {
      output += chunk;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    };
    child.stdin.on("error", () => undefined).end(options.input ?? "");
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => {
      if (pid !== undefined) running.delete(pid);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Full path of a program on the PATH of `env`. */
export function findOnPath(program: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? "")
    .split(delimiter)
    .map((dir) => join(dir, program))
    .find((file) => isExecutable(file));
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs Debian packages where the system has apt-get and we may use it (root, or sudo without a password).
 * `alternatives` are tried in order until one set installs. Returns whether one did.
 */
export async function installPackages(
  alternatives: string[][],
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const aptGet = findOnPath("apt-get", env);
  const prefix = aptGet ? await permission(env) : undefined;
  if (!aptGet || !prefix) return false;
  const apt = (...args: string[]): Promise<Finished> => {
    const [program = aptGet, ...rest] = [...prefix, aptGet, ...args];
    return runProgram(program, rest, { env: { ...env, DEBIAN_FRONTEND: "noninteractive" } });
  };
  progress.say(`正在用系统的软件包管理器安装：${alternatives[0]?.join("、")}……`);
  await apt("update", "-q");
  for (const packages of alternatives) {
    const { code } = await apt("install", "-y", "-q", "--no-install-recommends", ...packages);
    if (code === 0) return true;
  }
  return false;
}

async function permission(env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = findOnPath("sudo", env);
  if (!sudo) return undefined;
  const { code } = await runProgram(sudo, ["-n", "true"], { env });
  return code === 0 ? [sudo, "-n"] : undefined;
}
