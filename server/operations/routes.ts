import { timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import type { Metrics } from "./metrics.ts";
import type { StatementMeter } from "./statements.ts";
import type { Status } from "./status.ts";

export interface OperationsParts {
  metrics: Metrics;
  meter: StatementMeter;
  /** Bearer token; without one only programs on this machine are answered. */
  token: string | undefined;
  status: () => Promise<Status>;
}

/**
 * `/metrics` for Prometheus, `/operations/statements` and `/operations/status` as JSON. With a token configured only its
 * bearer is answered; without one only a connection from this machine that did not pass a proxy.
 */
export function operationsRoutes({ metrics, meter, token, status }: OperationsParts): RequestHandler {
  const router = Router();
  const guard: RequestHandler = (request, response, next) => {
    const { headers, socket } = request;
    const proxied = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
    const local = /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? "") && !proxied;
    if (token ? bears(headers.authorization, token) : local) return next();
    response.status(404).type("text/plain").send("没有找到这个地址。");
  };
  router.get("/metrics", guard, async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  router.get("/operations/statements", guard, (_request, response) => {
    response.json(meter.report());
  });
  router.get("/operations/status", guard, async (_request, response) => {
    response.json(await status());
  });
  return router;
}

function bears(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "");
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
