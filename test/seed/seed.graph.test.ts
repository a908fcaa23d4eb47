import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { removalSentence, removeExamples } from "../../seed/examples.ts";
import { seedGraph, seedIfEmpty } from "../../seed/seed.ts";
import { AppError } from "../../server/errors.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { offerText } from "../../server/language/matchedText.ts";
import { ask, emptyGraph, testEmbedder } from "../support/graph.ts";

/** Several whole seedings in one test. */
const patience = 120_000;
const options = { enterprises: 40, seed: 11, today: "2026-06-15" };

/** Every node and relationship with its properties as text, in a stable order: two equal graphs give equal lists. */
async function contents(graph: Graph): Promise<string[]> {
  const nodes = await ask(
    graph,
    `MATCH (n:Entity|SourceRecord|ExampleRoot|Event)
     RETURN labels(n) AS labels, properties(n) AS properties`,
  );
  const links = await ask(
    graph,
    "MATCH (a)-[r]->(b) WHERE a.id IS NOT NULL RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties",
  );
  return [...nodes, ...links].map((row) => JSON.stringify(row)).sort();
}

const published = (graph: Graph) =>
  ask(
    graph,
    `MATCH (n:Entity) WHERE NOT n:Example
     RETURN labels(n)[0..3] AS labels, count(*) AS nodes,
       sum(COUNT { (n)--(m:Entity) WHERE NOT m:Example }) AS links ORDER BY labels`,
  );
const count = async (graph: Graph, pattern: string): Promise<unknown> =>
  (await ask(graph, `MATCH ${pattern} RETURN count(*) AS count`))[0]?.count;

describe("seeding a graph", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await emptyGraph();
    const began = performance.now();
    await seedGraph(graph, { ...options, embedder: await testEmbedder() });
    process.stdout.write(
      `seeded ${options.enterprises} enterprises in ${Math.round(performance.now() - began)} ms\n`,
    );
  });

  test("holds the published lists, companies and programmes in full", async () => {
    expect(await count(graph, "(n:Offer) WHERE NOT n:Example")).toBe(125);
    expect(await count(graph, "(n:Demand) WHERE NOT n:Example")).toBe(36);
    expect(await count(graph, "(n:Enterprise) WHERE NOT n:Example")).toBe(103);
    expect(await count(graph, "(:Enterprise)-[:PAID]->(:Enterprise)")).toBe(19);
    expect(await count(graph, "(n:Programme)")).toBe(10);
    expect(await count(graph, "(n:Enterprise:Example)")).toBe(40);
  });

  test("stores days, places and whole numbers as such", async () => {
    const [row] = await ask(
      graph,
      `MATCH (e:Enterprise {id: 'example-enterprise-1'})-[o:OCCUPIES]->(), (d:Demand {id: 'example-demand-1'})
       RETURN valueType(e.employees) AS employees, valueType(e.location) AS location, valueType(o.since) AS since,
         valueType(d.neededBy) AS neededBy, valueType(d.createdAt) AS createdAt, valueType(d.version) AS version`,
    );
    expect(row).toEqual({
      employees: "INTEGER NOT NULL",
      location: "POINT NOT NULL",
      since: "DATE NOT NULL",
      neededBy: "DATE NOT NULL",
      createdAt: "ZONED DATETIME NOT NULL",
      version: "INTEGER NOT NULL",
    });
  });

  test("every entry of the lists has the vector of its own text, an offer's with its category", async () => {
    const rows = await ask(
      graph,
      "MATCH (n:Demand|Offer) RETURN count(*) AS all, count(n.embedding) AS embedded, min(size(n.embedding)) AS dimensions",
    );
    expect(rows).toEqual([{ all: 161 + 24 + 40, embedded: 161 + 24 + 40, dimensions: 512 }]);
    const [sample] = await ask(
      graph,
      "MATCH (n:Offer {id: 'LE104'})-[:IN_CATEGORY]->(c) RETURN n.text AS text, c.name AS category, n.embedding AS embedding",
    );
    const own = await (await testEmbedder()).embed(offerText(String(sample?.text), String(sample?.category)));
    const stored = z.array(z.number()).parse(sample?.embedding);
    expect(stored.reduce((sum, x, i) => sum + x * (own[i] ?? 0), 0)).toBeCloseTo(1, 5);
  });

  test(
    "a second seeding changes nothing, on another day neither",
    async () => {
      const before = await contents(graph);
      const versions = await ask(
        graph,
        "MATCH (v:DataVersion) RETURN v.id AS id, v.value AS value ORDER BY id",
      );
      await seedGraph(graph, { ...options, today: "2026-09-01", embedder: await testEmbedder() });
      expect(await contents(graph)).toEqual(before);
      expect(
        await ask(graph, "MATCH (v:DataVersion) RETURN v.id AS id, v.value AS value ORDER BY id"),
      ).toEqual(versions);
      expect(await seedIfEmpty(graph, options)).toBeNull();
    },
    patience,
  );

  test("what a person changed survives a second seeding", async () => {
    await ask(
      graph,
      "MATCH (n:Demand {id: 'LE001'}) SET n.text = '改过的文字', n.textHash = 'changed', n.version = 2",
    );
    await seedGraph(graph, options);
    const [row] = await ask(
      graph,
      "MATCH (n:Demand {id: 'LE001'}) RETURN n.text AS text, n.version AS version",
    );
    expect(row).toEqual({ text: "改过的文字", version: 2 });
  });

  test("other examples over these are refused, and the sentence says what to do", async () => {
    const refused = seedGraph(graph, { ...options, seed: 12 });
    await expect(refused).rejects.toThrow(AppError);
    await expect(refused).rejects.toThrow("--remove-examples");
  });
});

