import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, matchingReady, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
const screens = ["desktop", "phone"] as const;
let url = "";
let graph: Graph;
let need = "";
beforeAll(async () => {
  const server = await startOpenServer();
  ({ url, graph } = server);
  const [found] = await ask(
    graph,
    `MATCH (d:Demand:Example {state: 'published'})-[:WANTS]->(p:Product)<-[:PROVIDES|INPUT_TO|KIND_OF]-()
     WHERE d.neededBy IS NULL OR d.neededBy > date() + duration('P2D')
     RETURN d.id AS id ORDER BY COUNT { (p)<-[:PROVIDES]-(:Offer {state: 'published'}) } DESC, id LIMIT 1`,
  );
  need = String(found?.id);
  await matchingReady(server.ask, need);
}, 180_000);

test.each(screens)(
  "on a %s a need for a product shows how near each result is to it",
  { timeout },
  async (screen) => {
    const page = await openPage(`${url}/demands/${need}`, screen);
    const cards = await seen(page.getByRole("article"));
    const tags = ["同一产品", "其中一种产品", "所属大类产品", "上下游产品", "单位生产相关产品", "仅文字相近"];
    const places = (await cards.allInnerTexts()).map((text) => tags.findIndex((tag) => text.includes(tag)));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeLessThan(tags.length - 1);
    await settled(page);
    await screenshot(page, `chain-first-${screen}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
  },
);

test.each(screens)("on a %s a contact that waits is reminded of", { timeout }, async (screen) => {
  const [pair] = await ask(
    graph,
    `MATCH (d:Demand {id: $need}), (o:Offer:Example {state: 'published'}) WITH d, o ORDER BY o.id LIMIT 1
     MERGE (m:Match:Entity {id: d.id + '~' + o.id})
     SET m.state = 'contacted', m.audience = 'public', m.version = 1, m.waitsFor = 'offer', m.updatedAt = datetime()
     MERGE (m)-[:ANSWERS_DEMAND]->(d) MERGE (m)-[:WITH_OFFER]->(o)
     CREATE (:Event {at: datetime() - duration('P9D'), by: 'system', from: 'proposed', to: 'contacted'})-[:HAPPENED_TO]->(m)
     RETURN m.id AS id`,
    { need },
  );
  const page = await openPage(`${url}/matching`, screen);
  await (await seen(page.getByRole("button", { name: "查看", exact: true }))).click();
  await seen(page.getByText(/等资源方回应/).first());
  await settled(page);
  await screenshot(page, `contact-reminder-${screen}`);
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
  await ask(
    graph,
    "MATCH (m:Match {id: $id}) OPTIONAL MATCH (e:Event)-[:HAPPENED_TO]->(m) DETACH DELETE m, e",
    {
      id: pair?.id,
    },
  );
});

test.each(screens)("on a %s the frozen weights say where they come from", { timeout }, async (screen) => {
  const page = await openPage(`${url}/matching/weights`, screen);
  await seen(page.getByText("没见过的需求（交叉检验）"));
  await seen(page.getByRole("columnheader", { name: "单位" }));
  await settled(page);
  await screenshot(page, `weights-frozen-${screen}`);
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
});
