import type { RequestHandler } from "express";
import type { Plugin } from "graphql-yoga";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Access } from "../access/access.ts";
import { addressKey } from "../access/addressKey.ts";
import type { Exchange } from "../access/exchange.ts";
import { AppError } from "../errors.ts";
import { limitsOf, type VisitorKind, visitorKind } from "./limits.ts";
import type { Served, VisitorOf } from "./visitors.ts";

/** Requests of one address in a minute, whoever they are: before anything is looked up. A whole office may share one. */
export const requestsPerAddress = 6_000;

export interface Rates {
  /** Stands before any other work: 429 for an address that asks without end. */
  handler: RequestHandler;
  /** Counts an operation of a visitor. @throws LIMIT */
  countRequest(access: Access, exchange: Exchange): Promise<void>;
  /** Counts what it asks for. @throws LIMIT */
  countCost(access: Access, exchange: Exchange, cost: number): Promise<void>;
}

/**
 * Counts requests and cost by the minute, in this process: n servers behind one address allow n times as much.
 * `factor` widens all of it, e.g. for an installation that a whole city enters by one address.
 */
export function createRates(factor = 1): Rates {
  const addresses = perMinute(requestsPerAddress * factor);
  const requests = byKind(({ requestsPerMinute }) => requestsPerMinute * factor);
  const costs = byKind(({ costPerMinute }) => costPerMinute * factor);
  const count = async (
    limiters: Map<VisitorKind, RateLimiterMemory>,
    { access, exchange }: { access: Access; exchange: Exchange },
    points: number,
    sentence: (seconds: number) => string,
  ): Promise<void> => {
    const limiter = limiters.get(visitorKind(access));
    const seconds = limiter ? await consume(limiter, visitorKey(access, exchange), points) : 0;
    if (seconds > 0)
      throw new AppError("LIMIT", sentence(seconds), { facts: { retryAfterSeconds: seconds } });
  };
  return {
    handler: async (request, response, next) => {
      const seconds = await consume(addresses, addressKey(request.ip ?? null), 1);
      if (seconds === 0) return next();
      const extensions = { code: "LIMIT", facts: { retryAfterSeconds: seconds } };
      response
        .status(429)
        .setHeader("retry-after", String(seconds))
        .json({ errors: [{ message: tooOften(seconds), extensions }] });
    },
    countRequest: (access, exchange) => count(requests, { access, exchange }, 1, tooOften),
    countCost: (access, exchange, cost) => count(costs, { access, exchange }, cost, tooMuch),
  };
}

/** Counts every operation before its document is looked at. */
export const ratesPlugin = (rates: Rates, visitorOf: VisitorOf): Plugin => ({
  onParams: async ({ request, context }) => {
    const { access, exchange } = await visitorOf(request, context as Served);
    await rates.countRequest(access, exchange);
  },
});

const tooOften = (seconds: number): string => `请求太频繁，请在 ${seconds} 秒后再试。`;
const tooMuch = (seconds: number): string =>
  `一分钟内查询的内容太多，请在 ${seconds} 秒后再试，或减少每页条数。`;

const perMinute = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: 60 });

function byKind(
  pointsOf: (limits: (typeof limitsOf)[VisitorKind]) => number,
): Map<VisitorKind, RateLimiterMemory> {
  const kinds = (Object.keys(limitsOf) as VisitorKind[]).filter((kind) =>
    Number.isFinite(pointsOf(limitsOf[kind])),
  );
  return new Map(kinds.map((kind) => [kind, perMinute(pointsOf(limitsOf[kind]))]));
}

/** 0 when it was allowed, else after how many seconds it will be. */
async function consume(limiter: RateLimiterMemory, key: string, points: number): Promise<number> {
  try {
    await limiter.consume(key, points);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** Demo accounts are everybody's, so their sessions count apart; an account's sessions count together, and so do its tokens. */
export function visitorKey({ kind, actor, session }: Access, { address }: Exchange): string {
  if (kind === "demo" || kind === "guest") return `session ${session?.id}`;
  return kind === "anonymous" ? `address ${addressKey(address)}` : `account ${actor.id}`;
}
