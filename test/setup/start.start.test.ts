import { existsSync, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, startEmbedded } from "../../server/graph/embedded.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder, quickJava } from "../support/machine.ts";
import { databasesIn, eventually, run, startServer, temporaryFolder } from "../support/processes.ts";

const memory = { heapMb: 512, pageCacheMb: 64 };
const otherData = temporaryFolder();
let other: EmbeddedDatabase;

beforeAll(async () => {
  const program = await ensureDatabaseProgram(cacheFolder, terminalProgress);
  other = await startEmbedded({ dataDir: otherData, program, memory, javaOptions: quickJava });
});
afterAll(() => other.stop(0));

const addressIn = (output: string): string => /http:\S+/.exec(output)?.[0] ?? "";

describe("starting against a database of one's own choice", () => {
  it("serves from NEO4J_URI, and starts no database beside it", async () => {
    const dataDir = temporaryFolder();
    const server = startServer({
      LIANMENG_DATA: join(dataDir, "unused"),
      NEO4J_URI: other.uri.replace("bolt:", "neo4j:"),
      NEO4J_PASSWORD: other.password,
    });
    await server.says("链盟已启动");
    const ready = await fetch(`${addressIn(server.output())}/health/ready`);
    expect(await ready.json()).toMatchObject({ status: "ok", pendingMigrations: 0 });
    // Attached files have their place, the database none.
    expect(readdirSync(join(dataDir, "unused"))).toEqual(["files"]);
    server.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(await databasesIn(dataDir)).toEqual([]);
  });

  it("says in one sentence that the password is wrong", async () => {
    const server = startServer({ NEO4J_URI: other.uri, NEO4J_PASSWORD: "wrong-password" });
    expect(await server.ended).toBe(1);
    expect(server.output().trim()).toBe("图数据库拒绝了用户名或密码。请检查 NEO4J_USER 与 NEO4J_PASSWORD。");
  });

  it("says in one sentence that there is no such database", async () => {
    const server = startServer({
      NEO4J_URI: other.uri,
      NEO4J_PASSWORD: other.password,
      NEO4J_DATABASE: "nosuch",
    });
    expect(await server.ended).toBe(1);
    expect(server.output().trim()).toMatch(/^图数据库里没有 NEO4J_DATABASE 所指的库/);
  });

  it("says in one sentence that nothing answers, within 15 s", async () => {
    const began = Date.now();
    const server = startServer({ NEO4J_URI: "bolt://127.0.0.1:9", NEO4J_PASSWORD: "x" });
    expect(await server.ended).toBe(1);
    expect(server.output().trim()).toMatch(/^连接不上图数据库。.*NEO4J_URI.*$/);
    expect(Date.now() - began).toBeLessThan(15_000);
  });
});

describe("starting where something is in the way", () => {
  it("says which port is taken, before any set-up, and leaves no data folder", async () => {
    const occupant = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => occupant.once("listening", resolve));
    const { port } = occupant.address() as AddressInfo;
    const dataDir = join(temporaryFolder(), "data");
    const server = startServer({ PORT: String(port), LIANMENG_DATA: dataDir });
    expect(await server.ended).toBe(1);
    expect(server.output().trim()).toBe(
      `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口，例如：PORT=4000 npm start`,
    );
    expect(existsSync(dataDir)).toBe(false);
    occupant.close();
  });

  it("refuses a data folder that another start uses, and names that process", async () => {
    const server = startServer({ LIANMENG_DATA: otherData });
    expect(await server.ended).toBe(1);
    expect(server.output().trim()).toContain(`${otherData} 正被另一个链盟进程（进程号 ${process.pid}）使用`);
  });

  it("lists every wrong variable", async () => {
    const server = startServer({ PORT: "often", NEO4J_URI: "http://x", LOG_LEVEL: "loud" });
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain("环境变量 PORT 的值不对：应为 0 到 65535 的整数。");
    expect(server.output()).toContain("环境变量 NEO4J_URI 的值不对");
    expect(server.output()).toContain("环境变量 LOG_LEVEL 的值不对");
  });
});

describe("ending", () => {
  const dataDir = temporaryFolder();

  it("leaves no process when npm, which started it, is killed; the password stays its owner's, and it answers again", async () => {
    const npm = run("npm", ["start"], {
      PORT: "0",
      NODE_ENV: "development",
      LIANMENG_EXAMPLES: "0",
      LIANMENG_DATA: dataDir,
    });
    await npm.says("链盟已启动");
    expect((await stat(join(dataDir, "neo4j", "password"))).mode & 0o777).toBe(0o600);
    const address = addressIn(npm.output());
    npm.kill("SIGKILL");
    const gone = async (): Promise<boolean> =>
      (await databasesIn(dataDir)).length === 0 &&
      (await fetch(address).then(
        () => false,
        () => true,
      ));
    expect(await eventually(gone, 30_000)).toBe(true);
    const again = startServer({ LIANMENG_DATA: dataDir });
    await again.says("链盟已启动");
    again.kill("SIGKILL");
    expect(await again.ended).toBe(-1);
    expect(await eventually(async () => (await databasesIn(dataDir)).length === 0, 30_000)).toBe(true);
  });

  it("stops within seconds when asked in the middle of its start", async () => {
    const server = startServer({ LIANMENG_DATA: dataDir });
    expect(await eventually(async () => (await databasesIn(dataDir)).length === 1, 30_000)).toBe(true);
    server.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(await eventually(async () => (await databasesIn(dataDir)).length === 0, 10_000)).toBe(true);
  });
});
