import { resolve } from "node:path";
import { AppError } from "../errors.ts";
import { type FileStore, isEmpty } from "../files/store.ts";
import type { Graph, GraphSettings, Transaction } from "../graph/connection.ts";
import { schemaNames } from "../graph/migrate.ts";
import { openRawLink, type RawLink } from "../graph/rawLink.ts";
import { fromPlain, type PlainValue } from "../graph/values.ts";
import { type ArchiveHead, type ArchiveLine, readArchive, verifyArchive } from "./archive.ts";
import { digestOf } from "./backup.ts";
import { type Contents, type ContentWriter, contentHash, openContentWriter } from "./contents.ts";
import type { Digest, NodeKey, Properties } from "./digest.ts";
import { refuseHalfRestored } from "./mark.ts";
import {
  countData,
  createNodes,
  createRelationships,
  deleteMark,
  dropConstraint,
  dropIndex,
  listConstraints,
  listIndexes,
  setMark,
  wipeData,
} from "./queries.ts";

export interface RestoreOptions {
  /** Empties a database whose last restore broke off, and starts anew. */
  again?: boolean;
  /** Last of all, in the transaction that takes the mark away; told when the archive was made (instant, ISO). */
  settle?: (tx: Transaction, createdAt: string) => Promise<void>;
  onProgress?: (nodes: number, relationships: number) => void;
  /** Where the contents of attached files go; they are left out when absent. */
  files?: FileStore | undefined;
}

const batch = 5000;
const patient = { deadlineMs: 30 * 60_000 };

/**
 * Puts an archive into an empty database and proves that the result equals it. Nothing is written before the archive's
 * seal has been checked. Until the end the graph carries a mark that `refuseHalfRestored` finds.
 * BAD_INPUT: no whole archive; CONFLICT: the database is not empty, or the archive is newer than the program.
 */
export async function restore(
  settings: GraphSettings,
  graph: Graph,
  file: string,
  options: RestoreOptions = {},
): Promise<Digest & Contents> {
  await verifyArchive(file);
  const head = await readHead(file);
  const { files, again = false } = options;
  // Its sweeper would take away what another graph's files are.
  if (files && !again && !(await isEmpty(files)))
    throw new AppError(
      "CONFLICT",
      `存放文件的文件夹 ${files.folder} 不是空的，没有写入任何内容。请先移走它，或用 LIANMENG_FILES 指定另一个。`,
    );
  const link = openRawLink(settings);
  try {
    await beginRestore(graph, resolve(file), again);
    const contents = openContentWriter(files);
    const expected = await fill(link, file, contents, options.onProgress ?? (() => undefined));
    for (const statement of head.schema) await link.run(statement);
    await link.run("CALL db.awaitIndexes(3600)");
    await prove(graph, link, head, expected);
    await graph.write(async (tx) => {
      await options.settle?.(tx, head.createdAt);
      await tx.run(deleteMark, {});
    }, patient);
    return { ...expected, contents: contents.contents, missing: contents.missing };
  } finally {
    await link.close();
  }
}

async function readHead(file: string): Promise<ArchiveHead> {
  for await (const line of readArchive(file)) {
    if (line[0] !== "head" || line[1].format !== "lianmeng-backup" || line[1].version !== 1) break;
    const known = new Set(schemaNames());
    const unknown = line[1].migrations.find((name) => !known.has(name));
    if (unknown)
      throw new AppError(
        "CONFLICT",
        `备份来自更新的版本（${unknown}），没有写入任何内容。请用新版本的程序恢复。`,
      );
    return line[1];
  }
  throw new AppError("BAD_INPUT", `${file} 不是这个程序能读的备份，没有写入任何内容。`);
}

