import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { access, appendFile, mkdir, open, readFile, rename, statfs } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import { writeDatabaseHome } from "../setup/databaseHome.ts";
import { type Lock, takeLock } from "../setup/lock.ts";
import type { DatabaseProgram } from "../setup/program.ts";

export interface EmbeddedOptions {
  /** Data folder; made where missing. The database lives in `neo4j/` below it. */
  dataDir: string;
  program: DatabaseProgram;
  /** Megabytes; 1024 and 256 when absent. */
  memory?: { heapMb?: number | undefined; pageCacheMb?: number | undefined };
  /** More options for the virtual machine. */
  javaOptions?: string[];
  /** More settings of the database, by name. */
  settings?: Record<string, string>;
  /** Refuses to start with less free space on the data folder's disk. Megabytes; 300 when absent. */
  minFreeMb?: number;
  /** Port on loopback; a free one when absent. */
  port?: number;
  /** Gives up the start when aborted. */
  signal?: AbortSignal;
}

export interface EmbeddedDatabase {
  uri: string;
  user: string;
  password: string;
  /** Path of what the database said while starting. */
  log: string;
  /** Process id of the database. */
  pid: number;
  /** Resolves with the exit code when the database ends, whoever ended it. */
  ended: Promise<number>;
  /** Stops it in order, after `patienceMs` (20 s) by force, and frees the data folder. */
  stop(patienceMs?: number): Promise<void>;
}

const user = "neo4j";
const startPatience = 15 * 60_000; // recovery after a power cut may take minutes

/**
 * Starts Neo4j on loopback with authentication on, and resolves when it answers. It ends with this process, whatever
 * happens to it. Rejects with an `AppError` whose sentence says what to do: the folder is in use, not writable or full,
 * or the database did not start (the sentence names its log).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const home = join(options.dataDir, "neo4j");
  await prepareFolder(options.dataDir, options.minFreeMb ?? 300);
  const lock = await lockFolder(options.dataDir);
  try {
    const password = await ownPassword(home);
    await writeDatabaseHome(home, {
      plugins: options.program.plugins,
      pageCacheMb: options.memory?.pageCacheMb ?? 256,
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.settings ? { more: options.settings } : {}),
    });
    const { child, port, ended } = await launch(options, home, password, lock);
    const stop = async (patienceMs = 20_000): Promise<void> => {
      const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      child.stdin?.end();
      await ended;
      clearTimeout(force);
      await lock.release();
    };
    return {
      uri: `bolt://127.0.0.1:${port}`,
      user,
      password,
      log: logOf(home),
      pid: child.pid ?? 0,
      ended,
      stop,
    };
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw folderError(error, options.dataDir);
  }
}

async function prepareFolder(dataDir: string, minFreeMb: number): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const freeMb = Math.floor((bavail * bsize) / 2 ** 20);
    if (freeMb < minFreeMb) throw diskFull(dataDir, `只剩 ${freeMb} MB，至少需要 ${minFreeMb} MB`);
  } catch (error) {
    throw folderError(error, dataDir);
  }
}

async function lockFolder(dataDir: string): Promise<Lock> {
  const dir = join(dataDir, "lock");
  const patience = Date.now() + 30_000;
  for (;;) {
    const result = await takeLock(dir).catch((error: unknown) => {
      throw folderError(error, dataDir);
    });
    if (!("heldBy" in result)) return result;
    // Its server was killed and the database is closing by itself: wait for it.
    const closing = result.heldBy.role === "helper" && Date.now() < patience;
    if (!closing) {
      throw new AppError(
        "CONFLICT",
        `数据目录 ${dataDir} 正被另一个链盟进程（进程号 ${result.heldBy.pid}）使用。请先停止它，或用 LIANMENG_DATA 指定另一个目录。`,
      );
    }
    await new Promise((wake) => setTimeout(wake, 250));
  }
}

/** The generated password, readable by the owner only; made before the database's first start. */
async function ownPassword(home: string): Promise<string> {
  const file = join(home, "password");
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  if (existsSync(join(home, "data", "databases", "system"))) {
    throw new AppError(
      "UNAVAILABLE",
      `找不到数据库的密码文件 ${file}，而数据库已经存在。请从备份恢复这个文件，或移走整个数据目录后重新开始。`,
    );
  }
  await mkdir(home, { recursive: true });
  // Hexadecimal: a password that begins with a dash would be taken for an option.
  const password = randomBytes(24).toString("hex");
  const handle = await open(`${file}.new`, "w", 0o600);
  await handle.writeFile(password);
  await handle.sync();
  await handle.close();
  await rename(`${file}.new`, file);
  return password;
}

