import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { askOwnServer } from "../../server/operations/ownServer.ts";
import { type Front, takePort } from "../../server/setup/listen.ts";
import { readTlsPair, warnOfEnd, watchTls } from "../../server/setup/tls.ts";
import { checkout } from "../support/machine.ts";
import { askTls, makePair } from "../support/tls.ts";

const folder = mkdtempSync(join(tmpdir(), "lianmeng-tls-"));
const fronts: Front[] = [];
afterAll(async () => {
  await Promise.all(fronts.map((front) => front.close(0)));
  rmSync(folder, { recursive: true, force: true });
});

const first = makePair(folder, "first");
const second = makePair(folder, "second", 5);
const pairOf = (files: { cert: string; key: string }) => readTlsPair(files);

async function serve(files = first): Promise<Front> {
  const front = await takePort(0, "127.0.0.1", await pairOf(files));
  fronts.push(front);
  front.serve((_, response) => void response.end(JSON.stringify({ secure: true })));
  return front;
}
const portOf = (front: Front): number => Number(new URL(front.url).port);

/** Shakes hands and tells what was agreed on; rejects where nothing was. */
function shake(
  port: number,
  options: ConnectionOptions = {},
): Promise<{ name: string; protocol: string | null }> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(
      { port, host: "127.0.0.1", rejectUnauthorized: false, ...options },
      () => {
        resolve({ name: String(socket.getPeerCertificate().subject.CN), protocol: socket.getProtocol() });
        socket.destroy();
      },
    );
    socket.on("error", reject);
  });
}

describe("the pair of TLS_CERT and TLS_KEY", () => {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const locked = makePair(folder, "locked");
  execFileSync(
    "openssl",
    ["ec", "-in", locked.key, "-aes256", "-passout", "pass:geheim", "-out", `${locked.key}.p`],
    {
      stdio: "ignore",
    },
  );

  it("is read when it fits", async () => {
    const pair = await pairOf(first);
    expect(pair.cert.toString()).toContain("BEGIN CERTIFICATE");
  });

  it.each([
    [
      "a missing certificate",
      { ...first, cert: join(folder, "none") },
      /^找不到 TLS_CERT 指定的文件 .*none。请检查路径。$/,
    ],
    ["a missing key", { ...first, key: join(folder, "none") }, /^找不到 TLS_KEY 指定的文件/],
    ["a folder", { ...first, cert: folder }, /^读不了 TLS_CERT 指定的文件/],
    ["a certificate that is none", { ...first, cert: file("x.crt", "hello") }, /不是 PEM 格式的证书/],
    ["a key that is none", { ...first, key: first.cert }, /^TLS_KEY 指定的文件 .*不是可用的私钥/],
    ["a key behind a password", { cert: locked.cert, key: `${locked.key}.p` }, /没有口令的 PEM 私钥/],
    [
      "the key of another",
      { cert: first.cert, key: second.key },
      /^TLS_CERT 的证书与 TLS_KEY 的私钥不是一对/,
    ],
  ])("%s is said in one sentence without what stands in the files", async (_, files, sentence) => {
    const error: Error = await pairOf(files).then(
      () => new Error("fits"),
      (refused) => refused,
    );
    expect(error).toMatchObject({ code: "BAD_INPUT", message: expect.stringMatching(sentence) });
    const words = readFileSync(first.key, "utf8").split("\n")[1] ?? "?";
    expect(error.message).not.toContain(words);
    expect(error.message).not.toMatch(/BEGIN (EC )?PRIVATE|error:/);
  });

  it.skipIf(process.getuid?.() === 0)("a file that may not be read", async () => {
    const cert = file("secret.crt", "x");
    chmodSync(cert, 0);
    await expect(pairOf({ ...first, cert })).rejects.toThrow(/^读不了 TLS_CERT/);
  });

  it("is named in the configuration by both variables or by none", () => {
    expect(() => readConfig({ TLS_CERT: "/a" })).toThrow(/TLS_CERT 和 TLS_KEY 须同时设置/);
    expect(() => readConfig({ TLS_KEY: "/a" })).toThrow(/TLS_CERT 和 TLS_KEY 须同时设置/);
    expect(readConfig({ TLS_CERT: "/a", TLS_KEY: "/b" }).tls).toEqual({ cert: "/a", key: "/b" });
    expect(readConfig({}).tls).toBeUndefined();
  });

  it("warns before it ends, and stays usable", async () => {
    const said: string[] = [];
    warnOfEnd(await pairOf(first), (sentence) => said.push(sentence));
    expect(said).toEqual([]);
    warnOfEnd(await pairOf(second), (sentence) => said.push(sentence));
    expect(said.join("")).toMatch(/^TLS_CERT 的证书还有 [45] 天到期，请及时更换。$/);
  });
});

