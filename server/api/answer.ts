import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { AppError, type ErrorCode } from "../errors.ts";

const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT: 413,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/**
 * A handler beside GraphQL, for files. What fails is answered in the form of GraphQL errors: an `AppError` with its code
 * and sentence, anything else masked and logged under the request's id.
 */
export const answering =
  (
    logger: Logger,
    work: (request: Parameters<RequestHandler>[0], response: Response) => Promise<void>,
  ): RequestHandler =>
  async (request, response) => {
    try {
      await work(request, response);
    } catch (error) {
      const requestId = String(response.getHeader("x-request-id") ?? "");
      const known = error instanceof AppError ? error : undefined;
      if (!known) logger.error({ requestId, err: error }, "unexpected failure");
      if (response.headersSent) return void response.destroy();
      const message = known?.message ?? `系统内部出错，请稍后重试。请求编号 ${requestId}。`;
      const extensions = { code: known?.code ?? "INTERNAL", requestId };
      const seconds = known?.facts?.retryAfterSeconds;
      if (seconds !== undefined) response.setHeader("retry-after", String(seconds));
      // Too much at once is another matter than too much in a minute.
      const status = seconds !== undefined ? 429 : known ? (statusOf[known.code] ?? 400) : 500;
      response.status(status).json({ errors: [{ message, extensions }] });
    }
  };

/** Hands a file to be kept under a name that may be Chinese. */
export function sendFile(response: Response, name: string, type: string, bytes: Buffer): void {
  response.setHeader("content-type", type);
  response.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  response.end(bytes);
}
