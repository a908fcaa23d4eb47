import { closeSync, openSync, readFileSync } from "node:fs";
import { AppError } from "../errors.ts";

export interface Lifetime {
  /** Aborted when the process is asked to end: whatever takes long during the start listens to it. */
  signal: AbortSignal;
  /** Has `close` called when the process ends; the last one added goes first. */
  onEnd(close: () => Promise<void> | void): void;
  /** From now on SIGHUP calls this instead of ending the process, unless it says that our terminal was closed. */
  onHangUp(reload: () => void): void;
  /** Closes everything and ends the process. */
  end(code: number): Promise<never>;
}

const patience = 40_000;

/**
 * Ends the process in order: on Ctrl-C, on SIGTERM, when the terminal closes, and, when npm started us, once npm is
 * gone, even by kill -9. A second signal ends at once; so does the clock when something refuses to close.
 */
export function beginLifetime(env: NodeJS.ProcessEnv = process.env): Lifetime {
  const closers: (() => Promise<void> | void)[] = [];
  const abort = new AbortController();
  const hadTerminal = hasTerminal();
  let ending = false;
  let hungUp: (() => void) | undefined;

  const end = async (code: number): Promise<never> => {
    if (ending) return new Promise(() => undefined);
    ending = true;
    abort.abort();
    setTimeout(() => process.exit(1), patience).unref();
    for (const close of closers.reverse()) {
      try {
        await close();
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      }
    }
    return process.exit(code);
  };
  const onSignal = (): void => {
    if (ending) process.exit(1);
    void end(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
  process.on("SIGHUP", () => {
    const terminalClosed = hadTerminal && !hasTerminal();
    if (hungUp && !terminalClosed && !ending) hungUp();
    else onSignal();
  });
  if (env.npm_lifecycle_event !== undefined) watchParent(() => void end(0));
  const onHangUp = (reload: () => void): void => {
    hungUp = reload;
  };
  return { signal: abort.signal, onEnd: (close) => void closers.push(close), onHangUp, end };
}

/** Whether the process belongs to a terminal that still stands. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}

/** Calls `gone` once npm has ended: the system then gives another parent to us, or to the shell between npm and us. */
function watchParent(gone: () => void): void {
  const ancestors = (): string => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

/** Undefined where the system has no /proc: then only our own parent is watched. */
function parentOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    return undefined;
  }
}

/** What to tell the person at the terminal: the sentence of an expected failure, or the whole of an unexpected one. */
export const sentenceOf = (error: unknown): string =>
  error instanceof AppError
    ? error.message
    : `启动失败：${error instanceof Error ? (error.stack ?? error.message) : error}`;
