import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectGraph, type Graph, type GraphSettings } from "../../server/graph/connection.ts";
import { type EmbeddedDatabase, startEmbedded } from "../../server/graph/embedded.ts";
import { addressFile } from "../../server/graph/supervise.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { silentProgress } from "../../server/setup/progress.ts";
import { runProgram } from "../../server/setup/system.ts";
import { cacheFolder } from "../support/machine.ts";
import { alsoRemove } from "./processes.ts";

/** Small, as several run beside each other. */
export const memory = { heapMb: 512, pageCacheMb: 64 };

/** A folder for data, removed at the end; on a disk of its own of `diskMb` where the machine permits. */
export interface DataFolder {
  dir: string;
  /** Whether it is a disk of its own, which a test may fill. */
  ownDisk: boolean;
  remove(): Promise<void>;
}

export async function dataFolder(diskMb?: number): Promise<DataFolder> {
  const dir = await mkdtemp(join(tmpdir(), "lianmeng-faults-"));
  const ownDisk =
    diskMb !== undefined &&
    (await runProgram("mount", ["-t", "tmpfs", "-o", `size=${diskMb}m`, "tmpfs", dir]).then(
      ({ code }) => code === 0,
      () => false,
    ));
  alsoRemove({ dir, ownDisk });
  return {
    dir,
    ownDisk,
    remove: async () => {
      if (ownDisk) await runProgram("umount", ["-l", dir]);
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
    },
  };
}

/** Address and credentials of the embedded database of a server on this data folder. */
export const embeddedSettings = async (dataDir: string): Promise<GraphSettings> => ({
  uri: (await readFile(addressFile(dataDir), "utf8").catch(() => "bolt://127.0.0.1:1")).trim(),
  user: "neo4j",
  password: (await readFile(join(dataDir, "neo4j", "password"), "utf8").catch(() => "")).trim(),
});

/** Process ids of the databases whose home is below `dir`. */
export async function databasePids(dir: string): Promise<number[]> {
  const { output } = await runProgram("pgrep", ["-f", `Launcher ${join(dir, "neo4j")}`]);
  return output.split("\n").filter(Boolean).map(Number);
}

/** A database that belongs to no server, and can be started again on its port. */
export interface OwnDatabase {
  settings: GraphSettings;
  pid(): number;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** A direct way in, past every fault between server and database. */
  graph: Graph;
}

export async function startOwnDatabase(dataDir: string): Promise<OwnDatabase> {
  const program = await ensureDatabaseProgram(cacheFolder, silentProgress);
  let database: EmbeddedDatabase = await startEmbedded({ dataDir, program, memory });
  const { uri, user, password } = database;
  const graph = connectGraph({ uri, user, password });
  return {
    settings: { uri, user, password },
    graph,
    pid: () => database.pid,
    restart: async () => {
      await database.stop();
      database = await startEmbedded({ dataDir, program, memory, port: Number(new URL(uri).port) });
    },
    stop: async () => {
      await graph.close();
      await database.stop(0);
    },
  };
}

/** A clock that can be set for the processes started with its environment; null where libfaketime is missing. */
export interface FalseClock {
  env: Record<string, string>;
  /** Moves the clock by so many seconds from the true time. */
  set(seconds: number): Promise<void>;
}

const libraries = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map(
  (dir) => `${dir}/faketime/libfaketimeMT.so.1`,
);

export async function falseClock(dir: string): Promise<FalseClock | null> {
  const library = libraries.find((file) => existsSync(file));
  if (!library) return null;
  const file = join(dir, "clock");
  const set = (seconds: number): Promise<void> => writeFile(file, `${seconds < 0 ? "" : "+"}${seconds}\n`);
  await set(0);
  return {
    set,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      // Left to itself the library "mends" timed waits on a clock that it does not fake: each of Java's then ends at once.
      FAKETIME_FORCE_MONOTONIC_FIX: "0",
    },
  };
}
