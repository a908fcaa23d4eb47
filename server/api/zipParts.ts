import { promisify } from "node:util";
import { type Entry, fromBuffer, type Options, type ZipFile } from "yauzl";

const fromBufferPromise = promisify<Buffer, Options, ZipFile>(fromBuffer);

/** What is wrong with an archive: it cannot be read, is larger than it may be, or has a password. */
export class ZipProblem extends Error {
  readonly problem: "broken" | "bomb" | "protected";

  constructor(problem: ZipProblem["problem"]) {
    super(problem);
    this.name = "ZipProblem";
    this.problem = problem;
  }
}

export interface ZipLimits {
  parts: number;
  /** Bytes of everything unpacked. */
  unpacked: number;
  /** Unpacked bytes over packed ones, of a part of a megabyte or more. */
  ratio: number;
}

export interface ZipParts {
  names: string[];
  /** Contents of the parts that were asked for, by name. */
  kept: Map<string, Buffer>;
}

/**
 * Unpacks an archive once, keeping only the parts that are asked for, before anything else reads it: the sizes that it
 * declares may lie. @throws ZipProblem
 */
export async function unpackParts(
  bytes: Buffer,
  limits: ZipLimits,
  keeps: (name: string) => boolean = () => false,
): Promise<ZipParts> {
  const archive = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }).catch(
    () => {
      throw new ZipProblem("broken");
    },
  );
  const names: string[] = [];
  const kept = new Map<string, Buffer>();
  let unpacked = 0;
  try {
    if (archive.entryCount > limits.parts) throw new ZipProblem("bomb");
    for await (const entry of archive.eachEntry()) {
      names.push(entry.fileName);
      if ((entry.generalPurposeBitFlag & 1) === 1) throw new ZipProblem("protected");
      if (names.length > limits.parts) throw new ZipProblem("bomb");
      const most = Math.min(
        limits.unpacked - unpacked,
        Math.max(1_000_000, entry.compressedSize * limits.ratio),
      );
      const chunks: Buffer[] | undefined = keeps(entry.fileName) ? [] : undefined;
      unpacked += await unpackOne(archive, entry, most, chunks);
      if (chunks) kept.set(entry.fileName, Buffer.concat(chunks));
    }
  } catch (error) {
    throw error instanceof ZipProblem ? error : new ZipProblem("broken");
  } finally {
    archive.close();
  }
  return { names, kept };
}

async function unpackOne(
  archive: ZipFile,
  entry: Entry,
  most: number,
  chunks: Buffer[] | undefined,
): Promise<number> {
  let size = 0;
  for await (const part of await archive.openReadStreamPromise(entry)) {
    size += (part as Buffer).length;
    if (size > most) throw new ZipProblem("bomb");
    chunks?.push(part as Buffer);
  }
  return size;
}
