import { Agent, request } from "node:http";

/** How long a client is willing to wait, ms: the product promises an answer or an error within it. */
export const deadlineMs = 10_000;
const overdueMs = deadlineMs * 1.1;

export type Outcome =
  | { kind: "done"; data: Record<string, unknown>; ms: number }
  /** The server said no; `code` is the error contract's. */
  | { kind: "refused"; code: string; status: number; ms: number }
  /** The connection broke: nobody knows. */
  | { kind: "broken"; ms: number }
  /** No answer a tenth after the deadline. */
  | { kind: "overdue"; ms: number };

export interface Client {
  ask(query: string, variables?: Record<string, unknown>): Promise<Outcome>;
}

/** A client of the API at `url` with its own kept connections; `cookie` names its session. */
export function connectClient(url: string, cookie = "", sockets = 16): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  return {
    ask: async (query, variables = {}) => {
      const start = performance.now();
      const answer = await post(`${url}/graphql`, JSON.stringify({ query, variables }), cookie, agent);
      const ms = performance.now() - start;
      if (answer === "broken" || answer === "overdue") return { kind: answer, ms };
      try {
        const { data, errors } = JSON.parse(answer.body);
        if (!errors && answer.status === 200) return { kind: "done", data, ms };
        return { kind: "refused", code: errors?.[0]?.extensions?.code ?? "NONE", status: answer.status, ms };
      } catch {
        return { kind: "refused", code: "NO_JSON", status: answer.status, ms };
      }
    },
  };
}

interface Answer {
  status: number;
  body: string;
  cookies: string[];
}

function post(
  url: string,
  body: string,
  cookie: string,
  agent?: Agent,
): Promise<Answer | "broken" | "overdue"> {
  return new Promise((resolve) => {
    const sent = request(url, {
      method: "POST",
      ...(agent ? { agent } : {}),
      headers: { "content-type": "application/json", accept: "application/json", cookie },
    });
    const timer = setTimeout(() => {
      resolve("overdue");
      sent.destroy();
    }, overdueMs);
    const broken = (): void => {
      clearTimeout(timer);
      resolve("broken");
    };
    sent.once("error", broken);
    sent.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", broken);
      response.once("aborted", broken);
      response.once("end", () => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          body: text,
          cookies: response.headers["set-cookie"] ?? [],
        });
      });
    });
    sent.end(body);
  });
}

/** Steps into the coordinator's role of the demo mode; the cookies of its session. */
export async function signIn(url: string): Promise<string> {
  const enter = "mutation { enterDemo(role: hubCoordinator) { __typename } }";
  for (const until = Date.now() + 60_000; ; ) {
    const answer = await post(`${url}/graphql`, JSON.stringify({ query: enter }), "");
    if (typeof answer === "object" && answer.cookies.length > 0)
      return answer.cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    if (Date.now() > until)
      throw new Error(`no session from ${url}: ${typeof answer === "object" ? answer.body : answer}`);
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}
