import { createHash } from "node:crypto";
import { AppError } from "../errors.ts";
import { discard, type FileStore, openKept, place, receiveBytes } from "../files/store.ts";
import type { ArchiveLine } from "./archive.ts";
import type { Properties } from "./digest.ts";

/** How many contents of attached files there are, and how many of them were not to be had or damaged. */
export interface Contents {
  contents: number;
  missing: number;
}

/** Bytes of one piece; a multiple of three, so that pieces are base64 without filling. */
const pieceBytes = 3 * 128 * 1024;

/** The hash of a content, where a node is one. */
export const contentHash = (labels: readonly string[], { hash }: Properties): string | null =>
  labels.includes("File") && typeof hash === "string" ? hash : null;

/**
 * The contents with these hashes as lines of an archive, each checked on the way. What is not to be had is counted and left
 * out: a backup without it is worth more than none.
 */
export async function* contentLines(
  store: FileStore,
  hashes: Iterable<string>,
  counted: Contents,
): AsyncGenerator<string> {
  for (const hash of hashes) {
    counted.contents += 1;
    const handle = await openKept(store, hash);
    if (!handle) {
      counted.missing += 1;
      continue;
    }
    const found = createHash("sha256");
    for await (const chunk of handle.createReadStream({ highWaterMark: pieceBytes })) {
      found.update(chunk as Buffer);
      yield lineOf(["f", hash, (chunk as Buffer).toString("base64")]);
    }
    const whole = found.digest("hex") === hash;
    if (!whole) counted.missing += 1;
    yield lineOf(["f", hash, "", whole]);
  }
}

const lineOf = (line: ArchiveLine): string => `${JSON.stringify(line)}\n`;

export interface ContentWriter extends Contents {
  /** Notes that the graph knows a content. */
  expect(hash: string): void;
  /** Takes one line; keeps a content once it is whole and its bytes have its hash. @throws BAD_INPUT */
  take(line: Extract<ArchiveLine, ["f", ...unknown[]]>): Promise<void>;
}

/** Puts contents of an archive back into their folder. Without one they are left out. */
export function openContentWriter(store: FileStore | undefined): ContentWriter {
  const wanted = new Set<string>();
  let pieces: Buffer[] = [];
  const keep = async (hash: string): Promise<void> => {
    if (!store) return;
    const received = await receiveBytes(store, Buffer.concat(pieces));
    if (received.hash !== hash) {
      await discard(received);
      throw new AppError("BAD_INPUT", `备份里的文件 ${hash} 与校验和不符，恢复没有完成。请换一份备份。`);
    }
    await place(store, received);
    wanted.delete(hash);
  };
  let contents = 0;
  return {
    get contents() {
      return contents;
    },
    get missing() {
      return wanted.size;
    },
    expect: (hash) => {
      contents += 1;
      wanted.add(hash);
    },
    take: async ([, hash, piece, whole]) => {
      if (whole === undefined) return void pieces.push(Buffer.from(piece, "base64"));
      if (whole) await keep(hash);
      pieces = [];
    },
  };
}
