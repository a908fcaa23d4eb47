import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import {
  expectFits,
  matchingReady,
  patience,
  seen,
  seriousFindings,
  settled,
  startOpenServer,
} from "./support.ts";

const timeout = 240_000;
let url = "";
let graph: Graph;
beforeAll(async () => {
  const server = await startOpenServer();
  ({ url, graph } = server);
  await matchingReady(server.ask, "example-demand-1");
}, 180_000);

const forget = async () => {
  await ask(graph, "MATCH (p:Plan) OPTIONAL MATCH (p)-[:HOLDS_PAIR|HOLDS_GAP]->(x) DETACH DELETE p, x");
  await ask(graph, "MATCH (m:Match) DETACH DELETE m");
};
afterAll(forget);

test("a whole list is planned, its pairs become contacts, and the plan is found again", {
  timeout,
}, async () => {
  await forget();
  const page = await openPage(`${url}/matching`);
  await page
    .getByRole("link", { name: "整单统筹" })
    .or(page.getByRole("button", { name: "整单统筹" }))
    .click();
  await seen(page.getByText("还没有方案"));
  await page.getByRole("spinbutton", { name: "每条最多几家" }).fill("2");
  await page.getByRole("button", { name: "开始统筹" }).press("Enter");
  await page.getByRole("region", { name: "方案概览" }).waitFor({ state: "visible", timeout: patience * 3 });
  const pairs = page.getByRole("list", { name: "方案中的配对" }).getByRole("checkbox");
  await seen(pairs);
  await settled(page);
  await screenshot(page, "plan-desktop");
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
  await pairs.nth(0).press("Space");
  await pairs.nth(1).press("Space");
  await page.getByRole("button", { name: "发起对接（2 对）" }).click();
  await seen(page.getByText("已发起 2 对"));
  await seen(page.getByRole("list", { name: "方案中的配对" }).getByText("对接中"));
  const [stored] = await ask(graph, "MATCH (m:Match {state: 'contacted'}) RETURN count(m) AS matches");
  expect(stored?.matches).toBe(2);
  const address = page.url();
  expect(page.problems).toEqual([]);
  const phone = await openPage(address, "phone");
  await seen(phone.getByRole("list", { name: "方案中的配对" }).getByText("对接中"));
  await settled(phone);
  await screenshot(phone, "plan-phone");
  await expectFits(phone);
  expect(await seriousFindings(phone)).toEqual([]);
});
