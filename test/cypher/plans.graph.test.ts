import neo4j, { type Driver, type Plan } from "neo4j-driver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Query } from "../../server/graph/query.ts";
import { emptyGraph, testDatabase } from "../support/graph.ts";
import { allQueries } from "../support/statements.ts";

const queries = await allQueries();
const isSchemaStatement = (text: string): boolean => /^\s*CREATE (CONSTRAINT|INDEX)/m.test(text);

interface Explained {
  columns: string[];
  /** Operators that read every node or multiply rows with rows. */
  costly: string[];
}

describe("the database's plan of", () => {
  let driver: Driver;

  beforeAll(async () => {
    await emptyGraph();
    const { uri, user, password } = testDatabase();
    driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  });
  afterAll(() => driver.close());

  /** A statement without its parameters' values: EXPLAIN needs none. */
  const explain = async (text: string): Promise<Explained> => {
    const session = driver.session();
    try {
      const { records, summary } = await session.run(`EXPLAIN ${text}`, {});
      expect(records).toEqual([]);
      const { plan } = summary;
      if (!plan) throw new Error("the database returned no plan");
      return { columns: plan.identifiers.length === 0 ? [] : columnsOf(plan), costly: costlyIn(plan) };
    } finally {
      await session.close();
    }
  };

  describe.each(
    queries
      .filter(({ text }) => !isSchemaStatement(text))
      .map((query): [string, Query] => [query.name, query]),
  )("%s", (_, query) => {
    it("returns the columns its rows declare, and scans or multiplies only where it says why", async () => {
      const { columns, costly } = await explain(query.text);
      if (query.row instanceof z.ZodObject)
        expect(columns.sort()).toEqual(Object.keys(query.row.shape).sort());
      if (query.scanReason === undefined) expect(costly).toEqual([]);
    });
  });

  it("a statement that scans all nodes shows the scan", async () => {
    expect((await explain("MATCH (n) RETURN n.id AS id")).costly).toContainEqual(
      expect.stringMatching(/AllNodesScan/),
    );
    expect((await explain("MATCH (a:Product), (b:Category) RETURN a.id AS id")).costly).toContainEqual(
      expect.stringMatching(/CartesianProduct/),
    );
  });
});

/** Columns of the result: what the last operator's details list; `ProduceResults` prints them as `id, name`. */
function columnsOf(plan: Plan): string[] {
  if (!plan.operatorType.startsWith("ProduceResults")) return [];
  const details = String(plan.arguments.Details ?? "");
  return details === "" ? [] : details.split(", ").map((name) => name.replaceAll("`", ""));
}

const costlyIn = (plan: Plan): string[] => [
  ...(isCostly(plan) ? [plan.operatorType] : []),
  ...plan.children.flatMap((child) => costlyIn(child)),
];

const isCostly = ({ operatorType, children }: Plan): boolean =>
  /AllNodesScan/.test(operatorType) || (/^CartesianProduct/.test(operatorType) && !children.some(isOneRow));

/** A look-up of one node by a unique property: multiplying by it costs nothing. */
const isOneRow = ({ operatorType, children }: Plan): boolean =>
  /^NodeUniqueIndexSeek/.test(operatorType) ||
  (/^(Filter|CacheProperties|Limit)/.test(operatorType) && children.every(isOneRow));
