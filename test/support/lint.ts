import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lintCypherQuery } from "@neo4j-cypher/language-support";
import { linterSchema } from "./cypherModel.ts";
import { cacheFolder } from "./machine.ts";
import { impossibleRelationships } from "./patterns.ts";

// The linter takes up to a second a statement; one found clean stays so until it or the model changes.
const file = join(cacheFolder, "clean-statements.json");
const clean = new Set<string>(existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as string[]) : []);

/** A statement that needs the database's own ids (a number each, half the size of `elementId`) says why. */
const internalIds = /^\/\/ Internal ids: \S.{10,}/m;

/** Problems of a statement by the graph model and by its declared parameters; empty when all is well. */
export function problems(text: string, parameters: readonly string[]): string[] {
  const schema = linterSchema(parameters);
  const key = createHash("sha256")
    .update(JSON.stringify([text, schema]))
    .digest("hex")
    .slice(0, 20);
  const impossible = impossibleRelationships(text).map((pattern) => `the graph model has no ${pattern}`);
  if (clean.has(key)) return impossible;
  const found = lintCypherQuery(text, schema)
    .diagnostics.map(({ message, range }) => `line ${range.start.line + 1}: ${sentenceIn(message)}`)
    .filter((sentence) => !(internalIds.test(text) && /deprecated function\. \('id'/.test(sentence)));
  if (found.length === 0) clean.add(key);
  return [...found, ...impossible];
}

/** The linter's sentence without its general advice. */
const sentenceIn = (message: string | { value: string }): string =>
  (typeof message === "string" ? message : message.value).split(". Make sure")[0] ?? "";

/** Keeps what was found clean for the next run. */
export function rememberClean(): void {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(file, JSON.stringify([...clean]));
}
