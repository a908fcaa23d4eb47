import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Turnstile } from "./overload.ts";
import type { StatementMeter } from "./statements.ts";

export interface Metrics {
  registry: Registry;
  /** Times every request by method, kind of path and status. */
  measure: RequestHandler;
}

/** Paths by kind, so that unknown addresses do not make series without end. */
const kindOf = (path: string): string => {
  if (path.startsWith("/graphql")) return "graphql";
  if (path.startsWith("/health")) return "health";
  if (path.startsWith("/metrics") || path.startsWith("/operations")) return "operations";
  return path.startsWith("/auth") ? "auth" : "web";
};

/** What the process tells Prometheus: itself, its requests, its statements, its queue. */
export function createMetrics(meter: StatementMeter, turnstile: Turnstile): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "lianmeng_" });
  const registers = [registry];
  const requests = new Histogram({
    name: "lianmeng_request_seconds",
    help: "Time of a request until its last byte",
    labelNames: ["method", "kind", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: "lianmeng_requests_running",
    help: "API requests that run now",
    registers,
    collect() {
      this.set(turnstile.state().running);
    },
  });
  new Gauge({
    name: "lianmeng_requests_waiting",
    help: "API requests that wait for their turn",
    registers,
    collect() {
      this.set(turnstile.state().waiting);
    },
  });
  fromTotals(
    "lianmeng_requests_refused_total",
    "API requests answered 503 for overload",
    [],
    registers,
    () => [[{}, turnstile.state().refused]],
  );
  const each = (value: (cost: ReturnType<StatementMeter["report"]>[number]) => number) => () =>
    meter.report().map((cost): [Record<string, string>, number] => [{ statement: cost.name }, value(cost)]);
  const perStatement = ["statement"];
  fromTotals(
    "lianmeng_statements_total",
    "Runs of a named statement",
    perStatement,
    registers,
    each((cost) => cost.count),
  );
  fromTotals(
    "lianmeng_statement_failures_total",
    "Failed runs of a named statement",
    perStatement,
    registers,
    each((cost) => cost.failed),
  );
  fromTotals(
    "lianmeng_statement_seconds_total",
    "Time spent in a named statement",
    perStatement,
    registers,
    each((cost) => cost.totalMs / 1000),
  );
  return {
    registry,
    measure: (request, response, next) => {
      const stop = requests.startTimer({ method: request.method, kind: kindOf(request.path) });
      response.once("close", () => stop({ status: String(response.statusCode) }));
      next();
    },
  };
}

/** A counter whose totals are kept elsewhere and read when asked. */
function fromTotals(
  name: string,
  help: string,
  labelNames: string[],
  registers: Registry[],
  read: () => [Record<string, string>, number][],
): void {
  new Counter({
    name,
    help,
    labelNames,
    registers,
    collect() {
      this.reset();
      for (const [labels, total] of read()) this.inc(labels, total);
    },
  });
}
