import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { AppError } from "../errors.ts";
import type { TlsPair } from "./tls.ts";

export interface Front {
  /** Address for a browser on this machine. */
  url: string;
  /** From now on requests are answered by `app`; before, they are told that the system is starting. */
  serve(app: RequestListener): void;
  /** Under TLS: connections from now on are met with this pair; those that stand go on. */
  renew(pair: TlsPair): void;
  /** Takes no new connection, lets running requests end within `patienceMs`, then cuts them. */
  close(patienceMs?: number): Promise<void>;
}

const starting: RequestListener = (request, response) => {
  const live = request.url === "/health/live";
  response.writeHead(live ? 200 : 503, { "content-type": "text/plain; charset=utf-8", "retry-after": "5" });
  response.end(live ? "ok" : "链盟正在启动，请稍候刷新。");
};

const leastVersion = "TLSv1.2";

/**
 * Takes the port at once, so that one in use is known before minutes of set-up. With a pair it speaks HTTPS and nothing
 * else. `AppError` with what to do.
 */
export function takePort(port: number, host: string, tls?: TlsPair): Promise<Front> {
  let listener = starting;
  const answer: RequestListener = (request, response) => listener(request, response);
  const secure = tls ? createTlsServer({ ...tls, minVersion: leastVersion }, answer) : undefined;
  const server = secure ?? createServer(answer);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portError(error, port, host)));
    server.listen(port, host, () => {
      const taken = (server.address() as AddressInfo).port;
      const name = ["0.0.0.0", "::", "127.0.0.1"].includes(host) ? "localhost" : host;
      resolve({
        url: `${secure ? "https" : "http"}://${name}:${taken}`,
        serve: (app) => {
          listener = app;
        },
        renew: (pair) => secure?.setSecureContext({ ...pair, minVersion: leastVersion }),
        // Longer than any request may take.
        close: (patienceMs = 12_000) => drain(server, patienceMs),
      });
    });
  });
}

function drain(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), patienceMs);
    // A connection that has just been answered is idle and would be kept for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function portError(error: NodeJS.ErrnoException, port: number, host: string): unknown {
  if (error.code === "EADDRINUSE") {
    const other = port === 4000 ? 4001 : 4000;
    return new AppError(
      "CONFLICT",
      `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口，例如：PORT=${other} npm start`,
    );
  }
  if (error.code === "EACCES")
    return new AppError("FORBIDDEN", `没有权限使用端口 ${port}。请用 PORT 换一个 1024 以上的端口。`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new AppError("BAD_INPUT", `这台机器没有地址 ${host}。请改正 HOST。`);
  return error;
}
