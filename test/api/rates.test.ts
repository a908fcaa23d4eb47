import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Access, anonymousAccess, systemAccess } from "../../server/access/access.ts";
import { addressKey } from "../../server/access/addressKey.ts";
import { noExchange } from "../../server/access/exchange.ts";
import { limitsOf } from "../../server/api/limits.ts";
import { createRates, requestsPerAddress } from "../../server/api/rates.ts";
import type { AppError } from "../../server/errors.ts";

const from = (address: string) => ({ ...noExchange(), address });
const session = (id: string) => ({ id, hash: id, endsAt: "", startPath: null });
const known = (kind: "account" | "demo" | "token", account: string, sessionId: string): Access => ({
  ...anonymousAccess(false),
  kind,
  actor: { id: account, name: account, demo: kind === "demo" },
  session: kind === "token" ? null : session(sessionId),
});
const times = async (count: number, act: () => Promise<void>): Promise<void> => {
  for (let done = 0; done < count; done += 1) await act();
};

describe("operations by the minute", () => {
  it("are refused beyond the limit of an anonymous visitor's address, with the time to wait", async () => {
    const rates = createRates();
    const visitor = anonymousAccess(true);
    await times(limitsOf.anonymous.requestsPerMinute, () => rates.countRequest(visitor, from("10.0.0.1")));
    const refused: AppError = await rates.countRequest(visitor, from("10.0.0.1")).catch((error) => error);
    expect(refused).toMatchObject({ code: "LIMIT" });
    expect(refused.message).toMatch(/^请求太频繁，请在 \d+ 秒后再试。$/);
    expect(refused.facts?.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(refused.facts?.retryAfterSeconds).toBeLessThanOrEqual(60);
    await rates.countRequest(visitor, from("10.0.0.2"));
  });

  it("count for an account whatever its address and session, and for a demo session apart", async () => {
    const rates = createRates();
    const most = limitsOf.account.requestsPerMinute;
    await times(most / 2, () => rates.countRequest(known("account", "a", "s1"), from("1.1.1.1")));
    await times(most / 2, () => rates.countRequest(known("account", "a", "s2"), from("2.2.2.2")));
    await expect(rates.countRequest(known("account", "a", "s3"), from("3.3.3.3"))).rejects.toThrow();
    await rates.countRequest(known("account", "b", "s4"), from("1.1.1.1"));
    await times(limitsOf.demo.requestsPerMinute, () =>
      rates.countRequest(known("demo", "a", "s5"), from("1.1.1.1")),
    );
    await expect(rates.countRequest(known("demo", "a", "s5"), from("1.1.1.1"))).rejects.toThrow();
    await rates.countRequest(known("demo", "a", "s6"), from("1.1.1.1"));
  });

  it("are widened by the factor, and never counted for the system itself", async () => {
    const rates = createRates(2);
    const guest: Access = { ...anonymousAccess(false), kind: "guest", session: session("g") };
    await times(limitsOf.guest.requestsPerMinute * 2, () => rates.countRequest(guest, from("1.1.1.1")));
    await expect(rates.countRequest(guest, from("1.1.1.1"))).rejects.toThrow();
    await times(5000, () => rates.countRequest(systemAccess, noExchange()));
  });

  it("count what they ask for, so that few large ones end the minute too", async () => {
    const rates = createRates();
    const token = known("token", "a", "");
    const { cost, costPerMinute } = limitsOf.token;
    await times(costPerMinute / cost, () => rates.countCost(token, from("1.1.1.1"), cost));
    await expect(rates.countCost(token, from("1.1.1.1"), 1)).rejects.toThrow(/^一分钟内查询的内容太多/);
    await rates.countRequest(token, from("1.1.1.1"));
  });
});

describe("the limit of an address", () => {
  it("answers 429 with Retry-After before anything else is done", async () => {
    const rates = createRates();
    const app = express();
    let reached = 0;
    app.use(rates.handler, (_, response) => {
      reached += 1;
      response.end();
    });
    const server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    const request = { ip: "127.0.0.1" } as never;
    await times(
      requestsPerAddress - 1,
      async () => void rates.handler(request, {} as never, () => undefined),
    );
    const ask = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: "LIMIT", facts: { retryAfterSeconds: expect.any(Number) } } }],
    });
    expect(reached).toBe(1);
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ["10.1.2.3", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::6", "2001:db8:1:2"],
    ["2001:db8::6", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    [null, "unknown"],
    ["not an address", "not an address"],
  ])("takes %s for %s", (address, key) => expect(addressKey(address)).toBe(key));

  it("takes all addresses of one IPv6 network for one", () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.nat(0xffff), (address, other) => {
        const key = addressKey(address);
        if (/\./.test(address)) return;
        expect(key.split(":")).toHaveLength(4);
        expect(addressKey(`${key}::${other.toString(16)}`)).toBe(key);
      }),
    );
  });
});
