import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../../server/config.ts";
import { ensureCached } from "../../server/setup/cache.ts";
import { ensureJdk, ensureMaven, findJdk } from "../../server/setup/java.ts";
import { takeLock, waitForLock } from "../../server/setup/lock.ts";
import { silentProgress } from "../../server/setup/progress.ts";
import { runProgram } from "../../server/setup/system.ts";
import { sourcesKey } from "../../server/setup/web.ts";
import { checkout } from "../support/machine.ts";

const root = mkdtempSync(join(tmpdir(), "lianmeng-machine-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Something that looks like a JDK of that version. */
function jdk(folder: string, name: string, release: string, tools = ["java", "javac", "jar"]): string {
  const home = join(root, folder, name);
  mkdirSync(join(home, "bin"), { recursive: true });
  for (const tool of tools) {
    writeFileSync(join(home, "bin", tool), "#!/bin/sh\n");
    chmodSync(join(home, "bin", tool), 0o755);
  }
  writeFileSync(join(home, "release"), `IMPLEMENTOR="x"\nJAVA_VERSION="${release}"\n`);
  return home;
}

describe("finding Java", () => {
  it("takes 17 or 21 rather than a newer one, and never an older one or one without a compiler", () => {
    const folder = "jdks";
    jdk(folder, "a-newer", "25.0.1");
    jdk(folder, "b-older", "11.0.2");
    jdk(folder, "c-runtime", "17.0.9", ["java"]);
    expect(findJdk({ PATH: "" }, [join(root, folder)])?.version).toBe(25);
    const fitting = jdk(folder, "d-fitting", "17.0.15");
    expect(findJdk({ PATH: "" }, [join(root, folder)])).toEqual({ home: fitting, version: 17 });
  });

  it("says in one sentence what to install where nothing is found and nothing may be installed", async () => {
    await expect(ensureJdk({ PATH: "" }, silentProgress, [])).rejects.toThrow(
      /^缺少 JDK 17.*sudo apt-get install -y openjdk-17-jdk-headless maven.*。$/,
    );
    await expect(ensureMaven({ PATH: "" }, silentProgress)).rejects.toThrow(
      /^缺少 Maven：.*sudo apt-get install -y maven.*。$/,
    );
  });
});

describe("the cache of what was fetched", () => {
  const content = "the jar";
  const fetches: string[] = [];
  const folderOf = (name: string, text = content) => ({
    dir: join(root, "cache", name),
    what: "图数据库",
    pins: new Map([["lib/a.jar", createHash("sha256").update(content).digest("hex")]]),
    fill: async (dir: string) => {
      fetches.push(name);
      mkdirSync(join(dir, "lib"));
      writeFileSync(join(dir, "lib", "a.jar"), text);
      await new Promise((wake) => setTimeout(wake, 50));
    },
  });

  it("fetches once for starts that come together, and not again", async () => {
    await Promise.all([1, 2, 3].map(() => ensureCached(folderOf("once"), silentProgress)));
    await ensureCached(folderOf("once"), silentProgress);
    expect(fetches.filter((name) => name === "once")).toHaveLength(1);
  });

  it.each([
    ["cut", (file: string) => writeFileSync(file, "the")],
    ["changed in place", (file: string) => writeFileSync(file, "the raj")],
    ["deleted", (file: string) => rmSync(file)],
  ])("fetches again when a jar was %s", async (how, damage) => {
    const folder = folderOf(how);
    const dir = await ensureCached(folder, silentProgress);
    await new Promise((wake) => setTimeout(wake, 10));
    damage(join(dir, "lib", "a.jar"));
    await ensureCached(folder, silentProgress);
    expect(readFileSync(join(dir, "lib", "a.jar"), "utf8")).toBe(content);
    expect(fetches.filter((name) => name === how)).toHaveLength(2);
  });

  it("takes files for unchanged whose times came through an archive, which keeps whole seconds", async () => {
    const folder = folderOf("layered");
    const jar = join(await ensureCached(folder, silentProgress), "lib", "a.jar");
    const seconds = Math.floor(statSync(jar).mtimeMs / 1000);
    utimesSync(jar, seconds, seconds);
    await ensureCached(folder, silentProgress);
    expect(fetches.filter((name) => name === "layered")).toHaveLength(1);
    utimesSync(jar, seconds - 1, seconds - 1);
    await ensureCached(folder, silentProgress);
    expect(fetches.filter((name) => name === "layered")).toHaveLength(2);
  });

  it("refuses a jar that is not the pinned one, and keeps nothing of it", async () => {
    const folder = folderOf("forged", "another jar");
    await expect(ensureCached(folder, silentProgress)).rejects.toThrow("与固定的版本不符（lib/a.jar");
    expect(() => readFileSync(join(folder.dir, "lib", "a.jar"))).toThrow();
  });
});

describe("the pages' sources", () => {
  it("are known by what is in them, not by times that an image does not keep", async () => {
    const folder = join(root, "checkout");
    mkdirSync(join(folder, "web"), { recursive: true });
    mkdirSync(join(folder, "server", "lists"), { recursive: true });
    const page = join(folder, "web", "page.tsx");
    const resolver = join(folder, "server", "lists", "resolvers.ts");
    writeFileSync(page, "one");
    writeFileSync(resolver, "one");
    const key = await sourcesKey(folder);
    utimesSync(page, 1, 1);
    writeFileSync(resolver, "two");
    expect(await sourcesKey(folder)).toBe(key);
    writeFileSync(page, "two");
    expect(await sourcesKey(folder)).not.toBe(key);
    writeFileSync(page, "one");
    writeFileSync(join(folder, "server", "lists", "schema.graphql"), "");
    expect(await sourcesKey(folder)).not.toBe(key);
  });
});

describe("the lock on a folder", () => {
  it("is given to one at a time of many that come together", async () => {
    const dir = join(root, "lock-together");
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const lock = await waitForLock(dir);
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((wake) => setTimeout(wake, 5));
        inside -= 1;
        await lock.release();
      }),
    );
    expect(most).toBe(1);
  });

  it("names its holder, and is free again once the holder was killed", async () => {
    const dir = join(root, "lock-killed");
    const lockModule = join(checkout, "server/setup/lock.ts");
    const script = `import { takeLock } from ${JSON.stringify(lockModule)}; await takeLock(${JSON.stringify(dir)}); process.kill(process.pid, "SIGKILL");`;
    const held = await takeLock(dir);
    expect(await takeLock(dir)).toEqual({
      heldBy: expect.objectContaining({ pid: process.pid, role: "owner" }),
    });
    if ("release" in held) await held.release();
    await runProgram(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: checkout,
    });
    expect(await takeLock(dir)).toHaveProperty("release");
  });
});

