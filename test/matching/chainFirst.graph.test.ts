import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import type { Embedder } from "../../server/language/embedding.ts";
import { matchesOfDemand, matchesOfOffer } from "../../server/matching/matches.ts";
import type { MatchRow } from "../../server/matching/matchList.ts";
import { type Tier, tiers } from "../../server/matching/tiers.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { ask, emptyGraph, testEmbedder, testGraph } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

vi.setConfig({ testTimeout: 240_000 });

const today = todayInShanghai(new Date());
const settings = { knowledgeFile: join(cacheFolder, "knowledge.bin"), patienceMs: 60_000 };
let graph: Graph;
let embedder: Embedder;

// Offers that say what the needs say, word for word, without naming a product: more than any stage keeps.
const crowd = 400;
const asked = "急需采购谐波减速器，希望链上企业供货";
// Shares no character with what is asked.
const silent = "本月十五日之前可谈";

interface Case {
  /** Product `from` → product `to`. */
  kinds: [number, number][];
  inputs: [number, number][];
  /** The product that the need names, and whether it sells it. */
  named: number;
  sells: boolean;
  /** Product of each offer, and whether only its firm makes it. */
  offers: { product: number; made: boolean }[];
}
const productCount = 6;
const product = fc.integer({ min: 0, max: productCount - 1 });
const upward = fc
  .tuple(product, product)
  .filter(([from, to]) => from !== to)
  .map(([from, to]): [number, number] => [Math.min(from, to), Math.max(from, to)]);
const aCase: fc.Arbitrary<Case> = fc.record({
  kinds: fc.uniqueArray(upward, { maxLength: 4, selector: String }),
  inputs: fc.uniqueArray(upward, { maxLength: 5, selector: String }),
  named: product,
  sells: fc.boolean(),
  offers: fc.array(fc.record({ product, made: fc.boolean() }), { minLength: 3, maxLength: 8 }),
});

beforeAll(async () => {
  graph = await emptyGraph();
  embedder = await testEmbedder();
  await ask(
    graph,
    `UNWIND range(1, $crowd) AS i
     CREATE (:Offer:Resource:Entity {id: 'crowd-' + i, text: $asked, words: '采购 谐波 减速器', state: 'published', audience: 'public',
       version: 1, createdAt: datetime(), updatedAt: datetime()})`,
    { crowd, asked },
  );
  await ask(graph, "UNWIND ['offers', 'demands'] AS id MERGE (v:DataVersion {id: id}) SET v.value = 1");
  await warmMatching(graph, embedder, settings);
}, 240_000);

/** Writes a case under a name, as writers do. */
async function write(name: string, one: Case): Promise<void> {
  const id = (at: number): string => `${name}-p${at}`;
  const ids = (pairs: [number, number][]) => pairs.map(([from, to]) => [id(from), id(to)]);
  await ask(
    graph,
    `UNWIND $products AS p CREATE (:Product:Entity {id: p.id, name: p.name})
     WITH DISTINCT 1 AS made
     CALL () { UNWIND $kinds AS k MATCH (a:Product {id: k[0]}), (b:Product {id: k[1]}) CREATE (a)-[:KIND_OF]->(b) }
     CALL () { UNWIND $inputs AS k MATCH (a:Product {id: k[0]}), (b:Product {id: k[1]}) CREATE (a)-[:INPUT_TO]->(b) }
     MATCH (p:Product {id: $named})
     CREATE (d:Demand:Entity {id: $name + '-need', text: $asked, words: '采购 谐波 减速器', state: 'published', audience: 'public',
       version: 1, createdAt: datetime(), updatedAt: datetime()})
     FOREACH (_ IN CASE WHEN $sells THEN [1] ELSE [] END | CREATE (d)-[:SELLS]->(p))
     FOREACH (_ IN CASE WHEN $sells THEN [] ELSE [1] END | CREATE (d)-[:WANTS]->(p))
     WITH d UNWIND $offers AS offer
     MATCH (p:Product {id: offer.product})
     CREATE (o:Offer:Resource:Entity {id: offer.id, text: $silent, words: '', state: 'published', audience: 'public',
       version: 1, createdAt: datetime(), updatedAt: datetime()})
     CREATE (o)-[:OFFERED_BY]->(e:Enterprise:Entity {id: offer.id + '-firm', name: '企业', audience: 'public'})
     FOREACH (_ IN CASE WHEN offer.made THEN [1] ELSE [] END | CREATE (e)-[:PRODUCES]->(p))
     FOREACH (_ IN CASE WHEN offer.made OR $sells THEN [] ELSE [1] END | CREATE (o)-[:PROVIDES]->(p))
     FOREACH (_ IN CASE WHEN NOT offer.made AND $sells THEN [1] ELSE [] END | CREATE (o)-[:BUYS]->(p))`,
    {
      name,
      asked,
      silent,
      sells: one.sells,
      named: id(one.named),
      kinds: ids(one.kinds),
      inputs: ids(one.inputs),
      products: Array.from({ length: productCount }, (_, at) => ({ id: id(at), name: `产品${at}` })),
      offers: one.offers.map(({ product, made }, at) => ({
        id: `${name}-offer-${at}`,
        product: id(product),
        made,
      })),
    },
  );
  await ask(graph, "MATCH (v:DataVersion) SET v.value = coalesce(v.value, 0) + 1");
}

