import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { judgeAudit } from "../../server/setup/auditDependencies.ts";
import { checkout } from "../support/machine.ts";

const cache = mkdtempSync(join(tmpdir(), "lianmeng-audit-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Runs the command against a registry of our own on this machine; the answer to every request is `answer`'s. */
async function audit(answer: RequestListener | null): Promise<{ code: number; output: string }> {
  const server = createServer(answer ?? undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // A registry that is not there.
  if (!answer) server.close();
  const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: cache };
  const child = spawn("npm", ["run", "--silent", "audit:dependencies"], { cwd: checkout, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      output += part;
    });
  const [code] = (await once(child, "close")) as [number];
  server.closeAllConnections();
  server.close();
  return { code, output };
}

/** Answers questions for advisories with these, and knows nothing else. */
const knowing =
  (advisories: Record<string, object[]>): RequestListener =>
  (request, response) => {
    const bulk = request.url?.endsWith("/security/advisories/bulk") ?? false;
    response.writeHead(bulk ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(bulk ? advisories : {}));
  };
const advisory = (severity: string) => ({
  id: 1,
  severity,
  title: "Reads too much",
  url: "https://advisories.example/1",
  vulnerable_versions: ">=0.0.1",
});

describe("npm run audit:dependencies", () => {
  it("passes where the registry knows nothing grave", { timeout: 60_000 }, async () => {
    const { code, output } = await audit(knowing({}));
    expect(output).toMatch(/已审计 \d{2,} 个依赖，没有已知的高危或严重漏洞。/);
    expect(code).toBe(0);
  });

  it("fails with the list where it knows something grave", { timeout: 60_000 }, async () => {
    const { code, output } = await audit(knowing({ express: [advisory("high")] }));
    expect(output).toMatch(/有高危或严重漏洞，请升级：\n +high +express .*Reads too much/);
    expect(code).toBe(1);
  });

  it("is not passed where nobody answers", { timeout: 60_000 }, async () => {
    const { code, output } = await audit(null);
    expect(output).toMatch(/^依赖没有审计：.*这不算通过。/m);
    expect(code).toBe(2);
  });

  it.each([405, 403, 500])(
    "is not passed where the registry says %d",
    { timeout: 60_000 },
    async (status) => {
      const { code, output } = await audit((_, response) => void response.writeHead(status).end("{}"));
      expect(output).toMatch(/^依赖没有审计：/m);
      expect(code).toBe(2);
    },
  );
});

describe("npm's answer", () => {
  const report = (vulnerabilities: object, total = 300) =>
    JSON.stringify({ vulnerabilities, metadata: { dependencies: { total } } });
  const found = (severity: string) => ({ severity, range: "<2", via: ["other"], fixAvailable: true });

  it.each(["", "null", "{}", "[]", "npm ERR!", '{"message": "405"}', report({}, 0), report({ a: {} })])(
    "%s is no report, and no pass",
    (output) => expect(judgeAudit(output).code).toBe(2),
  );

  it("of lighter findings passes, with the list", () => {
    const { code, text } = judgeAudit(report({ a: found("moderate"), b: found("low") }));
    expect(code).toBe(0);
    expect(text).toMatch(/另有 2 个较轻的问题：\n {2}moderate {2}a <2：经由 other（已有修复版本）\n {2}low/);
  });

  it("of graver ones fails, the gravest first", () => {
    const { code, text } = judgeAudit(report({ a: found("low"), b: found("high"), c: found("critical") }));
    expect(code).toBe(1);
    expect(text).toMatch(/其中 2 个.*\n.*critical.*\n.*high.*\n.*low/);
  });
});
