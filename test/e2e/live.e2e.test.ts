import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import {
  expectFits,
  matchingReady,
  patience,
  seen,
  seriousFindings,
  settled,
  startOpenServer,
} from "./support.ts";

const timeout = 200_000;
const owner = "example-enterprise-1";
let url = "";
let server: Awaited<ReturnType<typeof startOpenServer>>;
let keys = 0;
beforeAll(async () => {
  server = await startOpenServer();
  ({ url } = server);
  await matchingReady(server.ask, "example-demand-1");
}, 180_000);

const enter = async (kind: "Demand" | "Offer", fields: object): Promise<string> => {
  keys += 1;
  const one = kind.toLowerCase();
  const { data, errors } = await server.ask(
    `mutation ($i: Enter${kind}Input!) { enter${kind}(input: $i) { ${one} { id } } }`,
    { i: { clientMutationId: `live-e2e-${keys}-${Date.now()}`, fields } },
  );
  expect(errors).toEqual([]);
  return data[`enter${kind}`][one].id;
};

test.each(["desktop", "phone"] as const)(
  "on a %s a need that somebody else publishes shows on the lists with its matches, and comes when asked for",
  { timeout },
  async (screen) => {
    const page = await openPage(`${url}/lists`, screen);
    const stands = page.waitForResponse((response) => response.url().includes("/graphql?"));
    await seen(page.getByRole("heading", { name: "供需清单" }));
    expect((await stands).headers()["content-type"]).toContain("text/event-stream");
    await page.waitForTimeout(1000);
    const title = `开放检测实验室（${screen}）`;
    await enter("Demand", { title, text: "需要大型企业开放检测实验室", raisedById: owner });
    const news = page.getByRole("status").filter({ hasText: "刚刚发布：1 条需求" });
    await seen(news.getByRole("link", { name: title }));
    await seen(news.getByText(/条合适的资源/));
    await settled(page);
    await screenshot(page, `live-lists-${screen}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
    await news.getByRole("button", { name: "更新清单" }).click();
    await news.waitFor({ state: "detached", timeout: patience });
    await page.close();
  },
);

test("a need's page says that a better resource came, and shows it when asked", { timeout }, async () => {
  const id = await enter("Demand", { text: "需要租用三坐标测量机，测量箱体零件", raisedById: owner });
  const page = await openPage(`${url}/demands/${id}`);
  const stands = page.waitForResponse((response) => response.url().includes("/graphql?"));
  await seen(page.getByRole("article"));
  await stands;
  await page.waitForTimeout(1000);
  const title = "出租三坐标测量机";
  await enter("Offer", {
    title,
    text: "出租三坐标测量机，可测量箱体零件",
    offeredById: "example-enterprise-2",
  });
  const news = page.getByRole("status").filter({ hasText: "推荐有变化：新增 1 条" });
  await seen(news);
  await settled(page);
  await screenshot(page, "live-matches-desktop");
  await news.getByRole("button", { name: "更新推荐" }).click();
  await seen(page.getByRole("article").getByRole("link", { name: title }));
  await news.waitFor({ state: "detached", timeout: patience });
});
