import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { boundQueries, type Query } from "../../server/graph/query.ts";
import { checkout } from "./machine.ts";

const sources = (folder: string): string[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("generated"))
    .map((path) => join(folder, path));

/** Every source file of the server and the seed, with its text. */
export const serverSources = (): { path: string; text: string }[] =>
  [...sources("server"), ...sources("seed")].map((path) => ({
    path,
    text: readFileSync(join(checkout, path), "utf8"),
  }));

/** Names of all statements in `cypher/`, without the migrations. */
export const statementFiles = (): string[] =>
  readdirSync(join(checkout, "cypher"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".cypher") && !path.startsWith("schema/"))
    .map((path) => path.replace(/\.cypher$/, ""))
    .sort();

/** Every statement bound anywhere in the server or the seed: loads each module that binds one. */
export async function allQueries(): Promise<Query[]> {
  for (const { path, text } of serverSources())
    if (/\bdefineQuery\(/.test(text) && !path.endsWith("graph/query.ts")) await import(join(checkout, path));
  return [...boundQueries().values()].sort((a, b) => a.name.localeCompare(b.name));
}
