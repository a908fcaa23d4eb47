import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let url = "";
let graph: Graph;
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
}, 180_000);

test("a product says who can supply it, who buys it and what it is made from", { timeout }, async () => {
  const [product] = await ask(
    graph,
    `MATCH (p:Product) WHERE EXISTS { (p)<-[:PRODUCES]-() } AND EXISTS { (p)<-[:CONSUMES]-() } AND EXISTS { (p)<-[:INPUT_TO]-() }
     RETURN p.id AS id, COUNT { (p)<-[:PRODUCES]-() } AS makers ORDER BY makers DESC, id LIMIT 1`,
  );
  const address = `${url}/n/${encodeURIComponent(String(product?.id))}`;
  for (const size of ["desktop", "phone"] as const) {
    const page = await openPage(address, size);
    const makers = await seen(page.getByRole("list", { name: "谁能供应" }).getByRole("listitem"));
    expect(await makers.count()).toBeGreaterThan(0);
    await seen(page.getByRole("list", { name: "谁会采购" }).getByRole("link"));
    await seen(page.getByRole("list", { name: "上游产品" }).getByRole("link"));
    await page.getByRole("list", { name: "上游产品" }).scrollIntoViewIfNeeded();
    await settled(page);
    await screenshot(page, `supply-${size}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
  }
});

test("a need says who along the chain makes its product, or buys it, published or not", {
  timeout,
}, async () => {
  const [trade] = await ask(
    graph,
    `MATCH (p:Product)<-[:PRODUCES]-(maker:Enterprise), (p)<-[:CONSUMES]-(user:Enterprise)
     WHERE maker.audience = 'public' AND user.audience = 'public'
     WITH p, maker, user ORDER BY p.id, maker.id, user.id LIMIT 1
     MATCH (c:Category) WITH p, maker, user, c ORDER BY c.id LIMIT 1
     UNWIND [['WANTS', user, 'wants'], ['SELLS', maker, 'sells']] AS row WITH p, c, row, row[1] AS firm
     CREATE (d:Demand:Entity {id: 'trade-' + row[2], title: p.name, text: p.name, words: p.name, state: 'published', urgency: 'normal',
       audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
     CREATE (d)-[:RAISED_BY]->(firm) CREATE (d)-[:IN_CATEGORY]->(c)
     FOREACH (_ IN CASE row[0] WHEN 'WANTS' THEN [1] ELSE [] END | CREATE (d)-[:WANTS]->(p))
     FOREACH (_ IN CASE row[0] WHEN 'SELLS' THEN [1] ELSE [] END | CREATE (d)-[:SELLS]->(p))
     RETURN DISTINCT p.name AS name`,
  );
  for (const [id, title] of [
    ["trade-wants", `产业链上谁能供应${trade?.name}`],
    ["trade-sells", `产业链上谁会采购${trade?.name}`],
  ] as const) {
    for (const size of ["desktop", "phone"] as const) {
      const page = await openPage(`${url}/demands/${id}`, size);
      const firms = page.getByRole("list", { name: title });
      await seen(firms.getByRole("link"));
      await firms.scrollIntoViewIfNeeded();
      await settled(page);
      await screenshot(page, `supply-${id}-${size}`);
      await expectFits(page);
      expect(await seriousFindings(page)).toEqual([]);
    }
  }
});
