import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readMigrations } from "../../server/graph/migrate.ts";
import type { Query } from "../../server/graph/query.ts";
import { problems, rememberClean } from "../support/lint.ts";
import { allQueries, serverSources, statementFiles } from "../support/statements.ts";
import { cappedBeforeAudience, unguardedNodes } from "../support/visibility.ts";

const queries = await allQueries();
const isSchemaStatement = (text: string): boolean => /^\s*CREATE (CONSTRAINT|INDEX)/m.test(text);

const shapeOf = (type: z.ZodType): string[] => (type instanceof z.ZodObject ? Object.keys(type.shape) : []);
const without = (text: string): string => text.replace(/\/\/.*$/gm, "");
const used = (text: string): string[] =>
  [...new Set([...without(text).matchAll(/\$(\w+)/g)].map(([, name]) => name ?? ""))].sort();

afterAll(rememberClean);

describe("the statements of cypher/", () => {
  it("are bound one to one by definitions in the server and the seed", () => {
    expect(queries.map(({ name }) => name)).toEqual(statementFiles());
  });

  describe.each(queries.map((query): [string, Query] => [query.name, query]))("%s", (_, { text, params }) => {
    it("names only what the graph model knows, in its directions, and takes exactly its declared parameters", () => {
      if (!isSchemaStatement(text)) expect(problems(text, shapeOf(params))).toEqual([]);
      expect(used(text)).toEqual(shapeOf(params).sort());
    });

    it("reads no parameter as a program: no pattern, no text as a statement, no property by a name from outside", () => {
      expect(without(text)).not.toMatch(/=~|\bapoc\.|\bLOAD\s+CSV\b|\w\[\s*\$\w+\s*\]/i);
    });

    it("shows no ownable node without asking who may see it", () => {
      expect(unguardedNodes(text)).toEqual([]);
    });

    it("bounds nothing before asking who may see it", () => {
      expect(cappedBeforeAudience(text)).toEqual([]);
    });

    it("bounds every path of variable length", () => {
      const lengths = [...without(text).matchAll(/\[[^\]]*\*([^\]{]*)[^\]]*\]/g)].map(([, length]) =>
        (length ?? "").trim(),
      );
      for (const length of lengths) expect(length).toMatch(/^(\d+|\d*\.\.\d+)$/);
      expect(without(text)).not.toMatch(/\)\s*(\+|\*|\{\d*,\s*\})\s*[(-]/);
    });
  });
});

