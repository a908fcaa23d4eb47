import { ulid } from "ulid";
import type { Role } from "../../server/access/roles.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { hashPassword } from "../../server/identity/passwords.ts";
import { createAccount, createGrant } from "../../server/identity/queries.ts";
import { newSecret } from "../../server/identity/secrets.ts";
import { createSession } from "../../server/identity/sessionQueries.ts";
import type { GraphqlAnswer } from "./api.ts";

export interface Browser {
  /** Sends one GraphQL request as a page of this browser would: with its cookies, which answers may change. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<GraphqlAnswer>;
  /** The session's secret, undefined without one. */
  session(): string | undefined;
  /** Set-Cookie headers as they came, the latest last. */
  setCookies: string[];
}

/** A browser of its own: with an empty cookie jar, or with a session's secret in it. */
export function openBrowser(url: string, secret?: string): Browser {
  const jar = new Map<string, string>(secret === undefined ? [] : [["lianmeng", secret]]);
  const setCookies: string[] = [];
  const keep = (header: string): void => {
    setCookies.push(header);
    const [pair = ""] = header.split(";");
    const [name = "", value = ""] = pair.split("=");
    if (value === "") jar.delete(name);
    else jar.set(name, decodeURIComponent(value));
  };
  return {
    setCookies,
    session: () => jar.get("lianmeng"),
    ask: async (query, variables = {}, headers = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      for (const header of response.headers.getSetCookie()) keep(header);
      const body = (await response.json()) as Partial<GraphqlAnswer>;
      return { status: response.status, data: body.data, errors: body.errors ?? [] };
    },
  };
}

export interface Grant {
  role: Role;
  placeId?: string;
  until?: string;
}

export interface OpenedAccount {
  id: string;
  username: string;
  password: string;
  /** Of a session just opened. */
  secret: string;
}

export const goodPassword = "三角钢琴-quartz-71-梯田";
let hashed: Promise<string> | undefined;

/** An account with grants and an open session, put straight into the graph: for tests of what it may do. */
export async function openAccount(
  graph: Graph,
  grants: readonly Grant[],
  options: { username?: string; mustChangePassword?: boolean } = {},
): Promise<OpenedAccount> {
  hashed ??= hashPassword(goodPassword);
  const passwordHash = await hashed;
  const id = ulid();
  const username = options.username ?? `u${id.toLowerCase()}`;
  const { secret, hash } = newSecret("lms");
  await graph.write(async (tx) => {
    const account = {
      id,
      username,
      name: `测试${username.slice(0, 8)}`,
      email: null,
      subject: null,
      passwordHash,
    };
    const mustChangePassword = options.mustChangePassword ?? false;
    await tx.run(createAccount, { ...account, mustChangePassword, demo: false });
    for (const { role, placeId = null, until = null } of grants)
      await tx.run(createGrant, { accountId: id, demo: false, id: ulid(), role, placeId, until });
    const session = { id: ulid(), hash, lifeSeconds: 3600, address: null, userAgent: null };
    await tx.run(createSession, { accountId: id, ...session });
  });
  return { id, username, password: goodPassword, secret };
}

/** Code of the first error, or undefined. */
export const codeOf = (answer: GraphqlAnswer): unknown => answer.errors[0]?.extensions.code;

/** The document with a key of its own: one form that somebody opened. */
export const keyed = (mutation: string): string =>
  mutation.replace(/\(input: \{/, `(input: {clientMutationId: "${ulid()}", `);