describe("taking the examples away", () => {
  test(
    "leaves exactly the published facts, and takes what was tried out on examples along",
    async () => {
      const graph = await emptyGraph();
      await seedGraph(graph, { ...options, enterprises: 0 });
      const factsOnly = { contents: await contents(graph), figures: await published(graph) };
      await seedGraph(graph, options);
      expect(await published(graph)).toEqual(factsOnly.figures);
      await ask(
        graph,
        `MATCH (e:Enterprise {id: 'example-enterprise-5'}), (need:Demand {id: 'LE001'}), (offer:Offer {id: 'example-offer-1'})
       MATCH (root:ExampleRoot)
       CREATE (root)<-[:EXAMPLE_OF]-(mine:Entity:Example:Demand {id: 'tried', text: '试一试', audience: 'public'})-[:RAISED_BY]->(e)
       CREATE (:Event {to: 'published'})-[:HAPPENED_TO]->(mine)
       CREATE (need)<-[:ANSWERS_DEMAND]-(:Entity:Match {id: 'match-1', audience: 'public'})-[:WITH_OFFER]->(offer)
       CREATE (:Entity:Demand {id: 'real', text: '真的', audience: 'public'})`,
      );
      await removeExamples(graph);
      const left = await contents(graph);
      expect(left.filter((line) => !factsOnly.contents.includes(line)).length).toBe(1);
      expect(await count(graph, "(n:Demand {id: 'real'})")).toBe(1);
      expect(factsOnly.contents.filter((line) => !left.includes(line))).toEqual([]);
      expect(await removeExamples(graph)).toEqual({ removed: 0, kept: [] });
      expect(await count(graph, "(e:AuditEvent {action: 'removeExamples'})")).toBe(1);
    },
    patience,
  );

  test(
    "keeps what real people entered for examples, with the owner and the alliance, and names them",
    async () => {
      const graph = await emptyGraph();
      await seedGraph(graph, options);
      await ask(
        graph,
        `MATCH (e:Enterprise {id: 'example-enterprise-5'}), (a:Alliance)
         WITH e, a ORDER BY a.id LIMIT 1
         CREATE (d:Entity:Demand {id: 'entered', text: '真实用户录入', audience: 'public'})-[:RAISED_BY]->(e)
         CREATE (d)-[:FOR_ALLIANCE]->(a)
         CREATE (:Event {to: 'published'})-[:HAPPENED_TO]->(d)`,
      );
      const result = await removeExamples(graph);
      expect(result.removed).toBeGreaterThan(40);
      expect(result.kept.map(({ id }) => id)).toContain("example-enterprise-5");
      expect(removalSentence(result)).toContain("真实用户录入的内容都保留");
      expect(
        await count(
          graph,
          "(:Alliance)<-[:FOR_ALLIANCE]-(:Demand {id: 'entered'})-[:RAISED_BY]->(:Enterprise:Example {id: 'example-enterprise-5'})",
        ),
      ).toBe(1);
      expect(await count(graph, "(:Event)-[:HAPPENED_TO]->(:Demand {id: 'entered'})")).toBe(1);
      expect(await count(graph, "(e:Example)")).toBe(result.kept.length);
      expect((await removeExamples(graph)).removed).toBe(0);
    },
    patience,
  );
});

describe("a first start", () => {
  test(
    "completes a seeding that was broken off, with the examples it had begun, by one of two servers that start together",
    async () => {
      const graph = await emptyGraph();
      let stages = 0;
      const broken = seedIfEmpty(graph, {
        ...options,
        onProgress: () => {
          stages += 1;
          if (stages === 20) throw new Error("power cut");
        },
      });
      await expect(broken).rejects.toThrow("power cut");
      const other = { ...options, enterprises: 20, seed: 1, today: "2026-09-01" };
      const seededBy = await Promise.all([seedIfEmpty(graph, other), seedIfEmpty(graph, other)]);
      expect(seededBy.filter((counts) => counts === null)).toHaveLength(1);
      const resumed = await contents(graph);
      const whole = await emptyGraph();
      await seedGraph(whole, options);
      expect(resumed).toEqual(await contents(whole));
    },
    patience,
  );

  test("leaves a graph alone that holds records of its own", async () => {
    const graph = await emptyGraph();
    await ask(graph, "CREATE (:Entity:Enterprise {id: 'mine', name: '自有企业', audience: 'public'})");
    expect(await seedIfEmpty(graph, options)).toBeNull();
    expect(await count(graph, "(n:Entity)")).toBe(1);
  });
});
