import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ulid } from "ulid";

export interface Sent {
  status: number;
  id: string | undefined;
  code: string | undefined;
  message: string | undefined;
}

export interface SendOptions {
  name?: string;
  kind?: string;
  caption?: string;
  key?: string;
  headers?: Record<string, string>;
}

/** Sends one file to hang on `to`, as a page of whoever has the session would. */
export async function sendTo(
  url: string,
  secret: string | undefined,
  to: string,
  body: Buffer | ReadableStream<Uint8Array>,
  { name = "文件.pdf", kind, caption, key = ulid(), headers = {} }: SendOptions = {},
): Promise<Sent> {
  const query = new URLSearchParams({ to, ...(kind ? { kind } : {}), ...(caption ? { caption } : {}) });
  const response = await fetch(`${url}/files?${query}`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(name),
      "x-client-mutation-id": key,
      ...(secret ? { cookie: `lianmeng=${secret}` } : {}),
      ...headers,
    },
    body,
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  const answer = (await response.json()) as {
    id?: string;
    errors?: { message: string; extensions: { code: string } }[];
  };
  const [error] = answer.errors ?? [];
  return {
    status: response.status,
    id: answer.id,
    code: error?.extensions.code,
    message: error?.message,
  };
}

/** What lies in a store: hashes of whole contents, and how many are on their way. */
export async function contentsOf(folder: string): Promise<{ kept: string[]; incoming: number }> {
  const kept: string[] = [];
  let incoming = 0;
  for (const drawer of await readdir(folder).catch(() => [])) {
    const names = await readdir(join(folder, drawer));
    if (drawer === "incoming") incoming = names.length;
    else kept.push(...names);
  }
  return { kept: kept.sort(), incoming };
}