describe("the server's code", () => {
  it("puts no statement together out of text", () => {
    const clause = /["'`][^"'`]*\b(MATCH|MERGE|CREATE|UNWIND|OPTIONAL MATCH|DETACH DELETE)\s*\(/;
    expect(serverSources().flatMap(({ path, text }) => (clause.test(text) ? [path] : []))).toEqual([]);
  });
});

describe("the migrations", () => {
  const migrations = readMigrations(new URL("../../cypher/schema/", import.meta.url));

  it("bear repetition, because one that breaks off is run again", () => {
    const statements = migrations.flatMap((migration) => migration.statements);
    const bare = statements.filter(
      (text) => /\b(CREATE|DROP)\b[^\n]*\b(CONSTRAINT|INDEX)\b/.test(text) && !/IF (NOT )?EXISTS/.test(text),
    );
    expect(statements.length).toBeGreaterThan(10);
    expect(bare).toEqual([]);
  });
});

describe("the checks of statements", () => {
  it.each([
    ["an unknown label", "MATCH (n:Enterprize) RETURN n.id AS id"],
    ["an unknown relationship type", "MATCH (:Product)-[:MADE_FROM]->(p:Product) RETURN p.id AS id"],
    [
      "a relationship against its direction",
      "MATCH (:IndustryChain)-[:PART_OF_CHAIN]->(p:ChainPosition) RETURN p.id AS id",
    ],
    ["an unknown property", "MATCH (p:Product) RETURN p.colourless AS id"],
    ["an undeclared parameter", "MATCH (p:Product {id: $nowhere}) RETURN p.id AS id"],
    ["broken syntax", "MATCH (p:Product RETURN p"],
  ])("find %s", (_, text) => {
    expect(problems(text, [])).not.toEqual([]);
  });

  it.each([
    ["by its label", "MATCH (d:Demand) RETURN d.id AS id"],
    ["without a name", "MATCH (c:Category)<-[:IN_CATEGORY]-(:Demand) RETURN c.id AS id"],
    ["by the relationship that reaches it", "MATCH (c:Category)<-[:IN_CATEGORY]-(x) RETURN x.id AS id"],
    ["by nothing at all", "MATCH (x) RETURN x.id AS id"],
    ["behind a label that any kind carries", "MATCH (x:Entity {id: $id}) RETURN x.id AS id"],
    [
      "in one branch of two",
      "MATCH (d:Demand) WHERE ($viewer.all OR d.audience IN $viewer.audiences) RETURN d.id AS id UNION MATCH (d:Demand) RETURN d.id AS id",
    ],
    ["inside a subquery", "MATCH (c:Category) RETURN COUNT { (d:Demand)-[:IN_CATEGORY]->(c) } AS count"],
  ])("find an ownable node bound %s and shown to everybody", (_, text) => {
    expect(unguardedNodes(text)).not.toEqual([]);
  });

  it.each([
    [
      "compares the audience",
      "MATCH (d:Demand) WHERE ($viewer.all OR d.audience IN $viewer.audiences) RETURN d.id AS id",
    ],
    [
      "filters after a subquery",
      "CALL () { MATCH (n:Demand) RETURN n } WITH n WHERE ($viewer.all OR n.audience IN $viewer.audiences) RETURN n.id AS id",
    ],
    ["reaches what nobody owns", "MATCH (:Product {id: $id})-[:BELONGS_AT]->(p) RETURN p.id AS id"],
    [
      "says why it sees everything",
      "// Sees everything: the job counts for the system itself.\nMATCH (d:Demand) RETURN count(d) AS count",
    ],
  ])("accept a statement that %s", (_, text) => {
    expect(unguardedNodes(text)).toEqual([]);
  });

  const seen = "($viewer.all OR d.audience IN $viewer.audiences)";
  const hits = (limit: string, rest: string) =>
    `CALL db.index.fulltext.queryNodes('demand_words', $words, {limit: ${limit}}) YIELD node AS d ${rest}`;
  it.each([
    ["a bound before the comparison", `MATCH (d:Demand) WITH d LIMIT 25 WHERE ${seen} RETURN d.id AS id`],
    [
      "a bound in one branch of two",
      `CALL () { MATCH (d:Demand) RETURN d LIMIT 25 UNION MATCH (d:Demand) WHERE ${seen} RETURN d LIMIT 25 } WITH d WHERE ${seen} RETURN d.id AS id`,
    ],
    [
      "a bound before a comparison around it",
      `CALL () { MATCH (c:Category)<-[:IN_CATEGORY]-(d:Demand) RETURN d LIMIT 25 } WITH d WHERE ${seen} RETURN d.id AS id`,
    ],
    ["few hits of a text index", hits("60", `WITH d WHERE ${seen} RETURN d.id AS id`)],
    [
      "hits of a text index bounded from outside",
      hits("toInteger($limit)", `WITH d WHERE ${seen} RETURN d.id AS id`),
    ],
    [
      "few hits that are counted, but not asked for again",
      hits("300", `RETURN count(*) < 300 AS allHits, collect(CASE WHEN ${seen} THEN d END)[..5] AS few`),
    ],
    ["hits bounded before the comparison", hits("50000", `WITH d LIMIT 30 WHERE ${seen} RETURN d.id AS id`)],
  ])("find %s", (_, text) => {
    expect(cappedBeforeAudience(text)).not.toEqual([]);
  });

  it("accept a bound after the comparison", () => {
    expect(cappedBeforeAudience(`MATCH (d:Demand) WHERE ${seen} RETURN d.id AS id LIMIT 25`)).toEqual([]);
    expect(cappedBeforeAudience(hits("50000", `WITH d WHERE ${seen} RETURN d.id AS id LIMIT 30`))).toEqual(
      [],
    );
    const few = hits(
      "300",
      `RETURN count(*) < 300 AS allHits, collect(CASE WHEN ${seen} THEN d END)[..5] AS few`,
    );
    const again = hits("50000", `WITH d WHERE ${seen} RETURN d LIMIT 5`);
    expect(
      cappedBeforeAudience(
        `CALL () { ${few} } CALL (allHits, few) { UNWIND few AS d RETURN d UNION WITH * WHERE NOT allHits ${again} } RETURN d.id AS id`,
      ),
    ).toEqual([]);
  });
});
