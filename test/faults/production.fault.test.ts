import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedDatabase, startEmbedded } from "../../server/graph/embedded.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { operationsBeside } from "../../server/setup/web.ts";
import { cacheFolder, checkout, quickJava } from "../support/machine.ts";
import { run, startServer, temporaryFolder } from "../support/processes.ts";
import { askTls, makePair } from "../support/tls.ts";

const folder = temporaryFolder();
let database: EmbeddedDatabase;

beforeAll(async () => {
  const program = await ensureDatabaseProgram(cacheFolder, terminalProgress);
  const memory = { heapMb: 512, pageCacheMb: 64 };
  database = await startEmbedded({ dataDir: temporaryFolder(), program, memory, javaOptions: quickJava });
});
afterAll(() => database.stop(0));

it("in production, with a pair and without the demo, serves HTTPS, its pages, their documents and no others", async () => {
  const files = makePair(folder, "live");
  const env = {
    NODE_ENV: "production",
    LIANMENG_DEMO: "off",
    LIANMENG_EXAMPLES: "0",
    LIANMENG_FIELD_KEY: "ab".repeat(32),
    NEO4J_URI: database.uri,
    NEO4J_PASSWORD: database.password,
    TLS_CERT: files.cert,
    TLS_KEY: files.key,
  };
  const server = startServer(env);
  await server.says("链盟已启动");
  const [, port = ""] = /https:\/\/localhost:(\d+)/.exec(server.output()) ?? [];
  const page = await askTls(Number(port), "/");
  expect(page.status).toBe(200);
  expect(page.headers["strict-transport-security"]).toBe("max-age=15552000");
  const ask = (body: object) => askTls(Number(port), "/graphql", { body: JSON.stringify(body) });
  const words = await ask({ query: "{ me { kind } }" });
  expect({ status: words.status, text: words.text }).toMatchObject({
    status: 403,
    text: expect.stringContaining("DOCUMENT_REFUSED"),
  });
  const known = Object.entries(
    JSON.parse(readFileSync(operationsBeside(join(checkout, "dist", "web")), "utf8")) as Record<
      string,
      string
    >,
  );
  const [documentId] = known.find(([, text]) => text.includes("query Me ")) ?? [];
  expect(JSON.parse((await ask({ documentId })).text).data.me.kind).toBe("anonymous");

  // Our own commands find the server behind its certificate.
  const statements = run("npm", ["run", "--silent", "slow-statements"], { ...env, PORT: port });
  expect(await statements.ended).toBe(0);
  expect(statements.output()).toMatch(/p95 ms[\s\S]*\w+\/[\w-]+ +\d+/);

  const next = makePair(folder, "next");
  copyFileSync(next.cert, files.cert);
  copyFileSync(next.key, files.key);
  server.kill("SIGHUP");
  await server.says("TLS 证书已更新。");
  expect((await askTls(Number(port), "/health/live")).status).toBe(200);
  server.kill("SIGTERM");
  expect(await server.ended).toBe(0);
});
