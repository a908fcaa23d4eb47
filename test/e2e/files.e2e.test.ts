import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { noise, office, pdf, photo } from "../files/contents.ts";
import { openPage, screens, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, patience, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let url = "";
let graph: Graph;
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
}, 180_000);

/** The page as it stands: whole, fitting, and with nothing that axe calls serious. */
async function complete(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name);
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
}

const block = (page: Page) => page.getByRole("region", { name: /^附件/ });
const rows = (page: Page) => block(page).locator("ul[aria-label=附件] > li");
const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: "application/octet-stream", buffer });
const scene = (): Promise<Buffer> =>
  sharp({
    create: { width: 1200, height: 800, channels: 3, background: "#7d9bb5" },
  })
    .composite([
      {
        input: { create: { width: 1200, height: 320, channels: 3, background: "#6b7f59" } },
        top: 480,
        left: 0,
      },
      {
        input: { create: { width: 420, height: 300, channels: 3, background: "#a34a3a" } },
        top: 240,
        left: 380,
      },
    ])
    .jpeg()
    .toBuffer();

test("a need's files: chosen, refused, pasted, dropped, looked at, changed and removed", {
  timeout,
}, async () => {
  const page = await openPage(`${url}/demands/example-demand-1`);
  await seen(block(page).getByText(/^还没有附件。/));
  await complete(page, "files-empty-desktop");
  const [picture, sheet] = [await scene(), office("docx")];
  await page
    .getByLabel("选择附件")
    .setInputFiles([
      fileOf("现场照片.jpg", picture),
      fileOf("合作意向书.docx", sheet),
      fileOf("带宏.docx", office("docx", { "word/vbaProject.bin": "x" })),
      fileOf("太大.png", await noise(11_000_000)),
    ]);
  await seen(block(page).getByText(/文件里有宏/));
  await seen(block(page).getByText(/最大 10 MB。请压缩/));
  await seen(rows(page).getByRole("img", { name: "现场照片.jpg" }));
  await expect.poll(() => rows(page).count(), { timeout: patience }).toBe(4);
  await complete(page, "files-refused-desktop");
  for (let left = 2; left > 0; left -= 1)
    await block(page).getByRole("button", { name: "放弃" }).first().click();
  await expect.poll(() => rows(page).count()).toBe(2);

  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "会议通知.txt"));
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, "请于周五参加联席会议");
  await seen(rows(page).getByText("会议通知.txt"));
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "报价.pdf"));
      const heading = [...document.querySelectorAll("h2")].find((one) => one.textContent?.startsWith("附件"));
      for (const type of ["dragover", "drop"])
        heading?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [...pdf()],
  );
  await seen(rows(page).getByText("报价.pdf"));
  await seen(page.getByRole("heading", { name: "附件（4）" }));

  await page.getByRole("button", { name: "看大图：现场照片.jpg" }).focus();
  await page.keyboard.press("Enter");
  await seen(page.locator(".ant-image-preview img"));
  await page.waitForTimeout(400);
  await screenshot(page, "files-preview-desktop");
  await page.keyboard.press("Escape");
  await page.locator(".ant-image-preview").waitFor({ state: "hidden", timeout: patience });

  await page.getByRole("button", { name: "修改 报价.pdf" }).click();
  const dialog = await seen(page.getByRole("dialog"));
  await dialog.getByLabel("说明").fill("盖章的报价单");
  await complete(page, "files-edit-desktop");
  await dialog.getByRole("button", { name: "保存" }).click();
  await seen(rows(page).getByText("盖章的报价单"));

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 会议通知.txt" }).click();
  expect((await download).suggestedFilename()).toBe("会议通知.txt");

  await page.getByRole("button", { name: "移除 会议通知.txt" }).click();
  await (await seen(page.getByRole("dialog"))).getByRole("button", { name: "移除" }).click();
  await seen(page.getByRole("heading", { name: "附件（3）" }));
  await complete(page, "files-desktop");
  const kept = await ask(
    graph,
    "MATCH (:Demand {id: 'example-demand-1'})<-[:ATTACHED_TO]-(a) RETURN a.name AS name, a.caption AS caption ORDER BY a.name",
  );
  expect(kept).toEqual([
    { name: "合作意向书.docx", caption: null },
    { name: "报价.pdf", caption: "盖章的报价单" },
    { name: "现场照片.jpg", caption: null },
  ]);
  expect(page.problems.filter((problem) => !/40[03]|413/.test(problem))).toEqual([]);
  await page.setViewportSize(screens.phone);
  await block(page).scrollIntoViewIfNeeded();
  await complete(page, "files-phone");
});

test("a lost line is said, and another try attaches once", { timeout }, async () => {
  const page = await openPage(`${url}/offers/example-offer-1`, "phone");
  await seen(block(page));
  await page.route("**/files?*", (route) => route.abort());
  const folder = mkdtempSync(join(tmpdir(), "lianmeng-e2e-"));
  const file = join(folder, "照片.jpg");
  writeFileSync(file, await photo());
  // The camera's field is there on a telephone.
  await page.getByLabel("拍一张照片").setInputFiles(file);
  await seen(block(page).getByText("没有连上服务器。请检查网络后重试。"));
  await block(page).scrollIntoViewIfNeeded();
  await complete(page, "files-failed-phone");
  await page.unroute("**/files?*");
  await block(page).getByRole("button", { name: "重试" }).click();
  await seen(rows(page).getByRole("img", { name: "照片.jpg" }));
  await expect.poll(() => rows(page).count()).toBe(1);
  await complete(page, "files-offer-phone");
  expect(page.problems.filter((problem) => !/ERR_FAILED/.test(problem))).toEqual([]);
});

test("a project's files stand beside its deliveries", { timeout }, async () => {
  await ask(
    graph,
    `CREATE (p:ServiceProject:Entity {id: 'files-project', title: '检测进车间', state: 'running', stages: ['committee'], audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
     CREATE (:ProjectMonth:Entity {id: 'files-month', month: '2026-12', text: '上门检测'})-[:PLANNED_IN]->(p)
     CREATE (:Delivery:Entity {id: 'files-delivery', on: date(), text: '检测 3 批零件', quantity: 3.0, unit: '批', at: datetime()})-[:DELIVERED_FOR]->(p)`,
  );
  for (const screen of ["desktop", "phone"] as const) {
    const page = await openPage(`${url}/projects/files-project`, screen);
    await seen(block(page));
    if (screen === "desktop") {
      await page
        .getByLabel("选择附件")
        .setInputFiles(fileOf(`${"很长的文件名".repeat(12)}.jpg`, await scene()));
      await page.getByLabel("选择附件").setInputFiles(fileOf("签收单.pdf", pdf()));
    }
    await seen(page.getByRole("heading", { name: "附件（2）" }));
    await seen(rows(page).getByText("签收单.pdf"));
    await block(page).scrollIntoViewIfNeeded();
    await complete(page, `files-project-${screen}`);
    expect(page.problems).toEqual([]);
  }
});
