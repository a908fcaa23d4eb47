import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { linesOf } from "./archive.ts";

/** Lines on their way to an archive, uncompressed in a file: during a pause of writes nothing else is done with them. */
export interface Spool {
  add(line: string): void;
  /** Forgets all lines. */
  clear(): void;
  /** The lines so far, once nothing is added any more. */
  read(): AsyncIterable<string>;
  close(): void;
}

const bufferedCharacters = 1 << 20;

/** A folder for spools beside the archive, readable by the owner only. */
export async function spoolFolder(beside: string): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(beside, ".lianmeng-backup-"));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

export function openSpool(file: string): Spool {
  let handle = openSync(file, "w", 0o600);
  let lines: string[] = [];
  let buffered = 0;
  const flush = (): void => {
    if (lines.length === 0) return;
    const bytes = Buffer.from(`${lines.join("\n")}\n`);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    lines = [];
    buffered = 0;
  };
  return {
    add: (line) => {
      lines.push(line);
      buffered += line.length;
      if (buffered >= bufferedCharacters) flush();
    },
    clear: () => {
      lines = [];
      buffered = 0;
      closeSync(handle);
      handle = openSync(file, "w", 0o600);
    },
    read: () => {
      flush();
      return linesOf(createReadStream(file));
    },
    close: () => closeSync(handle),
  };
}
