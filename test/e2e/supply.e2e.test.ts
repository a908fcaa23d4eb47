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
