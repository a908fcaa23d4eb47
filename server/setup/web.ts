import { copyFile, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { AppError } from "../errors.ts";
import { keyOf } from "./cache.ts";
import { waitForLock } from "./lock.ts";
import type { Progress } from "./progress.ts";
import { runProgram } from "./system.ts";

const inputs = ["web", "server", "codegen.ts", "vite.config.ts", "package-lock.json"];
const isInput = (path: string): boolean =>
  !/(^|\/)(generated|node_modules)\//.test(path) && (!path.startsWith("server") || path.endsWith(".graphql"));

/**
 * Builds the web application into `dist/web` unless it is up to date with its sources and the GraphQL schema, and
 * returns that folder. `AppError` with the builder's words where it fails.
 */
export async function ensureWeb(checkout: string, progress: Progress): Promise<string> {
  const web = join(checkout, "dist", "web");
  const stamp = join(checkout, "dist", "web.stamp");
  const isFresh = async (): Promise<boolean> =>
    (await readFile(stamp, "utf8").catch(() => "")) === (await sourcesKey(checkout)) &&
    (await exists(join(web, "index.html"))) &&
    (await exists(operationsBeside(web)));
  if (await isFresh()) return web;
  const lock = await waitForLock(join(checkout, "dist", "lock"));
  try {
    if (await isFresh()) return web;
    progress.say("正在构建网页……");
    const key = await sourcesKey(checkout);
    await runTool(checkout, "graphql-codegen", "--config", "codegen.ts");
    await runTool(checkout, "vite", "build", "--logLevel", "warn");
    await copyFile(
      join(checkout, "web", "src", "generated", "persisted-documents.json"),
      operationsBeside(web),
    );
    await writeFile(stamp, key);
    return web;
  } finally {
    await lock.release();
  }
}

/** The manifest of the documents that the built pages in `web` send by their hashes. Beside them: it is not served. */
export const operationsBeside = (web: string): string => join(web, "..", "operations.json");

async function runTool(checkout: string, tool: string, ...args: string[]): Promise<void> {
  const { code, output } = await runProgram(join(checkout, "node_modules", ".bin", tool), args, {
    cwd: checkout,
    // The tests' own NODE_ENV would put React's slow development build into the pages, and the next start would serve it.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (code !== 0) throw new AppError("UNAVAILABLE", `构建网页失败（${tool}）：${output.trim().slice(-800)}`);
}

/** Changes with the path or content of any source of the web application; times say nothing in an image's layers. */
export async function sourcesKey(checkout: string): Promise<string> {
  const lines: string[] = [];
  for (const input of inputs) {
    const top = join(checkout, input);
    const found = await stat(top).catch(() => undefined);
    if (!found) continue;
    const below = found.isDirectory() ? await readdir(top, { recursive: true, withFileTypes: true }) : null;
    const paths = below
      ? below.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      : [top];
    const wanted = paths.map((path) => relative(checkout, path)).filter(isInput);
    for (const path of wanted.sort()) lines.push(path, await readFile(join(checkout, path), "utf8"));
  }
  return keyOf(...lines);
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