interface Launched {
  child: ChildProcess;
  port: number;
  ended: Promise<number>;
}

const logOf = (home: string): string => join(home, "logs", "start.log");

async function launch(
  options: EmbeddedOptions,
  home: string,
  password: string,
  lock: Lock,
): Promise<Launched> {
  const { program, memory } = options;
  const heap = memory?.heapMb ?? 1024;
  await mkdir(join(home, "logs"), { recursive: true });
  const log = logOf(home);
  await appendFile(log, `--- ${new Date().toISOString()}\n`);
  const output = await open(log, "a");
  const args = [
    `-Xms${Math.min(256, heap)}m`,
    `-Xmx${heap}m`,
    ...(options.javaOptions ?? []),
    ...program.args,
  ];
  // A group of its own: Ctrl-C reaches the server alone, which stops the database last.
  const child = spawn(program.java, [...args, "Launcher", home], {
    cwd: program.dir,
    detached: true,
    stdio: ["pipe", "pipe", output.fd],
  });
  await output.close();
  const giveUp = (): void => void child.kill("SIGTERM");
  options.signal?.addEventListener("abort", giveUp);
  const ended = new Promise<number>((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(127));
  });
  if (child.pid !== undefined) await lock.alsoHeldBy(child.pid);
  child.stdin?.on("error", () => undefined);
  child.stdin?.write(`${password}\n`);
  const port = await firstPort(child, ended, log);
  options.signal?.removeEventListener("abort", giveUp);
  return { child, port, ended };
}

/** The port the launcher reports; rejects when the database ends first. */
function firstPort(child: ChildProcess, ended: Promise<number>, log: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const overdue = setTimeout(() => child.kill("SIGKILL"), startPatience);
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-1000);
      const [, port] = /READY (\d+)/.exec(text) ?? [];
      if (!port) return;
      clearTimeout(overdue);
      resolve(Number(port));
    });
    void ended.then(async (code) => {
      clearTimeout(overdue);
      const said = await readFile(log, "utf8").catch(() => "");
      reject(startFailure(said.slice(said.lastIndexOf("--- ")), code, log));
    });
  });
}

function startFailure(said: string, code: number, log: string): AppError {
  if (/No space left on device|OutOfDiskSpace/i.test(said)) return diskFull(log, "已经用完");
  if (/StoreLockException|Lock file has been locked/.test(said))
    return new AppError("CONFLICT", `数据目录里的数据库正被另一个进程使用，请先停止它。详情见 ${log}。`);
  if (/OutOfMemory|Could not reserve enough space/.test(said))
    return new AppError(
      "UNAVAILABLE",
      `内存不足，图数据库没有启动。请用 LIANMENG_DB_HEAP_MB 调小内存。详情见 ${log}。`,
    );
  return new AppError("UNAVAILABLE", `图数据库没有启动（退出码 ${code}）。详情见 ${log}。`);
}

const diskFull = (where: string, state: string): AppError =>
  new AppError(
    "UNAVAILABLE",
    `${where} 所在磁盘的空间${state}。请腾出空间，或用 LIANMENG_DATA 指定另一个目录。`,
  );

function folderError(error: unknown, dataDir: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(dataDir, "已经用完");
  // Node reports a folder that cannot be made on a read-only disk as ENOENT.
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT"].includes(code)) {
    return new AppError(
      "UNAVAILABLE",
      `不能写入数据目录 ${dataDir}（${code}）。请检查它的权限，或用 LIANMENG_DATA 指定另一个目录。`,
    );
  }
  return error;
}