async function beginRestore(graph: Graph, archive: string, again: boolean): Promise<void> {
  const broken = await refuseHalfRestored(graph).then(
    () => false,
    (error: unknown) => {
      if (again && error instanceof AppError && error.code === "CONFLICT") return true;
      throw error;
    },
  );
  if (broken) await wipe(graph);
  const [count] = await graph.run(countData, {}, patient);
  const schema = [...(await graph.run(listConstraints, {})), ...(await graph.run(listIndexes, {}))];
  if (count?.nodes !== 0 || schema.length > 0)
    throw new AppError(
      "CONFLICT",
      `数据库不是空的（${count?.nodes ?? 0} 个节点，${schema.length} 项结构），没有写入任何内容。请恢复到一个空的数据库：移走数据目录，或用 NEO4J_URI 指定另一个。`,
    );
  await graph.run(setMark, { archive });
}

async function wipe(graph: Graph): Promise<void> {
  await graph.run(wipeData, {}, patient);
  for (const { name } of await graph.run(listConstraints, {})) await graph.run(dropConstraint, { name });
  for (const { name } of await graph.run(listIndexes, {})) await graph.run(dropIndex, { name });
}

/** Creates everything in batches; the graph has no indexes yet, so nothing is maintained on the way. */
async function fill(
  link: RawLink,
  file: string,
  contents: ContentWriter,
  onProgress: (nodes: number, relationships: number) => void,
): Promise<Digest> {
  const ids = new Map<NodeKey, unknown>();
  let nodes: { key: NodeKey; labels: string[]; properties: object }[] = [];
  const edges = new Map<string, { start: unknown; end: unknown; properties: object }[]>();
  let done = 0;
  let expected: Digest | undefined;

  const flushNodes = async (): Promise<void> => {
    if (nodes.length === 0) return;
    for (const { key, id } of await link.run(createNodes.text, { rows: nodes })) ids.set(key as NodeKey, id);
    nodes = [];
    onProgress(ids.size, done);
  };
  const flushEdges = async (type: string): Promise<void> => {
    const rows = edges.get(type) ?? [];
    edges.delete(type);
    if (rows.length === 0) return;
    await link.run(createRelationships.text, { type, rows });
    done += rows.length;
    onProgress(ids.size, done);
  };
  const take = async (line: ArchiveLine): Promise<void> => {
    if (line[0] === "n") {
      const hash = contentHash(line[2], line[3]);
      if (hash !== null) contents.expect(hash);
      nodes.push({ key: line[1], labels: line[2], properties: readProperties(line[3]) });
      if (nodes.length >= batch) await flushNodes();
    } else if (line[0] === "r") {
      if (nodes.length > 0) await flushNodes();
      const rows = edges.get(line[1]) ?? [];
      edges.set(line[1], rows);
      rows.push({ start: ids.get(line[2]), end: ids.get(line[3]), properties: readProperties(line[4]) });
      if (rows.length >= batch) await flushEdges(line[1]);
    } else if (line[0] === "f") await contents.take(line);
    else if (line[0] === "end") expected = line[1];
  };

  for await (const line of readArchive(file)) await take(line);
  await flushNodes();
  for (const type of [...edges.keys()]) await flushEdges(type);
  if (!expected) throw new AppError("BAD_INPUT", `${file} 没有结尾，恢复没有完成。请换一份备份。`);
  return expected;
}

const readProperties = (properties: Properties): object =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]: [string, PlainValue]) => [key, fromPlain(value)]),
  );

/** The graph as it now is, read again, must be the archive's: contents by the digest, and every constraint and index. */
async function prove(graph: Graph, link: RawLink, head: ArchiveHead, expected: Digest): Promise<void> {
  const found = await digestOf(link);
  const schema = [...(await graph.run(listConstraints, {})), ...(await graph.run(listIndexes, {}))];
  const made = new Set(schema.map(({ createStatement }) => createStatement));
  const missing = head.schema.filter((statement) => !made.has(statement));
  if (found.hash === expected.hash && found.nodes === expected.nodes && missing.length === 0) return;
  throw new AppError(
    "CONFLICT",
    `恢复后的数据与备份不一致（节点 ${found.nodes}/${expected.nodes}，关系 ${found.relationships}/${expected.relationships}，缺少结构 ${missing.length} 项）。这个数据库不能使用，请加 --again 重新恢复。`,
  );
}
