import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Graph, RunOptions } from "./connection.ts";
import { awaitIndexes, listMigrations, prepareLock, prepareLog, recordMigration } from "./queries.ts";
import type { Query } from "./query.ts";
import { inTurn } from "./turns.ts";

export interface Migration {
  /** Three digits: `001`. */
  id: string;
  /** The file's name without its ending. */
  name: string;
  /** SHA-256 of the file. */
  checksum: string;
  statements: string[];
}

const schemaFolder = new URL("../../cypher/schema/", import.meta.url);
const deadline = { deadlineMs: 10 * 60_000 };
const turn = {
  name: "migrations",
  leaseSeconds: 60,
  tooLong: "另一个链盟服务一直在升级数据库结构。请等它完成，或停止它一分钟后重新启动。",
} as const;

/**
 * Brings the graph's schema to the code's: applies every file of `cypher/schema/` that the graph does not record, once
 * each, in order. Servers that start together take turns. Returns the names applied. A migration that broke off is run
 * again from its beginning, so each statement must bear repetition (`IF NOT EXISTS`, `MERGE`).
 * Rejects with CONFLICT when an applied file was changed, or the graph is newer than the code.
 */
export async function migrate(
  graph: Graph,
  migrations: Migration[] = readMigrations(schemaFolder),
): Promise<string[]> {
  // The usual start: one statement, no lock.
  if ((await unapplied(graph, migrations, deadline)).length === 0) return [];
  await prepare(graph);
  return inTurn(graph, turn, async () => {
    const pending = await unapplied(graph, migrations, deadline);
    for (const migration of pending) await apply(graph, migration);
    if (pending.length > 0) await graph.run(awaitIndexes, {}, deadline);
    return pending.map(({ name }) => name);
  });
}

/** How many migrations the graph still lacks: 0 once `migrate` has run. */
export async function pendingMigrations(graph: Graph): Promise<number> {
  return (await unapplied(graph, readMigrations(schemaFolder))).length;
}

/** The migrations in a folder, in order. A number used twice is a mistake in the code. */
export function readMigrations(folder: URL): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".cypher"))
    .sort();
  return files.map((file, index) => {
    const [, id] = /^(\d{3})-[\w-]+\.cypher$/.exec(file) ?? [];
    // Numbers need not follow on each other; no two files may have the same one.
    if (!id || id === "000" || files[index - 1]?.startsWith(`${id}-`))
      throw new Error(`cypher/schema/${file}: expected a number of its own, as 001-name`);
    const text = readFileSync(new URL(file, folder), "utf8");
    const checksum = createHash("sha256").update(text).digest("hex");
    return { id, name: file.replace(/\.cypher$/, ""), checksum, statements: statementsOf(text) };
  });
}

/** Cuts a file at the semicolons that end a line; comment lines between statements are dropped. */
export function statementsOf(text: string): string[] {
  return text
    .split(/;[ \t]*(?:\r?\n|$)/)
    .map((part) => part.replace(/^\s*\/\/.*$/gm, "").trim())
    .filter((statement) => statement !== "");
}

/** Two servers that create the same constraint at once may hinder each other; the second finds it made. */
async function prepare(graph: Graph): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await graph.run(prepareLock, {}, deadline);
      await graph.run(prepareLog, {}, deadline);
      return;
    } catch (error) {
      if (attempt >= 5 || (error instanceof AppError && error.code === "UNAVAILABLE")) throw error;
      await pause(200 * attempt);
    }
  }
}

async function unapplied(
  graph: Graph,
  migrations: Migration[],
  options: RunOptions = {},
): Promise<Migration[]> {
  const applied = await graph.run(listMigrations, {}, options);
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const { id, name, checksum } of applied) {
    const ours = known.get(id);
    if (!ours)
      throw new AppError(
        "CONFLICT",
        `数据库的结构（${name}）比这个版本的程序新。请改用新版本的程序，数据没有改动。`,
      );
    if (ours.checksum !== checksum)
      throw new AppError(
        "CONFLICT",
        `数据库已经执行过的结构升级 ${name} 在程序里被改动了。请恢复 cypher/schema/${ours.name}.cypher，改动写成新的升级文件。`,
      );
  }
  const done = new Set(applied.map(({ id }) => id));
  return migrations.filter(({ id }) => !done.has(id));
}

async function apply(graph: Graph, { id, name, checksum, statements }: Migration): Promise<void> {
  for (const text of statements) {
    const statement: Query<typeof nothing, typeof anything> = {
      name: `schema/${name}`,
      mode: "write",
      params: nothing,
      row: anything,
      text,
    };
    // One at a time in its own transaction: the database refuses schema and data in the same one.
    await graph.run(statement, {}, deadline);
  }
  await graph.run(recordMigration, { id, name, checksum }, deadline);
}

const nothing = z.object({});
const anything = z.unknown();
const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** Names of the migrations that this version of the program has. */
export const schemaNames = (): string[] => readMigrations(schemaFolder).map(({ name }) => name);
