import { getNamedType, isCompositeType, isObjectType } from "graphql";
import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { labels } from "../../cypher/model.ts";
import { declaredRules } from "../../server/access/rules.ts";
import { apiSchema } from "../../server/api/graphql.ts";
import { createApp } from "../../server/app.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { modules } from "../../server/modules.ts";
import { emptyGraph, ask as run } from "../support/graph.ts";
import { expected, expectedRoutes, groups } from "./expected.ts";
import {
  audiences,
  district,
  fillAudiences,
  type SubjectName,
  subjectNames,
  subjects,
} from "./matrixGraph.ts";
import { questionFor } from "./schemaPaths.ts";
import { receiveVisitors, type Visitors } from "./visitors.ts";

const schema = apiSchema(modules);
const rules = declaredRules(schema);
const sizes = { cells: 0, allowed: 0, routeCells: 0, kindCells: 0, seen: 0 };

let graph: Graph;
let visitors: Visitors;
beforeAll(async () => {
  graph = await emptyGraph();
  await run(graph, district);
  visitors = await receiveVisitors(graph);
});

/** A few at a time: fields that compute much would else keep the others waiting. */
async function forEverybody(check: (subject: SubjectName) => Promise<void>): Promise<void> {
  for (let i = 0; i < subjectNames.length; i += 5) await Promise.all(subjectNames.slice(i, i + 5).map(check));
}

const mayUse = (group: keyof typeof groups, subject: SubjectName): boolean =>
  (groups[group] as readonly SubjectName[]).includes(subject);

// Change who is signed in, or who may be.
const movesSessions =
  /signIn|signOut|acceptInvitation|enterDemo|openShareLink|endSession|Password|AccountState/;

describe("every field of the API for every role", () => {
  const fields = [...rules.keys()];
  const howTo = (field: string): string =>
    `${field} has no line: add it to the group of those who may use it in \`fields\` of test/access/expected.ts`;

  it("declares who may use it, and is expected so in the table", () => {
    expect([...rules].filter(([, permission]) => permission === null)).toEqual([]);
    expect(fields.filter((field) => !expected.has(field)).map(howTo)).toEqual([]);
    const gone = [...expected.keys()].filter((field) => !rules.has(field));
    expect(gone, "expected, but not in the API").toEqual([]);
  });

  it.each(fields)("%s", async (path) => {
    const group = expected.get(path);
    if (!group) throw new Error(howTo(path));
    const [rootName = "", name = ""] = path.split(".");
    const root = schema.getType(rootName);
    const type = isObjectType(root) && getNamedType(root.getFields()[name]?.type);
    const { text, variables } = questionFor(schema, path, isCompositeType(type) ? "{ __typename }" : "");
    await forgetAddresses("127.0.0.1");
    const wrong: string[] = [];
    await forEverybody(async (subject) => {
      const ask = rootName === "Subscription" ? visitors.hear : visitors.ask;
      const answer = await ask(subject, text, variables());
      const refused = answer.errors.some(
        ({ extensions }) => (extensions.facts as { permission?: string })?.permission,
      );
      const codes = answer.errors.map(({ extensions, message }) => `${extensions.code} ${message}`);
      const may = mayUse(group, subject);
      sizes.cells += 1;
      if (may) sizes.allowed += 1;
      if (refused === may) wrong.push(`${subject}: expected ${may ? "allowed" : "refused"}, got ${codes}`);
      // What never came to the question of who may is no answer to it.
      if (codes.some((code) => /^(INTERNAL|LIMIT|undefined)/.test(code))) wrong.push(`${subject}: ${codes}`);
      if (refused && answer.data?.[name] != null) wrong.push(`${subject}: refused with data`);
    });
    if (movesSessions.test(name)) {
      await forgetAddresses("127.0.0.1");
      await visitors.comeBack();
    }
    expect(wrong).toEqual([]);
  });
});

