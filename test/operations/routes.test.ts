import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { createMetrics } from "../../server/operations/metrics.ts";
import { createTurnstile, type OverloadLimits } from "../../server/operations/overload.ts";
import { operationsRoutes } from "../../server/operations/routes.ts";
import { startMeter } from "../../server/operations/statements.ts";
import type { Status } from "../../server/operations/status.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => void close()));

/** The operations part of the application with one slow path, at its address. */
async function serve(options: { token?: string; limits?: OverloadLimits; work?: RequestHandler } = {}) {
  const turnstile = createTurnstile(options.limits);
  const meter = startMeter();
  const metrics = createMetrics(meter, turnstile);
  const app = express();
  app.use(metrics.measure);
  const status = async () => ({ requests: turnstile.state() }) as Status;
  app.use(operationsRoutes({ metrics, meter, token: options.token, status }));
  app.use("/graphql", turnstile.handler, options.work ?? ((_, response) => void response.send("done")));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, meter, turnstile };
}

describe("figures for Prometheus", () => {
  it("count requests by kind, statements by name and the queue", async () => {
    const { url, meter } = await serve();
    meter.record("lists/list-demands", 250, false);
    await (await fetch(`${url}/graphql`)).text();
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('lianmeng_statement_seconds_total{statement="lists/list-demands"} 0.25');
    expect(text).toContain('lianmeng_request_seconds_count{method="GET",kind="graphql",status="200"} 1');
    expect(text).toContain("lianmeng_requests_running 0");
    expect(text).toContain("lianmeng_process_resident_memory_bytes");
  });

  it.each(["/metrics", "/operations/statements", "/operations/status"])(
    "%s answers this machine alone, and no proxy on it",
    async (path) => {
      const { url } = await serve();
      expect((await fetch(url + path)).status).toBe(200);
      expect((await fetch(url + path, { headers: { "x-forwarded-for": "10.0.0.1" } })).status).toBe(404);
      expect((await fetch(url + path, { headers: { forwarded: "for=10.0.0.1" } })).status).toBe(404);
    },
  );

  it("asks everybody for the token where there is one", async () => {
    const { url } = await serve({ token: "a-token-of-sixteen" });
    const statuses = ["", "Bearer wrong", "Bearer a-token-of-sixteen"].map(
      async (authorization) => (await fetch(`${url}/metrics`, { headers: { authorization } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 200]);
  });
});

describe("more requests than the server can bear", () => {
  /** Work that ends when told to. */
  function held() {
    const ends: (() => void)[] = [];
    const work: RequestHandler = (_, response) => void ends.push(() => void response.send("done"));
    return { ends, work };
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((wake) => setTimeout(wake, 5));
  };

  it("run up to the limit, wait up to the limit, and are told to come back beyond it", async () => {
    const { ends, work } = held();
    const { url, turnstile } = await serve({ work, limits: { running: 2, waiting: 3, patienceMs: 60_000 } });
    const answers = Array.from({ length: 5 }, () => fetch(`${url}/graphql`));
    await until(() => turnstile.state().waiting === 3);
    const refused = await fetch(`${url}/graphql`);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "OVERLOADED" } }] });
    for (let done = 0; done < 5; done += 1) {
      await until(() => ends.length > 0);
      ends.shift()?.();
    }
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(turnstile.state()).toEqual({ running: 0, waiting: 0, refused: 1 });
  });

  it("are refused after waiting in vain, and forgotten when the client has gone", async () => {
    const { ends, work } = held();
    const { url, turnstile } = await serve({ work, limits: { running: 1, waiting: 3, patienceMs: 150 } });
    const running = fetch(`${url}/graphql`);
    await until(() => ends.length === 1);
    expect((await fetch(`${url}/graphql`)).status).toBe(503);
    const leaving = new AbortController();
    const gone = fetch(`${url}/graphql`, { signal: leaving.signal }).catch(() => "gone");
    await until(() => turnstile.state().waiting === 1);
    leaving.abort();
    await until(() => turnstile.state().waiting === 0);
    expect(await gone).toBe("gone");
    ends[0]?.();
    expect((await running).status).toBe(200);
    await until(() => turnstile.state().running === 0);
  });
});
