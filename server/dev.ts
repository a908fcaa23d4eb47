import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "./config.ts";
import { ownFieldKey } from "./identity/fieldCipher.ts";
import { openDatabase } from "./open.ts";
import { beginLifetime, sentenceOf } from "./setup/lifetime.ts";
import { terminalProgress } from "./setup/progress.ts";
import { runProgram } from "./setup/system.ts";

// `npm run dev`: the database stays up while the server reloads with every change; Vite replaces modules in the page.
const checkout = fileURLToPath(new URL("..", import.meta.url));
const lifetime = beginLifetime();

try {
  const config = readConfig(process.env);
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "development" };
  // The browser talks to Vite, and Vite to the server in plain words.
  delete env.TLS_CERT;
  delete env.TLS_KEY;
  if (!config.neo4j) {
    const database = await openDatabase(config, lifetime, terminalProgress);
    env.NEO4J_URI = database.uri;
    env.NEO4J_USER = database.user;
    env.NEO4J_PASSWORD = database.password;
    // The server would take the database for somebody else's, which keeps no key of its own.
    env.LIANMENG_FIELD_KEY ||= (await ownFieldKey(config.dataDir)).toString("base64");
  }
  await generate();
  regenerateOnChange();
  run(
    "tsx",
    "watch",
    "--clear-screen=false",
    "--include",
    "./cypher/**/*",
    "--include",
    "./server/**/*.graphql",
    "server/main.ts",
  );
  run("vite");

  /** The generated types follow the GraphQL schema and the documents of the pages. */
  function regenerateOnChange(): void {
    let due: NodeJS.Timeout | undefined;
    for (const folder of ["server", "web/src"]) {
      const watcher = watch(join(checkout, folder), { recursive: true }, (_, file) => {
        if (!file || /generated/.test(file) || !(folder === "server" ? /\.graphql$/ : /\.tsx?$/).test(file))
          return;
        clearTimeout(due);
        due = setTimeout(() => void generate(), 300);
      });
      lifetime.onEnd(() => watcher.close());
    }
  }

  async function generate(): Promise<void> {
    const codegen = join(checkout, "node_modules", ".bin", "graphql-codegen");
    const { code, output } = await runProgram(codegen, ["--config", "codegen.ts"], { cwd: checkout });
    if (code !== 0) terminalProgress.say(output.trim());
  }

  /** A tool that runs until we end; when it ends by itself, so do we. */
  function run(tool: string, ...args: string[]): void {
    const child = spawn(join(checkout, "node_modules", ".bin", tool), args, {
      cwd: checkout,
      env,
      stdio: "inherit",
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    lifetime.onEnd(async () => {
      child.kill("SIGTERM");
      await ended;
    });
    child.once("close", (code) => void lifetime.end(code ?? 1));
  }
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}