/** What the drawing says of two products, found by trying: the oracle. */
function tierBetween({ kinds, inputs }: Case, given: number, wanted: number): Tier {
  const linked = (all: [number, number][], from: number, to: number, steps: number): boolean =>
    all.some(([a, b]) => a === from && (b === to || (steps > 1 && linked(all, b, to, steps - 1))));
  if (given === wanted) return "same";
  if (linked(kinds, given, wanted, 3)) return "narrower";
  if (linked(kinds, wanted, given, 1)) return "broader";
  const broader = kinds.flatMap(([a, b]) => (a === wanted ? [b] : []));
  const into = linked(inputs, given, wanted, 2) || broader.some((b) => linked(inputs, given, b, 1));
  return into ? "input" : "text";
}

function expected(one: Case, offer: Case["offers"][number]): Tier {
  if (!offer.made)
    return one.sells
      ? tierBetween(one, one.named, offer.product)
      : tierBetween(one, offer.product, one.named);
  // What a firm makes is not what it orders.
  return one.sells || tierBetween(one, offer.product, one.named) === "text" ? "text" : "maker";
}

const listOf = async (name: string, first: number, services = { graph, embedder }): Promise<MatchRow[]> =>
  (await matchesOfDemand(services, { id: `${name}-need`, first, viewer: systemViewer, today })).results;
const ranks = (rows: readonly MatchRow[]) => rows.map(({ tier }) => tiers.indexOf(tier ?? "text"));

let cases = 0;
async function written(many: Case[]): Promise<{ name: string; one: Case }[]> {
  const named = many.map((one) => {
    cases += 1;
    return { name: `case${cases}`, one };
  });
  for (const { name, one } of named) await write(name, one);
  return named;
}

describe("who can supply this, who buys that", () => {
  it("come by the product tree and the flow of products first, nearest first, and by texts second", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aCase, { minLength: 6, maxLength: 6 }), async (many) => {
        for (const { name, one } of await written(many)) {
          const rows = await listOf(name, 20);
          expect(rows).toHaveLength(20);
          expect(ranks(rows)).toEqual(ranks(rows).toSorted((a, b) => a - b));
          const scores = rows.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          const tierOf = new Map(rows.map(({ offerId, tier }) => [offerId, tier]));
          one.offers.forEach((offer, at) => {
            const tier = expected(one, offer);
            if (tier !== "text")
              expect([name, at, tierOf.get(`${name}-offer-${at}`)]).toEqual([name, at, tier]);
          });
          for (const row of rows.filter(({ tier }) => tier === "text")) {
            const said = row.factors.find(({ id }) => id === "productFlow");
            expect(said?.evidence).toMatch(/^仅文字相近/u);
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it("shows the way over the products, and what decides is on it", async () => {
    const one: Case = {
      kinds: [],
      inputs: [[0, 1]],
      named: 1,
      sells: false,
      offers: [{ product: 0, made: false }],
    };
    const [{ name } = { name: "" }] = await written([one]);
    const [best, next] = await listOf(name, 5);
    expect(best).toMatchObject({ offerId: `${name}-offer-0`, tier: "input", weak: false });
    expect(best?.path.nodes.map(({ id }) => id)).toEqual(
      ["need", "p1", "p0", "offer-0"].map((id) => `${name}-${id}`),
    );
    expect(best?.path.edges.find(({ id }) => id === best.decisive)?.type).toMatch(/INPUT_TO|PROVIDES/);
    expect(best?.deciding[0]).toMatchObject({
      id: "productFlow",
      evidence: "资源提供的产品0是产品1的上游投入",
    });
    expect(next).toMatchObject({ tier: "text" });
    // The same from the other end.
    const needs = await matchesOfOffer(
      { graph, embedder },
      { id: `${name}-offer-0`, first: 5, viewer: systemViewer, today },
    );
    expect(needs.results[0]).toMatchObject({ demandId: `${name}-need`, tier: "input", score: best?.score });
    expect(needs.results.slice(1).every(({ tier }) => tier === "text")).toBe(true);
  });

  it("fill a list as long as can be asked for, the nearest taking no place from the others, also without an index here", async () => {
    const offers = [2, 1, 0].flatMap((product) =>
      Array.from({ length: 40 }, () => ({ product, made: false })),
    );
    const one: Case = { kinds: [[0, 1]], inputs: [[2, 1]], named: 1, sells: false, offers };
    const [{ name } = { name: "" }] = await written([one]);
    const wanted = [...Array(40).fill("same"), ...Array(40).fill("narrower"), ...Array(20).fill("input")];
    expect((await listOf(name, 100)).map(({ tier }) => tier)).toEqual(wanted);
    const other = testGraph();
    await warmMatching(other, embedder, { ...settings, cap: 10 });
    expect((await listOf(name, 100, { graph: other, embedder })).map(({ tier }) => tier)).toEqual(wanted);
  });
});
