import { ulid } from "ulid";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { newSecret } from "../../server/identity/secrets.ts";
import { createSession } from "../../server/identity/sessionQueries.ts";
import { type GraphqlAnswer, startApi, type TestApi } from "../support/api.ts";
import { openEvents } from "../support/events.ts";
import { ask } from "../support/graph.ts";
import { codeOf, keyed, openBrowser } from "../support/people.ts";
import { openSubjects, type SubjectName, subjectNames } from "./matrixGraph.ts";

export interface Visitors {
  api: TestApi;
  accountIds: ReadonlyMap<SubjectName, string | null>;
  /** Session's secret as it stands. */
  secretOf(subject: SubjectName): string | undefined;
  /** Asks as one of them; again when a busy machine was too slow: this is about who may, not about how fast. */
  ask(subject: SubjectName, text: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  /** Subscribes as one of them, and tells how the stream began: refused, or silent. */
  hear(subject: SubjectName, text: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  /** Gives everybody a session of their own again, after what ended it. */
  comeBack(): Promise<void>;
}

/** The application with one visitor of each role, in a graph that holds the `district`. */
export async function receiveVisitors(graph: Graph): Promise<Visitors> {
  const access = { ...defaultAccessSettings, fieldKey: Buffer.alloc(32, 7) };
  const api = await startApi(graph, { embedder: null, viewerOf: undefined, access });
  let shareToken = "";
  const openGuest = async (): Promise<string> => {
    const guest = openBrowser(api.url);
    const open = "mutation ($token: String!) { openShareLink(token: $token) { me { kind } } }";
    await guest.ask(open, { token: shareToken });
    return guest.session() ?? "";
  };
  const people = await openSubjects(graph, async (sharer) => {
    const share =
      'mutation { createShareLink(input: {name: "给访客", path: "/alliances/a", placeIds: ["a"]}) { link } }';
    const made = await openBrowser(api.url, sharer).ask(keyed(share));
    if (made.errors.length > 0) throw new Error(JSON.stringify(made.errors));
    shareToken = made.data.createShareLink.link.split("#")[1];
    return openGuest();
  });
  const secrets = new Map(subjectNames.map((name) => [name, people.get(name)?.secret]));
  return {
    api,
    accountIds: new Map(subjectNames.map((name) => [name, people.get(name)?.id ?? null])),
    secretOf: (subject) => secrets.get(subject),
    ask: async (subject, text, variables = {}) => {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await openBrowser(api.url, secrets.get(subject)).ask(text, variables);
        const late = ["TIMEOUT", "OVERLOADED", "UNAVAILABLE"].includes(String(codeOf(answer)));
        if (attempt >= 4 || !late) return answer;
      }
    },
    hear: async (subject, text, variables = {}) => {
      const cookie = `lianmeng=${secrets.get(subject) ?? ""}`;
      const stream = await openEvents(api.url, text, variables, { cookie });
      await Promise.race([stream.ended, new Promise((resolve) => setTimeout(resolve, 400))]);
      stream.close();
      const [first] = stream.events;
      return { status: stream.status, data: first?.data ?? {}, errors: first?.errors ?? [] };
    },
    comeBack: async () => {
      const accounts = [...people].flatMap(([name, { id }]) => (id ? [{ name, id }] : []));
      await ask(
        graph,
        "UNWIND $accounts AS one MATCH (a:Account {id: one.id}) SET a.state = 'active', a.mustChangePassword = one.name = 'freshAdministrator'",
        { accounts },
      );
      await graph.write(async (tx) => {
        for (const { name, id } of accounts) {
          const { secret, hash } = newSecret("lms");
          const session = { id: ulid(), hash, lifeSeconds: 3600, address: null, userAgent: null };
          await tx.run(createSession, { accountId: id, ...session });
          secrets.set(name, secret);
        }
      });
      secrets.set("guest", await openGuest());
    },
  };
}
