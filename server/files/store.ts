import { createHash } from "node:crypto";
import { constants, createWriteStream } from "node:fs";
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ulid } from "ulid";
import { AppError } from "../errors.ts";

/**
 * A folder of contents: `ab/abcd…` is the one with that SHA-256, `incoming/` holds what is on its way. A content has its
 * name only once it is whole and on the disk.
 */
export interface FileStore {
  folder: string;
}

/** A content on its way: whole and on the disk, without its name. */
export interface Received {
  path: string;
  /** SHA-256, hex. */
  hash: string;
  size: number;
}

const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);
const incomingOf = ({ folder }: FileStore): string => join(folder, "incoming");
const drawerOf = ({ folder }: FileStore, hash: string): string => join(folder, hash.slice(0, 2));
const pathOf = (store: FileStore, hash: string): string => join(drawerOf(store, hash), hash);

/** Opens the folder, made where there is none. @throws AppError FORBIDDEN when it cannot be written to */
export async function openStore(folder: string): Promise<FileStore> {
  const store = { folder };
  try {
    await mkdir(incomingOf(store), { recursive: true, mode: 0o700 });
    await access(incomingOf(store), constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new AppError(
      "FORBIDDEN",
      `不能读写存放文件的文件夹 ${folder}。请检查 LIANMENG_FILES 和文件夹的权限。`,
      { cause },
    );
  }
  return store;
}

/**
 * Writes chunks under a temporary name, to the disk. Nothing stays when it fails or is broken off.
 * @throws AppError LIMIT beyond `most` bytes, UNAVAILABLE on a full disk
 */
export async function receive(
  store: FileStore,
  chunks: AsyncIterable<Buffer>,
  most: number,
): Promise<Received> {
  const path = join(incomingOf(store), `${ulid()}.part`);
  const hash = createHash("sha256");
  let size = 0;
  const measured = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > most) throw tooLarge(most);
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await mkdir(incomingOf(store), { recursive: true, mode: 0o700 });
    await pipeline(measured, createWriteStream(path, { mode: 0o600, flags: "wx", flush: true }));
    return { path, hash: hash.digest("hex"), size };
  } catch (error) {
    await rm(path, { force: true });
    throw diskFailure(error);
  }
}

export const receiveBytes = (store: FileStore, bytes: Buffer): Promise<Received> =>
  receive(store, Readable.from([bytes]), bytes.length);

/**
 * Gives a received content its name, in the place of the same content where it is kept already. May be repeated: what was
 * placed before stays.
 */
export async function place(store: FileStore, { path, hash, size }: Received): Promise<void> {
  const drawer = drawerOf(store, hash);
  try {
    await mkdir(drawer, { recursive: true, mode: 0o700 });
    await rename(path, pathOf(store, hash)).catch(async (error: NodeJS.ErrnoException) => {
      const placed = error.code === "ENOENT" && (await sizeOf(store, hash)) === size;
      if (!placed) throw error;
    });
    await syncFolder(drawer);
  } catch (error) {
    throw diskFailure(error);
  }
}

/** Takes away what was received and not placed. */
export const discard = ({ path }: Received): Promise<void> => rm(path, { force: true });

/** Bytes of a kept content; null where it is not there. */
export async function sizeOf(store: FileStore, hash: string): Promise<number | null> {
  const found = await stat(pathOf(store, hash)).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** Opens a kept content for reading; null where it is not there. The caller closes it. */
export const openKept = (store: FileStore, hash: string): Promise<FileHandle | null> =>
  open(pathOf(store, hash), "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });

/** Removes a kept content; nothing where there is none. */
export const removeKept = (store: FileStore, hash: string): Promise<void> =>
  rm(pathOf(store, hash), { force: true });

/** Every kept content that was last written before `before` (ms), by its hash. */
export async function* keptBefore(store: FileStore, before: number): AsyncGenerator<string> {
  const drawers = await readdir(store.folder).catch(() => []);
  for (const drawer of drawers.filter((name) => /^[0-9a-f]{2}$/.test(name)))
    for (const name of await readdir(join(store.folder, drawer)).catch(() => [])) {
      if (!isHash(name)) continue;
      const found = await stat(join(store.folder, drawer, name)).catch(() => null);
      if (found && found.mtimeMs < before) yield name;
    }
}

/** Whether nothing is kept: a new folder. */
export async function isEmpty(store: FileStore): Promise<boolean> {
  for await (const _ of keptBefore(store, Number.POSITIVE_INFINITY)) return false;
  return true;
}

/** Removes what was on its way before `before` (ms) and never arrived: of a server that was killed. How many. */
export async function removeLeft(store: FileStore, before: number): Promise<number> {
  let removed = 0;
  for (const name of await readdir(incomingOf(store)).catch(() => [])) {
    const path = join(incomingOf(store), name);
    const found = await stat(path).catch(() => null);
    if (!found || found.mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

/** What is said of a file beyond the limit. */
export const tooLarge = (most: number): AppError =>
  new AppError("LIMIT", `文件最大 ${Math.floor(most / 1_000_000)} MB。请压缩、缩小或分成几个文件后再上传。`);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function diskFailure(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT")
    return new AppError(
      "UNAVAILABLE",
      "服务器存放文件的磁盘已满，文件没有保存。请联系管理员腾出空间后重试。",
      {
        cause: error,
      },
    );
  return error;
}