describe("every address beside GraphQL for every role", () => {
  interface Layer {
    route?: { path: string; methods: Record<string, boolean> };
    handle: { stack?: Layer[] };
  }
  const routesIn = (stack: readonly Layer[]): string[] =>
    stack.flatMap(({ route, handle }) =>
      route
        ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`)
        : routesIn(handle.stack ?? []),
    );

  it("stands in the table", () => {
    const app = createApp({ graph, embedder: null, logger: pino({ level: "silent" }), production: true });
    const found = routesIn((app as unknown as { router: { stack: Layer[] } }).router.stack);
    expect(found.sort(), "test/access/expected.ts tells who may use each").toEqual(
      Object.keys(expectedRoutes).sort(),
    );
  });

  // What they must be given to be asked at all.
  const below: Readonly<Record<string, string>> = { "/start": "/auth/oidc", "/callback": "/auth/oidc" };
  const query: Readonly<Record<string, string>> = {
    "/imports": "?kind=resource",
    "/exports/lists": "?list=demands&format=xlsx",
    "/files": "?to=nothing",
  };

  it.each(Object.entries(expectedRoutes))("%s", async (route, group) => {
    const [method, path = ""] = route.split(" ");
    const filled = path.replace(":kind", "demand").replace(":id", "no-such-import");
    const url = `${visitors.api.url}${below[path] ?? ""}${filled}${query[path] ?? ""}`;
    const wrong: string[] = [];
    await forEverybody(async (subject) => {
      const cookie = `lianmeng=${visitors.secretOf(subject) ?? ""}`;
      // As through a proxy: a connection of the machine itself is the operator's.
      const headers = { cookie, "content-type": "application/octet-stream", "x-forwarded-for": "10.0.0.9" };
      const { status } = await fetch(url, { method: method ?? "", headers, redirect: "manual" });
      sizes.routeCells += 1;
      const right =
        group === "nobody"
          ? status === 404
          : mayUse(group, subject)
            ? status < 500 && ![401, 403].includes(status)
            : [401, 403].includes(status);
      if (!right) wrong.push(`${subject}: ${status}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe("every ownable kind of node", () => {
  // A match is shown only as the state of a pair whose two sides are seen: test/access/leaks.graph.test.ts. A demand item is
  // no node of the drawings: test/consolidation/board.graph.test.ts; nor is a service project or who serves in a team: test/projects,
  // or a membership case: test/membership.
  const kinds = Object.keys(labels).filter(
    (label) =>
      labels[label]?.ownable &&
      !["Match", "Offer", "DemandItem", "ServiceProject", "TeamMember", "MembershipCase"].includes(label),
  );
  /** Kinds that the API shows by their id; the others show only in drawings. */
  const byId = (kind: string): boolean =>
    isObjectType(schema.getType(kind)) || ["Resource", "PublishedProject"].includes(kind);
  beforeAll(() => fillAudiences(graph, kinds));

  it.each(kinds)("%s is seen by exactly those whom its audience names", async (kind) => {
    const wrong: string[] = [];
    const idOf = (audience: string): string => `${kind}@${audience}`;
    const around = `query ($id: ID!, $ids: [ID!]!) { nodes(ids: $ids) { id }
      neighbourhood(id: $id) { nodes { id } omitted } neighbourCounts(id: $id) { kind count } }`;
    await forEverybody(async (subject) => {
      if (subject === "anonymous" || subject === "freshAdministrator") return;
      const seen: readonly string[] = subjects[subject].sees.map(idOf).sort();
      const ids = audiences.map(idOf);
      const answer = await visitors.ask(subject, around, { id: `around-${kind}`, ids });
      if (answer.errors.length > 0) wrong.push(`${subject}: ${JSON.stringify(answer.errors)}`);
      const { nodes, neighbourhood, neighbourCounts } = answer.data;
      const ownIds = (found: ({ id: string } | null)[]): string[] =>
        found.flatMap((node) => (node && ids.includes(node.id) ? [node.id] : [])).sort();
      const count = neighbourCounts.reduce((sum: number, row: { count: number }) => sum + row.count, 0);
      sizes.kindCells += ids.length;
      sizes.seen += seen.length;
      const told = JSON.stringify([
        byId(kind) ? ownIds(nodes) : seen,
        ownIds(neighbourhood.nodes),
        neighbourhood.omitted,
        count,
      ]);
      if (told !== JSON.stringify([seen, seen, 0, seen.length])) wrong.push(`${subject}: ${told}`);
      // Nothing of a hidden root is told but that it is not there.
      const hidden = ids.find((id) => !seen.includes(id));
      const alone = hidden && (await visitors.ask(subject, `{ neighbourhood(id: "${hidden}") { omitted } }`));
      if (alone && (alone.data?.neighbourhood || alone.errors[0]?.extensions.code !== "NOT_FOUND"))
        wrong.push(`${subject} ${hidden}: a hidden root answers ${JSON.stringify(alone)}`);
    });
    expect(wrong).toEqual([]);
  });

  it("together make the whole matrix", () => {
    expect(sizes.cells).toBe(rules.size * subjectNames.length);
    const of = { fields: rules.size, routes: Object.keys(expectedRoutes).length, kinds: kinds.length };
    process.stdout.write(`${JSON.stringify({ matrix: { roles: subjectNames.length, ...of, ...sizes } })}\n`);
  });
});
