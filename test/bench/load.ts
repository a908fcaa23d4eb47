import { Agent, request } from "node:http";

export interface Target {
  port: number;
  /** Path and body of one request for an id; no body means GET. */
  ask(id: string): { path: string; body?: string };
}

const connections = 8;

/** Sends one request and resolves with the answer's text. */
export function once(target: Target, id: string, agent?: Agent): Promise<string> {
  const { path, body } = target.ask(id);
  return new Promise((resolve, reject) => {
    const headers = body
      ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) }
      : {};
    const options = {
      host: "127.0.0.1",
      port: target.port,
      path,
      method: body ? "POST" : "GET",
      headers,
      agent,
    };
    const sent = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`status ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends requests until both ends have compiled what they do often: `count` of them, or as many as fit into a minute. */
export async function warm(target: Target, ids: readonly string[], count: number): Promise<void> {
  const start = performance.now();
  let sent = 0;
  while (sent < count && performance.now() - start < 60_000) {
    const rate = await throughput(target, ids, 2000);
    sent += rate * 2;
  }
}

/** Requests a second over eight kept-alive connections, each asking for random ids one after the other. */
export async function throughput(target: Target, ids: readonly string[], ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = performance.now();
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() - start < ms) {
      const id = ids[Math.floor(Math.random() * ids.length)] as string;
      const text = await once(target, id, agent);
      if (text.length < 1000 || text.startsWith('{"errors"'))
        throw new Error(`no answer: ${text.slice(0, 300)}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return (done / (performance.now() - start)) * 1000;
}