describe("what the environment holds", () => {
  const secrets = {
    NEO4J_PASSWORD: "database-password-7c1e",
    LIANMENG_FIELD_KEY: "ab".repeat(32),
    LIANMENG_METRICS_TOKEN: "metrics-token-7c1e-7c1e",
    LIANMENG_OIDC_CLIENT_SECRET: "client-secret-7c1e",
  };
  const { PATH = "", HOME = "" } = process.env;
  /** Everything a start says that comes to nothing: no database answers at port 9. */
  function failedStart(over: Record<string, string>): string {
    const env = {
      PATH,
      HOME,
      PORT: "0",
      LOG_LEVEL: "trace",
      NODE_ENV: "development",
      NEO4J_URI: "bolt://127.0.0.1:9",
    };
    const args = ["--import", "tsx", "server/main.ts"];
    const run = spawnSync(process.execPath, args, { cwd: checkout, env: { ...env, ...secrets, ...over } });
    expect(run.status).toBe(1);
    return `${run.stdout}${run.stderr}`;
  }
  const keyWords = readFileSync(first.key, "utf8").split("\n")[1] ?? "?";

  it.each([
    ["the database is away", { TLS_CERT: first.cert, TLS_KEY: first.key }, /^连接不上图数据库。/],
    ["the pair does not fit", { TLS_CERT: second.cert, TLS_KEY: first.key }, /不是一对/],
    ["the token is too short", { LIANMENG_METRICS_TOKEN: "secret-7c1e" }, /LIANMENG_METRICS_TOKEN 的值不对/],
    ["the key is none", { LIANMENG_FIELD_KEY: "secret-7c1e" }, /LIANMENG_FIELD_KEY/],
    ["the address holds a password", { NEO4J_URI: "http://neo4j:secret-7c1e@x" }, /NEO4J_URI 的值不对/],
  ])("is not printed when %s", { timeout: 60_000 }, (_, over, sentence) => {
    const said = failedStart(over as Record<string, string>);
    expect(said).toMatch(sentence);
    for (const secret of [...Object.values(secrets), "secret-7c1e", keyWords])
      expect(said).not.toContain(secret);
  });
});

describe("the port under TLS", () => {
  it("speaks HTTPS, from TLS 1.2 on, and no plain HTTP", async () => {
    const front = await serve();
    expect(front.url).toMatch(/^https:\/\/localhost:\d+$/);
    const port = portOf(front);
    expect((await shake(port)).protocol).toBe("TLSv1.3");
    expect((await shake(port, { maxVersion: "TLSv1.2" })).protocol).toBe("TLSv1.2");
    const old: ConnectionOptions = {
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    };
    await expect(shake(port, old)).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it("answers while it starts as without TLS", async () => {
    const front = await takePort(0, "127.0.0.1", await pairOf(first));
    fronts.push(front);
    const { status } = await askTls(portOf(front), "/x");
    expect(status).toBe(503);
  });

  it("meets new connections with a renewed pair, and lets standing ones go on", async () => {
    const front = await serve();
    const port = portOf(front);
    const standing = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
    await new Promise((resolve) => standing.once("secureConnect", resolve));
    front.renew(await pairOf(second));
    expect((await shake(port)).name).toBe("second");
    standing.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    expect(String(await new Promise((resolve) => standing.once("data", resolve)))).toContain("200 OK");
    standing.destroy();
  });

  it("is asked by our own commands by its certificate, and no other program on that port is told the token", async () => {
    const asked = { port: portOf(await serve()), metricsToken: "a-token-of-sixteen", tls: first };
    expect(await askOwnServer(asked, "/operations/statements")).toEqual({ secure: true });
    const told: unknown[] = [];
    const impostor = await serve(second);
    impostor.serve(
      (incoming, response) => void response.end(String(told.push(incoming.headers.authorization))),
    );
    await expect(askOwnServer({ ...asked, port: portOf(impostor) }, "/")).rejects.toThrow(/another program/);
    expect(told).toEqual([]);
  });
});

describe("files that change", () => {
  const files = { cert: join(folder, "live.crt"), key: join(folder, "live.key") };
  const put = (pair: { cert: string; key: string }, parts: ("cert" | "key")[] = ["cert", "key"]): void => {
    for (const part of parts) copyFileSync(pair[part], files[part]);
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((wake) => setTimeout(wake, 10));
  };

  it("are taken up when they fit, and one after the other is no alarm", async () => {
    put(first);
    const said: string[] = [];
    const renewed: Buffer[] = [];
    const watch = watchTls(files, await pairOf(files), {
      everyMs: 200,
      say: (sentence) => said.push(sentence),
      onRenew: (pair) => renewed.push(pair.cert),
    });
    put(second, ["cert"]);
    await watch.reload();
    expect(renewed).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/不是一对.*在此之前继续使用原来的证书。$/)]);
    put(second);
    await until(() => renewed.length === 1);
    expect(renewed[0]?.equals(readFileSync(second.cert))).toBe(true);
    rmSync(files.key);
    await until(() => said.some((sentence) => /^找不到 TLS_KEY/.test(sentence)));
    await new Promise((wake) => setTimeout(wake, 500));
    expect(said.filter((sentence) => /^找不到 TLS_KEY/.test(sentence))).toHaveLength(1);
    watch.stop();
  });

  it("are read anew by SIGHUP, in a process that goes on serving", async () => {
    put(first);
    const script = `
      import { beginLifetime } from "./server/setup/lifetime.ts";
      import { takePort } from "./server/setup/listen.ts";
      import { readTlsPair, watchTls } from "./server/setup/tls.ts";
      const files = ${JSON.stringify(files)};
      const lifetime = beginLifetime({});
      const pair = await readTlsPair(files);
      const front = await takePort(0, "127.0.0.1", pair);
      lifetime.onEnd(() => front.close());
      const watch = watchTls(files, pair, { onRenew: front.renew, say: console.log, everyMs: 3_600_000 });
      lifetime.onHangUp(() => void watch.reload());
      console.log(front.url);`;
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    // A session of its own has no terminal, as under a service manager.
    const child = spawn(process.execPath, args, {
      cwd: checkout,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    try {
      await until(() => /:\d+\n/.test(text));
      const port = Number(/:(\d+)\n/.exec(text)?.[1]);
      expect((await shake(port)).name).toBe("first");
      put(second);
      child.kill("SIGHUP");
      await until(() => text.includes("TLS 证书已更新。"));
      expect((await shake(port)).name).toBe("second");
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
