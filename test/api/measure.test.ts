import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { buildSchema, getOperationAST, Lexer, parse, Source, TokenKind, validate, visit } from "graphql";
import { describe, expect, it } from "vitest";
import { type Access, anonymousAccess } from "../../server/access/access.ts";
import { apiSchema } from "../../server/api/graphql.ts";
import {
  checkMeasure,
  documentLimits,
  limitsOf,
  type VisitorKind,
  visitorKind,
} from "../../server/api/limits.ts";
import { measure } from "../../server/api/measure.ts";
import { checkShape, shapeLimits, shapeOf } from "../../server/api/shape.ts";
import { modules } from "../../server/modules.ts";
import { checkout } from "../support/machine.ts";

const schema = apiSchema(modules);
const of = (text: string, variables: Record<string, unknown> = {}) =>
  measure(schema, parse(text), undefined, variables);

describe("what a document costs", () => {
  it.each([
    ["one object", '{ demand(id: "x") { id title } }', 1],
    ["objects in objects", '{ demand(id: "x") { category { parent { id } } } }', 3],
    ["a list of unknown length as ten", "{ chains { id } }", 10],
    ["lists in lists", "{ chains { positions { id } } }", 10 + 10 * 10],
    ["a page as it was asked for", "{ demands(first: 7) { nodes { id } totalCount } }", 1 + 7],
    ["a page by the schema's own size", "{ demands { nodes { id } } }", 1 + 50],
    [
      "pages in pages",
      "{ alliances { members(first: 200) { nodes { alliance { id } } } } }",
      10 * (1 + 1 + 200 * 2),
    ],
    ["as many as are named", '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
    ["a page that is the list itself", '{ search(text: "x", first: 5) { matchedOn } }', 20 + 5],
    ["what a field says of itself", '{ path(fromId: "a", toId: "b") { omitted } }', 200 + 1],
    ["nothing for names of types", "{ __typename }", 0],
    ["an empty page as little", "{ demands(first: 0) { nodes { id } } }", 1],
  ])("%s", (_, text, cost) => {
    expect(of(text).cost).toBe(cost);
  });

  it("reads sizes in variables, in their defaults, and takes what is no size for the schema's own", () => {
    const page =
      "query ($n: Int = 9, $ids: [ID!] = []) { demands(first: $n) { nodes { id } } nodes(ids: $ids) { id } }";
    expect(of(page).cost).toBe(1 + 9);
    expect(of(page, { n: 30, ids: ["a", "b"] }).cost).toBe(1 + 30 + 2);
    for (const n of ["200", {}, null, true]) expect(of(page, { n }).cost).toBe(1 + 50);
    expect(of(page, { n: -5 }).cost).toBe(1);
  });

  it("counts fragments wherever they stand, on interfaces too", () => {
    const text = `{ a: demands(first: 3) { ...Page } b: demands(first: 5) { ...Page } node(id: "x") { ... on Demand { category { id } } } }
      fragment Page on DemandConnection { nodes { ... on Demand @include(if: true) { category { id } } } }`;
    expect(of(text)).toMatchObject({ cost: 1 + 3 * 2 + 1 + 5 * 2 + 2, depth: 3, aliases: 2, directives: 2 });
  });

  it("is counted at once however often fragments multiply", () => {
    const many = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on Alliance { x: parent { ...F${i + 1} } y: parent { ...F${i + 1} } }`,
    );
    const text = `{ alliances { ...F0 } } ${many.join(" ")} fragment F40 on Alliance { id }`;
    const began = performance.now();
    const found = of(text);
    expect(performance.now() - began).toBeLessThan(100);
    expect(found.depth).toBe(41);
    expect(found.aliases).toBeGreaterThan(1e12);
    expect(found.cost).toBeGreaterThan(1e12);
  });

  it("comes to an end with fragments that call themselves", () => {
    expect(of("{ alliances { ...A } } fragment A on Alliance { parent { ...A } }").depth).toBe(2);
  });

  it("is that of the operation that runs", () => {
    const text = "query A { chains { id } } query B { demands(first: 2) { nodes { id } } }";
    expect(measure(schema, parse(text), "B", {}).cost).toBe(3);
    expect(measure(schema, parse(text), null, {}).cost).toBe(0);
  });

  it("is the same from memory, for other sizes and for the same again", () => {
    const document = parse(
      "query ($n: Int = 4, $t: String!) { demands(first: $n) { nodes { id } } search(text: $t) { excerpt } }",
    );
    const cost = (variables: Record<string, unknown>) => measure(schema, document, null, variables).cost;
    for (let time = 0; time < 2; time += 1) {
      expect(cost({ t: "a" })).toBe(1 + 4 + 20 + 10);
      expect(cost({ t: "b", n: 8 })).toBe(1 + 8 + 20 + 10);
      expect(cost({ n: "8" })).toBe(1 + 50 + 20 + 10);
    }
  });

  it("never goes down when more is asked for", () => {
    const [first, after] = [fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 })];
    fc.assert(
      fc.property(first, after, (a, b) => {
        const cost = (n: number) => of(`{ offers(first: ${n}) { edges { node { category { id } } } } }`).cost;
        expect(cost(a + b)).toBeGreaterThanOrEqual(cost(a));
      }),
    );
  });

  it("notices questions about the schema, in fragments too", () => {
    expect(of("{ __schema { types { name } } }").introspects).toBe(true);
    expect(of('{ ...Q } fragment Q on Query { __type(name: "Demand") { name } }').introspects).toBe(true);
    expect(of("{ chains { __typename } }").introspects).toBe(false);
  });
});

describe("what makes validation slow", () => {
  const repeats = (text: string): number => shapeOf(parse(text)).repeats;
  it("is counted as it is written", () => {
    expect(repeats("{ a { id name } b { id } c: a { id } }")).toBe(0);
    expect(repeats("{ a { id id } a { id } }")).toBe(2);
    expect(repeats("{ a { ... on X { id } ... on X { id } ... on Y { id } } }")).toBe(1);
    expect(shapeOf(parse("query A($a: Int) { ...F ...F } query B { x } fragment F on Q { x }"))).toEqual({
      repeats: 0,
      spreads: 2,
      operations: 2,
      variables: 1,
    });
  });

  it.each([
    ["fields", `{ ${"chains { id } ".repeat(30)} }`, /重复的字段太多/],
    [
      "fragments",
      `{ chains { ${"...F ".repeat(70)} } } fragment F on IndustryChain { id }`,
      /最多引用 60 次片段/,
    ],
    [
      "operations",
      Array.from({ length: 11 }, (_, i) => `query Q${i} { chains { id } }`).join(" "),
      /最多提交 10 个操作/,
    ],
    [
      "variables",
      `query (${Array.from({ length: 61 }, (_, i) => `$v${i}: ID`).join(" ")}) { chains { id } }`,
      /最多用 60 个变量/,
    ],
  ])("is refused before: too many %s", (_, text, sentence) => {
    expect(() => checkShape(parse(text))).toThrow(sentence);
  });

  it("leaves nothing within the bounds that asks for a third of the work that it keeps out", () => {
    const twice = (depth: number): string =>
      depth === 0 ? "id name" : `parent { ${twice(depth - 1)} } parent { ${twice(depth - 1)} }`;
    const spread = (count: number): string => {
      const fragments = Array.from(
        { length: count },
        (_, i) => `fragment F${i} on Alliance { parent { id name kind } children { id } }`,
      );
      return `{ alliances { ${fragments.map((_, i) => `...F${i}`).join(" ")} } } ${fragments.join(" ")}`;
    };
    const kept = [`{ alliances { ${twice(4)} } }`, spread(58)];
    for (const text of kept) expect(() => checkShape(parse(text))).not.toThrow();
    expect(() => checkShape(parse(spread(240)))).toThrow();
    const refused = readsOf(spread(240));
    for (const text of kept) expect(readsOf(text)).toBeLessThan(refused / 3);
  });
});

/** How often validating a document looks into its selections and arguments: the work of it, on any machine alike. */
function readsOf(text: string): number {
  const document = parse(text);
  let reads = 0;
  visit(document, {
    enter: (node) => {
      for (const key of ["selectionSet", "arguments"]) {
        const value: unknown = Reflect.get(node, key);
        if (value === undefined) continue;
        const get = (): unknown => {
          reads += 1;
          return value;
        };
        Object.defineProperty(node, key, { get, enumerable: true });
      }
    },
  });
  reads = 0;
  validate(schema, document);
  return reads;
}

describe("the limits by kind of visitor", () => {
  it("take an administrator's account for what it is, and nobody else's", () => {
    const grant = {
      grantId: "g",
      role: "administrator",
      place: null,
      until: null,
      hubs: [],
      alliances: [],
      owners: [],
    };
    const access = (over: Partial<Access>): Access => ({ ...anonymousAccess(false), ...over });
    expect(visitorKind(access({}))).toBe("anonymous");
    expect(visitorKind(access({ kind: "account" }))).toBe("account");
    expect(visitorKind(access({ kind: "account", grants: [grant as never] }))).toBe("administrator");
    // The scopes of a token decide what it may do; it counts as the program it is.
    expect(visitorKind(access({ kind: "token", grants: [grant as never] }))).toBe("token");
    expect(visitorKind(access({ kind: "demo", grants: [grant as never] }))).toBe("demo");
  });

  it.each([
    ["depth", { depth: 9 }, /嵌套超过 8 层/],
    ["aliases", { aliases: 16 }, /最多用 15 个别名/],
    ["directives", { directives: documentLimits.directives + 1 }, /最多用 20 个指令/],
    ["cost", { cost: 5001 }, /要取的内容太多/],
  ])("say what is too much: %s", (_, over, sentence) => {
    const least = { depth: 1, aliases: 0, directives: 0, cost: 1, introspects: false };
    expect(() => checkMeasure(least, limitsOf.anonymous)).not.toThrow();
    expect(() => checkMeasure({ ...least, ...over }, limitsOf.anonymous)).toThrow(sentence);
  });

  it("never give those who are known less than those who are not", () => {
    const order: VisitorKind[] = ["anonymous", "demo", "account", "administrator"];
    for (const [index, kind] of order.slice(1).entries()) {
      const [fewer, more] = [limitsOf[order[index] ?? "anonymous"], limitsOf[kind]];
      for (const name of ["depth", "aliases", "cost", "rows"] as const)
        expect(more[name]).toBeGreaterThanOrEqual(fewer[name]);
    }
  });
});

describe("the documents of the web", () => {
  const manifest = join(checkout, "web", "src", "generated", "persisted-documents.json");
  const documents = Object.values(JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>);
  const named = documents.map((text): [string, string] => [
    getOperationAST(parse(text))?.name?.value ?? "",
    text,
  ]);

  it("are there", () => expect(documents.length).toBeGreaterThan(20));

  it.each(named)("%s is valid, and stays well below every limit of everybody", (_, text) => {
    expect(validate(schema, parse(text))).toEqual([]);
    const found = of(text);
    const least = limitsOf.guest;
    expect(found.depth).toBeLessThanOrEqual((least.depth * 3) / 4);
    for (const name of ["aliases", "cost"] as const) expect(found[name]).toBeLessThanOrEqual(least[name] / 2);
    expect(found.directives).toBeLessThanOrEqual(documentLimits.directives / 2);
    expect(tokensOf(text)).toBeLessThanOrEqual(documentLimits.tokens / 2);
    const shape = shapeOf(parse(text));
    for (const name of ["repeats", "spreads", "operations", "variables"] as const)
      expect(shape[name]).toBeLessThanOrEqual(shapeLimits[name] / 2);
  });
});

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

describe("a schema of another kind", () => {
  it("is measured by its own sizes", () => {
    const other = buildSchema("type Query { a(first: Int): [B!]! } type B { b: B c: [Int!]! }");
    const cost = (text: string) => measure(other, parse(text), undefined, {}).cost;
    expect(cost("{ a { c } }")).toBe(10);
    expect(cost("{ a(first: 4) { b { c } } }")).toBe(8);
  });
});
