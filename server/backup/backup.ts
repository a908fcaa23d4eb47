import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { FileStore } from "../files/store.ts";
import type { Graph, GraphSettings } from "../graph/connection.ts";
import { listMigrations } from "../graph/queries.ts";
import { openRawLink, type RawLink } from "../graph/rawLink.ts";
import { type PlainValue, toPlain } from "../graph/values.ts";
import { sealBehindGate } from "../identity/sealer.ts";
import { type ArchiveHead, type ArchiveLine, writeArchive } from "./archive.ts";
import { type Contents, contentHash, contentLines } from "./contents.ts";
import { type Digest, startDigest } from "./digest.ts";
import { refuseHalfRestored } from "./mark.ts";
import { listConstraints, listIndexes, readNodes, readRelationships } from "./queries.ts";
import { readConsistently, type Snapshot, type SnapshotOptions } from "./snapshot.ts";
import { openSpool, type Spool, spoolFolder } from "./spool.ts";

export interface BackupOptions extends SnapshotOptions {
  /** Where the contents of attached files are; the graph alone is backed up when absent. */
  files?: FileStore | undefined;
}

export interface BackupResult extends Digest, Snapshot, Contents {
  file: string;
  bytes: number;
}

/**
 * Writes the whole graph as it is at one moment into an archive at `file`, with the contents of the files that it knows.
 * Reads are answered all the time; writes wait
 * as `readConsistently` says. Beside the archive it needs room for the graph uncompressed. `AppError` with what to do.
 */
export async function backUp(
  settings: GraphSettings,
  graph: Graph,
  file: string,
  options: BackupOptions = {},
): Promise<BackupResult> {
  await refuseHalfRestored(graph);
  const target = resolve(file);
  await mkdir(dirname(target), { recursive: true });
  const folder = await spoolFolder(dirname(target));
  const link = openRawLink(settings);
  const nodes = openSpool(join(folder.dir, "nodes"));
  const relationships = openSpool(join(folder.dir, "relationships"));
  try {
    const head = await readHead(graph);
    const read = (signal: AbortSignal): Promise<boolean> => readAll(link, nodes, relationships, signal);
    const snapshot = await readConsistently(
      { graph, link, read, onHeld: () => sealBehindGate(graph) },
      options,
    );
    const digest = startDigest();
    const found: Digest[] = [];
    const counted: Contents = { contents: 0, missing: 0 };
    // Writers go on while contents are read: what they let go stays for a grace that is longer than any backup.
    const contents = (hashes: Iterable<string>) =>
      options.files ? contentLines(options.files, hashes, counted) : [];
    const lines = archiveLines({ head, nodes, relationships, contents }, digest, (summary) =>
      found.push(summary),
    );
    const { bytes } = await writeArchive(target, lines);
    const [summary] = found;
    if (!summary) throw new Error("an archive was written without its summary");
    return { file: target, bytes, ...snapshot, ...summary, ...counted };
  } finally {
    nodes.close();
    relationships.close();
    await link.close();
    await folder.remove();
  }
}

async function readHead(graph: Graph): Promise<ArchiveHead> {
  const migrations = await graph.run(listMigrations, {});
  const schema = [...(await graph.run(listConstraints, {})), ...(await graph.run(listIndexes, {}))];
  return {
    format: "lianmeng-backup",
    version: 1,
    createdAt: new Date().toISOString(),
    migrations: migrations.map(({ name }) => name),
    schema: schema.map(({ createStatement }) => createStatement),
  };
}

/** Both streams at once: the database reads one while the other is on its way. */
async function readAll(
  link: RawLink,
  nodes: Spool,
  relationships: Spool,
  signal: AbortSignal,
): Promise<boolean> {
  nodes.clear();
  relationships.clear();
  const complete = await Promise.all([
    streamNodes(link, (...node) => nodes.add(JSON.stringify(["n", ...node])), signal),
    streamRelationships(link, (...edge) => relationships.add(JSON.stringify(["r", ...edge])), signal),
  ]);
  return complete.every(Boolean);
}

type Take<Kind extends "n" | "r"> = (
  ...line: Extract<ArchiveLine, [Kind, ...unknown[]]> extends [Kind, ...infer Rest] ? Rest : never
) => void;

const streamNodes = (link: RawLink, take: Take<"n">, signal?: AbortSignal): Promise<boolean> =>
  link.stream(
    readNodes.text,
    ([id, labels, properties]) => take(keyOf(id), labels as string[], plainProperties(properties)),
    signal,
  );

const streamRelationships = (link: RawLink, take: Take<"r">, signal?: AbortSignal): Promise<boolean> =>
  link.stream(
    readRelationships.text,
    ([type, start, end, properties]) =>
      take(type as string, keyOf(start), keyOf(end), plainProperties(properties)),
    signal,
  );

/** The digest of a graph that nobody writes to. */
export async function digestOf(link: RawLink): Promise<Digest> {
  const digest = startDigest();
  await streamNodes(link, digest.addNode);
  await streamRelationships(link, digest.addRelationship);
  return digest.finish();
}

interface ArchiveParts {
  head: ArchiveHead;
  nodes: Spool;
  relationships: Spool;
  /** Lines of the contents with these hashes. */
  contents: (hashes: Iterable<string>) => AsyncIterable<string> | Iterable<string>;
}

async function* archiveLines(
  { head, nodes, relationships, contents }: ArchiveParts,
  digest: ReturnType<typeof startDigest>,
  onSummary: (digest: Digest) => void,
): AsyncGenerator<string> {
  yield `${JSON.stringify(["head", head])}\n`;
  const hashes = new Set<string>();
  for (const spool of [nodes, relationships]) {
    let block = "";
    for await (const line of spool.read()) {
      const parsed = JSON.parse(line) as ArchiveLine;
      if (parsed[0] === "n") {
        digest.addNode(parsed[1], parsed[2], parsed[3]);
        const hash = contentHash(parsed[2], parsed[3]);
        if (hash !== null) hashes.add(hash);
      }
      if (parsed[0] === "r") digest.addRelationship(parsed[1], parsed[2], parsed[3], parsed[4]);
      block += `${line}\n`;
      if (block.length < 1 << 18) continue;
      yield block;
      block = "";
    }
    yield block;
  }
  yield* contents(hashes);
  const summary = digest.finish();
  onSummary(summary);
  yield `${JSON.stringify(["end", summary])}\n`;
}

const keyOf = (id: unknown): number | string => {
  const plain = toPlain(id) as { i: number | string };
  return plain.i;
};

function plainProperties(properties: unknown): Record<string, PlainValue> {
  const plain: Record<string, PlainValue> = {};
  for (const key in properties as object) plain[key] = toPlain((properties as Record<string, unknown>)[key]);
  return plain;
}
