import { execFileSync } from "node:child_process";
import { request } from "node:https";
import { join } from "node:path";

export interface PairFiles {
  cert: string;
  key: string;
}

/** A self-signed pair for localhost, made by openssl in `folder`; the name is its subject's. */
export function makePair(folder: string, name: string, days = 90): PairFiles {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const curve = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    String(days),
  ];
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", ...curve, "-keyout", key, "-out", cert, ...subject], {
    stdio: "ignore",
  });
  return { cert, key };
}

export interface TlsAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

/** One request over HTTPS to this machine, whoever vouches for the certificate. */
export function askTls(
  port: number,
  path: string,
  options: { body?: string; headers?: Record<string, string> } = {},
): Promise<TlsAnswer> {
  const { body, headers } = options;
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        port,
        path,
        host: "127.0.0.1",
        rejectUnauthorized: false,
        method: body === undefined ? "GET" : "POST",
        headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}