describe("the configuration", () => {
  it("has a value for everything, and takes an empty variable for an absent one", () => {
    expect(readConfig({ PORT: "" })).toMatchObject({
      port: 4000,
      host: "127.0.0.1",
      examples: { enterprises: 300 },
    });
  });

  it.each([
    [{ PORT: "70000" }, "环境变量 PORT 的值不对：应为 0 到 65535 的整数。"],
    [{ NEO4J_URI: "localhost:7687", NEO4J_PASSWORD: "x" }, "环境变量 NEO4J_URI 的值不对：应以 neo4j://"],
    [
      { NEO4J_URI: "bolt://localhost:7687" },
      "环境变量 NEO4J_PASSWORD 的值不对：设置了 NEO4J_URI 就必须同时设置密码。",
    ],
    [{ LIANMENG_EXAMPLES: "-1" }, "环境变量 LIANMENG_EXAMPLES 的值不对"],
  ])("says which variable is wrong: %j", (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });
});

describe("compose.yaml", () => {
  const compose = parse(readFileSync(join(checkout, "compose.yaml"), "utf8"));

  it("joins the server to the official Neo4j image by the variables the server reads", () => {
    expect(compose.services.neo4j.image).toBe("neo4j:5.26-community");
    expect(compose.services.neo4j.environment.NEO4J_PLUGINS).toBe('["graph-data-science"]');
    const { environment, depends_on } = compose.services.server;
    expect(depends_on.neo4j.condition).toBe("service_healthy");
    const given = { NEO4J_PASSWORD: "given", LIANMENG_FIELD_KEY: "0".repeat(64) };
    const config = readConfig({ ...environment, ...given });
    expect(config).toMatchObject({
      port: 4000,
      host: "0.0.0.0",
      neo4j: { uri: "neo4j://neo4j:7687", user: "neo4j" },
    });
  });

  it("keeps data in a volume and takes the password from outside", () => {
    expect(compose.services.neo4j.volumes).toContain("neo4j-data:/data");
    expect(Object.keys(compose.volumes)).toContain("neo4j-data");
    expect(readFileSync(join(checkout, "compose.yaml"), "utf8")).not.toMatch(/NEO4J_AUTH: neo4j\/\w/);
  });
});
