import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { ulid } from "ulid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labels } from "../../cypher/model.ts";
import { type Permission, roleRules } from "../../server/access/roles.ts";
import { declaredRules } from "../../server/access/rules.ts";
import { apiSchema } from "../../server/api/graphql.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { newSecret } from "../../server/identity/secrets.ts";
import { createSession } from "../../server/identity/sessionQueries.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { modules } from "../../server/modules.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, keyed, openBrowser } from "../support/people.ts";
import {
  audiences,
  district,
  fillAudiences,
  openSubjects,
  type SubjectName,
  subjectNames,
  subjects,
} from "./matrixGraph.ts";

const schema: GraphQLSchema = apiSchema(modules);
const rules = declaredRules(schema);

let graph: Graph;
let api: TestApi;
let people: Awaited<ReturnType<typeof openSubjects>>;

let shareToken = "";
async function openGuest(): Promise<string> {
  const guest = openBrowser(api.url);
  await guest.ask("mutation ($token: String!) { openShareLink(token: $token) { me { kind } } }", {
    token: shareToken,
  });
  return guest.session() ?? "";
}

async function shareFrom(sharer: string): Promise<string> {
  const made = await openBrowser(api.url, sharer).ask(
    keyed(
      'mutation { createShareLink(input: {name: "给访客", path: "/alliances/a", placeIds: ["a"]}) { link } }',
    ),
  );
  if (made.errors.length > 0) throw new Error(JSON.stringify(made.errors));
  shareToken = made.data.createShareLink.link.split("#")[1];
  return openGuest();
}

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
  people = await openSubjects(graph, shareFrom);
});
beforeEach(() => forgetAddresses("127.0.0.1"));

/** Asks again when a busy machine was too slow: this is about who may, not about how fast. */
async function patiently(browser: Browser, query: string, variables: Record<string, unknown> = {}) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await browser.ask(query, variables);
    if (attempt >= 4 || !["TIMEOUT", "OVERLOADED", "UNAVAILABLE"].includes(String(codeOf(answer))))
      return answer;
  }
}

/** A value fit for an argument: what the name asks for where it is known, else the simplest of its type. */
function valueFor(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name);
  if (isListType(type)) return [valueFor(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, valueFor(field.type, field.name)]));
  }
  if (name === "clientMutationId") return ulid();
  const byType: Record<string, unknown> = {
    ID: "no-such-id",
    Int: 1,
    Float: 1,
    Boolean: true,
    Day: "2026-06-15",
  };
  return byType[type.name] ?? "某个词";
}

/** Asks for one root field with generated arguments. */
async function call(operation: "query" | "mutation", name: string, secret: string | undefined) {
  const root = (
    operation === "query" ? schema.getQueryType() : schema.getMutationType()
  ) as GraphQLObjectType;
  const field = root.getFields()[name];
  if (!field) throw new Error(`no field ${name}`);
  const required = field.args.filter((arg) => isNonNullType(arg.type));
  const heads = required.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(", ");
  const passed = required.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const selection = isCompositeType(getNamedType(field.type)) ? " { __typename }" : "";
  const document = `${operation} ${heads ? `(${heads})` : ""} { ${name}${passed ? `(${passed})` : ""}${selection} }`;
  const variables = Object.fromEntries(required.map((arg) => [arg.name, valueFor(arg.type, arg.name)]));
  return patiently(openBrowser(api.url, secret), document, variables);
}

/** What the table says a visitor may do. */
function allowed(subject: SubjectName, permission: Permission): boolean {
  if (permission === "enter") return true;
  if (subject === "anonymous") return false;
  if (subject === "guest") return roleRules.guest.permissions.includes(permission);
  if (permission === "ownAccount") return true;
  if (subject === "freshAdministrator") return false;
  // The office on duty comes on top of the office it follows.
  const held =
    subject === "dutySecretary" ? (["dutySecretary", "organizationSecretary"] as const) : [subject];
  return held.some((role) => roleRules[role].permissions.includes(permission));
}

/** Mutations end sessions: each call has one of its own. */
async function freshSecret(subject: SubjectName): Promise<string | undefined> {
  const person = people.get(subject);
  if (subject === "guest") return openGuest();
  if (!person?.id) return person?.secret;
  await ask(graph, "MATCH (a:Account {id: $id}) SET a.state = 'active', a.mustChangePassword = $must", {
    id: person.id,
    must: subject === "freshAdministrator",
  });
  const { secret, hash } = newSecret("lms");
  const session = { id: ulid(), hash, lifeSeconds: 3600, address: null, userAgent: null };
  await graph.run(createSession, { accountId: person.id, ...session });
  return secret;
}
const sizes = { pairs: 0, allowed: 0, seen: 0, shown: 0 };

