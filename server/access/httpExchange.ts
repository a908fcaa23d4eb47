import type { IncomingMessage, ServerResponse } from "node:http";
import { parseCookie } from "cookie";
import type { Exchange } from "./exchange.ts";

interface MaybeExpress {
  /** By express, the configured trust in proxies applied. */
  ip?: string | undefined;
  secure?: boolean | undefined;
}

/** The exchange of a request served over HTTP, as express passed it on. */
export function httpExchange(request: IncomingMessage & MaybeExpress, response: ServerResponse): Exchange {
  const { headers } = request;
  return {
    address: request.ip ?? request.socket.remoteAddress ?? null,
    userAgent: headers["user-agent"] ?? null,
    secure: request.secure ?? false,
    cookies: parseCookie(headers.cookie ?? ""),
    bearer: /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? null,
    setCookie: (header) => {
      // A write may end after its request was answered as overdue.
      if (!response.headersSent) response.appendHeader("set-cookie", header);
    },
  };
}
