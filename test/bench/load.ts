import { Agent, request } from "node:http";

export interface Target {
  port: number;
  /** Path and body of one request for an id; no body means GET. */
  ask(id: string): { path: string; body?: string };
}

const connections = 8;

/** Sends one request and resolves with what came. The client shares the machine: it reads no more than it must. */
function send(target: Target, id: string, agent?: Agent): Promise<Buffer[]> {
  const { path, body } = target.ask(id);
  return new Promise((resolve, reject) => {
    const headers = body
      ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) }
      : {};
    const method = body ? "POST" : "GET";
    const sent = request(
      { host: "127.0.0.1", port: target.port, path, method, headers, agent },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          if (response.statusCode === 200) resolve(parts);
          else
            reject(
              new Error(`status ${response.statusCode}: ${Buffer.concat(parts).toString("utf8", 0, 200)}`),
            );
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends one request and resolves with the answer's text. */
export const once = async (target: Target, id: string): Promise<string> =>
  Buffer.concat(await send(target, id)).toString("utf8");

const failed = Buffer.from('{"errors"');

function checkAnswer(parts: readonly Buffer[]): void {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length < 1000 || parts[0]?.subarray(0, failed.length).equals(failed))
    throw new Error(`no answer: ${Buffer.concat(parts).toString("utf8", 0, 300)}`);
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
      checkAnswer(await send(target, id, agent));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return (done / (performance.now() - start)) * 1000;
}