describe("every field of the API for every role", () => {
  it("declares who may use it", () => {
    expect([...rules].filter(([, permission]) => permission === null)).toEqual([]);
    expect(rules.size).toBeGreaterThan(40);
  });

  const fields = [...rules].map(([path, permission]): [string, Permission] => [path, permission ?? "read"]);
  it.each(fields)("%s", { timeout: 120_000 }, async (path, permission) => {
    const [root, name = ""] = path.split(".");
    const operation = root === "Query" ? "query" : "mutation";
    const wrong: string[] = [];
    const check = async (subject: SubjectName): Promise<void> => {
      await forgetAddresses("127.0.0.1");
      const secret = operation === "mutation" ? await freshSecret(subject) : people.get(subject)?.secret;
      const answer = await call(operation, name, secret);
      const refused = answer.errors.some(
        ({ extensions }) => (extensions.facts as { permission?: string })?.permission,
      );
      const codes = answer.errors.map(({ extensions, message }) => `${extensions.code} ${message}`);
      const may = allowed(subject, permission);
      sizes.pairs += 1;
      if (may) sizes.allowed += 1;
      if (refused === may) wrong.push(`${subject}: expected ${may ? "allowed" : "refused"}, got ${codes}`);
      if (codes.some((code) => code.startsWith("INTERNAL"))) wrong.push(`${subject}: ${codes}`);
      if (refused && answer.data?.[name] != null) wrong.push(`${subject}: refused with data`);
    };
    // A few at a time: fields that compute much would else keep the others waiting.
    for (let i = 0; i < subjectNames.length; i += 4)
      await Promise.all(subjectNames.slice(i, i + 4).map(check));
    expect(wrong).toEqual([]);
  });
});

describe("every ownable kind of node", () => {
  // A match is shown only as the state of a pair whose two sides are seen: test/access/leaks.graph.test.ts. A demand item is
  // no node of the drawings: test/consolidation/board.graph.test.ts; nor is a service project or who serves in a team: test/projects.
  const kinds = Object.keys(labels).filter(
    (label) =>
      labels[label]?.ownable &&
      !["Match", "Offer", "DemandItem", "ServiceProject", "TeamMember"].includes(label),
  );
  beforeAll(() => fillAudiences(graph, kinds));

  it.each(kinds)(
    "%s is seen by exactly those whom its audience names",
    { timeout: 120_000 },
    async (label) => {
      const wrong: string[] = [];
      const idOf = (audience: string): string => `${label}@${audience}`;
      // A hidden node is not there by its id, nor as the neighbour of one that is seen, nor in a count of neighbours.
      const nodes = "{ nodes { id } omitted }";
      const direct = audiences.map((audience, i) => `a${i}: neighbourhood(id: "${idOf(audience)}") ${nodes}`);
      const beside = audiences.map(
        (audience, i) => `b${i}: neighbourhood(id: "programme-${idOf(audience)}") ${nodes}`,
      );
      const counts = audiences.map(
        (audience, i) => `c${i}: neighbourCounts(id: "programme-${idOf(audience)}") { count }`,
      );
      const check = async (subject: SubjectName): Promise<void> => {
        const browser = openBrowser(api.url, await freshSecret(subject));
        // Nothing of a hidden root is told but an error, which empties the whole answer: one request each.
        const alone = await Promise.all(direct.map((field) => patiently(browser, `{ ${field} }`)));
        const { data } = await patiently(browser, `{ ${beside.join(" ")} }`);
        const { data: counted } = await patiently(browser, `{ ${counts.join(" ")} }`);
        for (const [i, audience] of audiences.entries()) {
          const id = idOf(audience);
          const sees = subjects[subject].sees.includes(audience);
          const has = (found: { nodes: { id: string }[] } | undefined): boolean =>
            found?.nodes.some((node) => node.id === id) ?? false;
          sizes.shown += 1;
          if (sees) sizes.seen += 1;
          if (has(alone[i]?.data?.[`a${i}`]) !== sees)
            wrong.push(`${subject} ${id}: ${sees ? "hidden" : "shown"}`);
          if (has(data[`b${i}`]) !== sees)
            wrong.push(`${subject} ${id} from beside: ${sees ? "hidden" : "shown"}`);
          if (data[`b${i}`].omitted !== 0) wrong.push(`${subject} ${id}: told as omitted`);
          if (counted[`c${i}`].length !== (sees ? 1 : 0)) wrong.push(`${subject} ${id}: counted wrongly`);
        }
      };
      const visitors = subjectNames.filter((name) => name !== "anonymous" && name !== "freshAdministrator");
      for (const visitor of visitors) await check(visitor);
      expect(wrong).toEqual([]);
    },
  );

  it("together make the whole matrix", () => {
    expect(sizes.pairs).toBe(rules.size * subjectNames.length);
    process.stdout.write(
      `${JSON.stringify({ fields: rules.size, subjects: subjectNames.length, ...sizes })}\n`,
    );
  });
});
