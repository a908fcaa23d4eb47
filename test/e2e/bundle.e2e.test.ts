import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, matchingReady, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let server: Awaited<ReturnType<typeof startOpenServer>>;
let need = "";
let keys = 0;

const enter = async (kind: "Demand" | "Offer", fields: object): Promise<string> => {
  keys += 1;
  const one = kind.toLowerCase();
  const { data, errors } = await server.ask(
    `mutation ($i: Enter${kind}Input!) { enter${kind}(input: $i) { ${one} { id } } }`,
    { i: { clientMutationId: `bundle-e2e-${keys}-${Date.now()}`, fields } },
  );
  expect(errors).toEqual([]);
  return data[`enter${kind}`][one].id;
};

beforeAll(async () => {
  server = await startOpenServer();
  await matchingReady(server.ask, "example-demand-1");
  const unit = "张床";
  need = await enter("Demand", {
    title: "倒班宿舍床位",
    text: "新员工缺倒班宿舍，希望就近租用职工宿舍床位",
    raisedById: "example-enterprise-1",
    quantity: 100,
    unit,
  });
  for (const [at, capacity] of [60, 30, 20].entries())
    await enter("Offer", {
      title: `职工宿舍床位出租（${at + 1} 号楼）`,
      text: "可出租职工宿舍床位，适合倒班员工",
      offeredById: `example-enterprise-${at + 2}`,
      capacity,
      unit,
    });
}, 180_000);

test("several resources meet a need together, and all are contacted by one click that can be taken back", {
  timeout,
}, async () => {
  const page = await openPage(`${server.url}/demands/${need}`);
  const bundle = page.getByRole("region", { name: "3 条资源合起来可以满足" });
  await seen(bundle.getByText("还需要 100 张床；写明余量的资源里，单独一条最多 60 张床"));
  expect(await bundle.getByRole("listitem").count()).toBe(3);
  await settled(page);
  await screenshot(page, "bundle-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await bundle.getByRole("button", { name: "一起发起对接" }).click();
  await seen(page.getByRole("status").filter({ hasText: "已与 3 条资源发起对接" }));
  await seen(bundle.getByText(/对接中/).first());
  const states = () =>
    ask(server.graph, "MATCH (m:Match)-[:ANSWERS_DEMAND]->({id: $need}) RETURN m.state AS state", { need });
  expect((await states()).map(({ state }) => state)).toEqual(["contacted", "contacted", "contacted"]);
  await page.getByRole("button", { name: "撤销" }).click();
  await seen(page.getByText("已撤销"));
  await seen(bundle.getByRole("button", { name: "一起发起对接" }));
});

test("the bundle fits a phone", { timeout }, async () => {
  const page = await openPage(`${server.url}/demands/${need}`, "phone");
  await seen(page.getByRole("region", { name: /条资源合起来可以满足/ }));
  await settled(page);
  await page.getByRole("region", { name: /条资源合起来可以满足/ }).scrollIntoViewIfNeeded();
  await screenshot(page, "bundle-phone");
  await expectFits(page);
});
