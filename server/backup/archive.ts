import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { AppError } from "../errors.ts";
import type { Digest, NodeKey, Properties } from "./digest.ts";

/**
 * An archive is a gzip file of JSON lines (`zcat` reads it) followed by one line with the SHA-256 of everything before
 * it: a head, then a line a node, then a line a relationship, then the contents of attached files in pieces, then the digest
 * of the graph.
 */
export interface ArchiveHead {
  format: "lianmeng-backup";
  version: 1;
  createdAt: string;
  /** Names of the migrations that the graph had. */
  migrations: string[];
  /** Statements that make the constraints and indexes of the graph. */
  schema: string[];
}

export type ArchiveLine =
  | ["head", ArchiveHead]
  | ["n", NodeKey, string[], Properties]
  | ["r", string, NodeKey, NodeKey, Properties]
  /** A piece of a content (its SHA-256), base64. The last one is empty, and tells whether the content was whole. */
  | ["f", hash: string, piece: string, whole?: boolean]
  | ["end", Digest];

const seal = /^\nlianmeng-backup sha256 ([0-9a-f]{64})\n$/;
const sealOf = (hash: string): string => `\nlianmeng-backup sha256 ${hash}\n`;
const sealLength = sealOf("0".repeat(64)).length;

/** Writes the lines compressed and sealed; the file has its name only once it is complete and on the disk. */
export async function writeArchive(file: string, lines: AsyncIterable<string>): Promise<{ bytes: number }> {
  const part = `${file}.part`;
  const hash = createHash("sha256");
  let bytes = sealLength;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(lines, createGzip({ level: 6 }), count, createWriteStream(part, { mode: 0o600 }));
    const handle = await open(part, "a");
    try {
      await handle.write(sealOf(hash.digest("hex")));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    return { bytes };
  } catch (error) {
    await rm(part, { force: true });
    throw fileFailure(error, file);
  }
}

/** Reads the whole file and compares its seal. BAD_INPUT for a file that is no archive, was cut or was changed. */
export async function verifyArchive(file: string): Promise<void> {
  const damaged = new AppError(
    "BAD_INPUT",
    `备份文件 ${file} 不完整或被改动过（校验和不符），没有写入任何内容。请换一份备份。`,
  );
  try {
    const { size } = await stat(file);
    if (size <= sealLength) throw damaged;
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file, { end: size - sealLength - 1 }))
      hash.update(chunk as Buffer);
    let tail = "";
    for await (const chunk of createReadStream(file, { start: size - sealLength }))
      tail += (chunk as Buffer).toString("latin1");
    if (seal.exec(tail)?.[1] !== hash.digest("hex")) throw damaged;
  } catch (error) {
    throw fileFailure(error, file);
  }
}

/** The lines of a verified archive. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveLine> {
  const { size } = await stat(file);
  const compressed = createReadStream(file, { end: size - sealLength - 1 });
  for await (const line of linesOf(compressed.pipe(createGunzip()))) yield JSON.parse(line) as ArchiveLine;
}

/** Cuts a stream of UTF-8 at its line ends. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) {
    const pieces = (rest + chunk).split("\n");
    rest = pieces.pop() ?? "";
    yield* pieces;
  }
  if (rest) yield rest;
}

function fileFailure(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof AppError) return error;
  if (code === "ENOENT") return new AppError("NOT_FOUND", `没有文件 ${file}，请检查路径。`);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new AppError(
      "UNAVAILABLE",
      `${file} 所在磁盘已满，备份没有完成。请腾出空间，或用 --to 换一个位置。`,
    );
  if (["EACCES", "EPERM", "EROFS", "EISDIR", "ENOTDIR"].includes(code))
    return new AppError("FORBIDDEN", `不能读写 ${file}（${code}），请检查权限或换一个位置。`);
  return error;
}
