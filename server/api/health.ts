import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";
import type { Services } from "./context.ts";

/** Whether the process runs; says nothing of the database. */
export const live: RequestHandler = (_, response) => {
  response.json({ status: "ok" });
};

/**
 * Whether requests can be answered: 200 when the database answers and no migration is pending, else 503 with a
 * Chinese sentence. A missing embedding model is reported and does not make the server unready.
 */
export function ready(services: Services, pendingMigrations: () => Promise<number>): RequestHandler {
  return async (_, response) => {
    const embedder = services.embedder ? services.embedder.model : "missing";
    try {
      await services.graph.ping();
      const pending = await pendingMigrations();
      const status = pending === 0 ? "ok" : "migrating";
      response
        .status(pending === 0 ? 200 : 503)
        .json({ status, database: "ok", pendingMigrations: pending, embedder });
    } catch (error) {
      const message = error instanceof AppError ? error.message : "图数据库没有正常回应，请查看服务日志。";
      if (!(error instanceof AppError)) services.logger.error({ err: error }, "readiness");
      response.status(503).json({ status: "unavailable", database: message, embedder });
    }
  };
}
