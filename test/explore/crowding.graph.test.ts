import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, openAccount, openBrowser } from "../support/people.ts";

// Around one firm 400 hidden firms with ids and names that come first, and five seen ones; 5,200 hidden firms that answer
// the words better than the seen ones do: more than any bound of the statements.
const seen = `
  CREATE (:Department:Entity {id: 'd', name: '部门'})
  CREATE (root:Enterprise:Entity:Searchable {id: 'm-root', name: '总装企业', audience: 'public'})
  WITH root UNWIND range(1, 5) AS i
  CREATE (e:Enterprise:Entity:Searchable {id: 'm-seen-' + i, name: '重庆某某焊接设备制造有限公司' + i, shortName: '焊接' + i,
    pinyin: 'hanjieshebei' + i, pinyinInitials: 'hjsb' + i, audience: 'public'})-[:SUPPLIES]->(root)
  CREATE (e)-[:SUPPLIES]->(:Enterprise:Entity:Searchable {id: 'm-far-' + i, name: '远端' + i, audience: 'public'})`;
const hidden = `
  MATCH (root:Enterprise {id: 'm-root'})
  UNWIND range(1, $count) AS i
  CREATE (h:Enterprise:Entity:Searchable {id: $name + i, name: '焊接设备', shortName: '焊接', aliases: ['焊接设备'],
    pinyin: 'hanjieshebei', pinyinInitials: 'hjsb', audience: 'org:hidden'})
  FOREACH (_ IN CASE WHEN i <= 200 THEN [1] ELSE [] END | CREATE (h)-[:SUPPLIES]->(root))`;

let graph: Graph;
let browser: Browser;
beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, seen);
  // Relationships are read latest first, answers are sorted by id: hidden ones lie on both sides.
  await ask(graph, hidden, { name: "a-hidden-", count: 2600 });
  await ask(graph, hidden, { name: "z-hidden-", count: 2600 });
  await ask(graph, "CALL db.awaitIndexes(120)");
  const api = await startApi(graph, { embedder: null, viewerOf: undefined });
  const { secret } = await openAccount(graph, [{ role: "department", placeId: "d" }]);
  browser = openBrowser(api.url, secret);
}, 120_000);

const questions: Record<string, string> = {
  "a neighbourhood":
    '{ neighbourhood(id: "m-root", first: 11, depth: 2) { nodes { id } edges { id } omitted } }',
  "counts of neighbours": '{ neighbourCounts(id: "m-root") { type direction kind count exampleCount } }',
  "suggestions by words": '{ search(text: "焊接设备", first: 5) { node { id } matchedOn } }',
  "suggestions by the beginning of a name":
    '{ search(text: "重庆某某", first: 5) { node { id } matchedOn } }',
  "suggestions by pinyin": '{ search(text: "hanjiesh", first: 5) { node { id } matchedOn } }',
  "suggestions by initials": '{ search(text: "hjsb", first: 5) { node { id } matchedOn } }',
  "a list and its count":
    '{ enterprises(filter: {text: "焊接"}, first: 5) { totalCount nodes { id } pageInfo { hasNextPage } } }',
};

it("5,200 hidden firms push no seen one out of an answer, and change no count", async () => {
  const answers = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(questions).map(async ([name, query]) => {
          const { data, errors } = await browser.ask(query);
          return [name, { data, errors: errors.map(({ message }) => message) }] as const;
        }),
      ),
    );
  const among = await answers();
  await ask(
    graph,
    "MATCH (n {audience: 'org:hidden'}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS",
  );
  // As in a graph in which the hidden ones never were.
  expect(among).toEqual(await answers());
  const five = [1, 2, 3, 4, 5].map((i) => `m-seen-${i}`);
  const idsOf = (nodes: { id: string }[]): string[] => nodes.map(({ id }) => id).sort();
  const far = [1, 2, 3, 4, 5].map((i) => `m-far-${i}`);
  expect(idsOf(among["a neighbourhood"]?.data.neighbourhood.nodes)).toEqual([...far, "m-root", ...five]);
  expect(among["a neighbourhood"]?.data.neighbourhood.omitted).toBe(0);
  expect(among["counts of neighbours"]?.data.neighbourCounts).toMatchObject([{ count: 5 }]);
  for (const name of Object.keys(questions).filter((question) => question.startsWith("suggestions")))
    expect(idsOf(among[name]?.data.search.map(({ node }: { node: { id: string } }) => node)), name).toEqual(
      five,
    );
  expect(among["a list and its count"]?.data.enterprises).toMatchObject({ totalCount: 5 });
});
