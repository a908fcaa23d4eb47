import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type RequestOptions, request } from "node:http";
import { request as tlsRequest } from "node:https";
import type { TLSSocket } from "node:tls";
import type { Config } from "../config.ts";

const patienceMs = 5000;

/**
 * Asks the running server of this machine for one of its JSON pages, with the token of `/metrics` where there is one.
 * Under TLS it is known by the very certificate that TLS_CERT names: 127.0.0.1 stands in none. @throws Error
 */
export async function askOwnServer(
  { port, metricsToken, tls }: Pick<Config, "port" | "metricsToken" | "tls">,
  path: string,
): Promise<unknown> {
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    host: "127.0.0.1",
    port,
    path,
    timeout: patienceMs,
    rejectUnauthorized: false,
  };
  const pinned = tls && new X509Certificate(await readFile(tls.cert)).fingerprint256;
  return new Promise((resolve, reject) => {
    const asked = (tls ? tlsRequest : request)(options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode !== 200) return reject(new Error(`HTTP ${response.statusCode}`));
        resolve(JSON.parse(Buffer.concat(parts).toString("utf8")));
      });
    });
    asked.on("error", reject);
    asked.on("timeout", () => asked.destroy(new Error(`no answer after ${patienceMs} ms`)));
    const send = (): void => {
      if (metricsToken) asked.setHeader("authorization", `Bearer ${metricsToken}`);
      asked.end();
    };
    if (!tls) return send();
    // The token is said only once it is known who listens.
    asked.on("socket", (socket) =>
      socket.once("secureConnect", () => {
        const other = (socket as TLSSocket).getPeerX509Certificate()?.fingerprint256;
        if (other === pinned) send();
        else asked.destroy(new Error("another program has the port"));
      }),
    );
  });
}
