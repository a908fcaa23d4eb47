import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "../errors.ts";
import { waitForLock } from "./lock.ts";
import type { Progress } from "./progress.ts";

/** Paths inside a cached folder with their pinned SHA-256, e.g. `lib/neo4j-5.26.30.jar`. */
export type Pins = ReadonlyMap<string, string>;

const manifestName = "manifest.json";
const pinFile = new URL("artifacts.sha256", import.meta.url);

/** The pins of `artifacts.sha256` that are below `folder`. */
export async function pinsBelow(folder: string): Promise<Pins> {
  const lines = (await readFile(pinFile, "utf8")).split("\n").filter((line) => line !== "");
  const pairs = lines.map((line) => line.split("  ") as [string, string]);
  return new Map(
    pairs.filter(([, path]) => path.startsWith(`${folder}/`)).map(([hash, path]) => [path, hash]),
  );
}

export interface CachedFolder {
  dir: string;
  /** What is in it, for the user: 图数据库. */
  what: string;
  pins: Pins;
  /** Fills an empty folder with every pinned file, and others made from them. */
  fill(dir: string): Promise<void>;
}

/**
 * The folder, filled and checked. Every pinned file is hashed when it is fetched; later starts compare sizes and times
 * of change with what was recorded then, which takes milliseconds and finds a changed, cut or missing file, and fetch
 * again. Several processes may call this at once: one fills, the others wait; a folder appears whole or not at all.
 */
export async function ensureCached(folder: CachedFolder, progress: Progress): Promise<string> {
  if (await isIntact(folder.dir)) return folder.dir;
  const lock = await waitForLock(`${folder.dir}.lock`, (pid) =>
    progress.say(`另一个进程（${pid}）正在准备${folder.what}，等它完成……`),
  );
  try {
    if (await isIntact(folder.dir)) return folder.dir;
    await refill(folder, progress);
    return folder.dir;
  } finally {
    await lock.release();
  }
}

async function refill(folder: CachedFolder, progress: Progress): Promise<void> {
  const parent = join(folder.dir, "..");
  const fresh = `${folder.dir}.new`;
  const damaged = `${folder.dir}.old`;
  await mkdir(parent, { recursive: true });
  const present = (await readdir(parent)).includes(basename(folder.dir));
  if (present) progress.say(`${folder.what}的缓存不完整或被改动，重新获取。`);
  // We hold the lock, so leftovers under these names are of processes that ended half-way.
  for (const leftover of [fresh, damaged]) await rm(leftover, { recursive: true, force: true });
  await mkdir(fresh);
  await folder.fill(fresh);
  await checkPins(fresh, folder);
  await writeFile(join(fresh, manifestName), JSON.stringify(await listing(fresh)));
  if (present) await rename(folder.dir, damaged);
  await rename(fresh, folder.dir);
  await rm(damaged, { recursive: true, force: true });
}

async function checkPins(dir: string, folder: CachedFolder): Promise<void> {
  for (const [path, pinned] of folder.pins) {
    const found = await sha256(join(dir, path)).catch(() => "没有这个文件");
    if (found === pinned) continue;
    throw new AppError(
      "UNAVAILABLE",
      `下载的${folder.what}与固定的版本不符（${path}：应为 ${pinned.slice(0, 12)}…，实为 ${found.slice(0, 12)}…）。请清除 Maven 本地仓库里的这个文件后重试。`,
    );
  }
}

/** SHA-256 of a file, in hexadecimal. */
export async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

type Listing = Record<string, { size: number; modified: number }>;

/** Every file below `dir` but the manifest, with size and time of change (ms). */
async function listing(dir: string): Promise<Listing> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== manifestName);
  const pairs = await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = await stat(file);
      return [relative(dir, file), { size, modified: mtimeMs }] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

async function isIntact(dir: string): Promise<boolean> {
  try {
    const recorded = JSON.parse(await readFile(join(dir, manifestName), "utf8")) as Listing;
    const found = await listing(dir);
    return Object.entries(recorded).every(
      ([path, { size, modified }]) =>
        found[path]?.size === size && isSameTime(modified, found[path].modified),
    );
  } catch {
    return false;
  }
}

/** The layers of an image, as other archives, keep whole seconds of what was recorded in milliseconds. */
const isSameTime = (recorded: number, found: number): boolean =>
  found === recorded || found === Math.floor(recorded / 1000) * 1000;

/** Ten characters that change with any of the given texts: part of a cached folder's name. */
export const keyOf = (...texts: string[]): string =>
  createHash("sha256").update(texts.join("\0")).digest("hex").slice(0, 10);
