import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { type Browser, chromium, type Page } from "playwright-core";
import { seedGraph } from "../../../seed/seed.ts";
import { todayInShanghai } from "../../../server/api/days.ts";
import { readManifest } from "../../../server/api/documents.ts";
import { createApp } from "../../../server/app.ts";
import type { Graph } from "../../../server/graph/connection.ts";
import { systemViewer } from "../../../server/graph/query.ts";
import { terminalProgress } from "../../../server/setup/progress.ts";
import { ensureWeb, operationsBeside } from "../../../server/setup/web.ts";
import { ensureChromium } from "../../support/chromium.ts";
import { checkout } from "../../support/machine.ts";
import { type BenchTools, median, runEntry } from "../registry.ts";
import {
  clickToPainted,
  elementsOf,
  framesWhileMoving,
  longestTask,
  paintBare,
  removeBare,
  watchTasks,
} from "./inPage.ts";

const rounds = 3;
const drawing = "[role=application]";

interface Figures {
  /** 300 nodes and their lines from click to painted, over what bare Cytoscape takes for the same elements. */
  draw300_vs_bare: number;
  /** Click to painted for 2,000 nodes, request and layout included. */
  paint2000_ms: number;
  /** The longest task on the main thread meanwhile. */
  longest_task_ms: number;
  /** Of the frames in which 2,000 nodes are dragged and zoomed. */
  pan2000_p95_ms: number;
}

/** `npm run --silent bench:web`: a real browser, server and database; closes with one JSON line. */
async function main(): Promise<void> {
  let figures: Figures | undefined;
  await runEntry({
    key: "web",
    run: async ({ startDatabase, say }) => {
      const { graph } = await startDatabase();
      say("seeding");
      await seedGraph(graph, {
        enterprises: 3000,
        seed: 7,
        today: todayInShanghai(new Date()),
        embedder: null,
      });
      const { url, close } = await serve(graph);
      const browser = await launch();
      try {
        figures = await measure(browser, url, say);
      } finally {
        await browser.close();
        close();
      }
      return 0;
    },
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

async function serve(graph: Graph): Promise<{ url: string; close: () => void }> {
  const web = await ensureWeb(checkout, terminalProgress);
  const app = createApp({
    graph,
    embedder: null,
    logger: pino({ level: "silent" }),
    production: true,
    viewerOf: () => systemViewer,
    webDirectory: web,
    documents: { known: await readManifest(operationsBeside(web)), open: true },
    requestTimeoutMs: 60_000,
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

const launch = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
  });

async function measure(browser: Browser, url: string, say: BenchTools["say"]): Promise<Figures> {
  const bare = await readFile(
    createRequire(import.meta.url).resolve("cytoscape/dist/cytoscape.umd.js"),
    "utf8",
  );
  const open = async (path: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    // The program that runs this file gives functions their names by a helper that a page does not have.
    await page.addInitScript("globalThis.__name = (named) => named");
    await page.goto(`${url}${path}`);
    await page.evaluate(bare);
    await watchTasks(page);
    return page;
  };
  const draw = await drawRatio(await open("/alliance?question=explore&most=300&view=table"), say);
  const centre = await firstChain(url);
  const paints: number[] = [];
  const tasks: number[] = [];
  const pans: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    // Around a chain of 3,000 firms' graph lie more than the 2,000 nodes of one answer.
    const page = await open(`/alliance?question=explore&centre=${encodeURIComponent(centre)}`);
    await page.waitForFunction(() => document.querySelector("[role=application] canvas"));
    await page.getByRole("button", { name: "多画一些" }).waitFor();
    await page.waitForTimeout(500);
    await watchTasks(page);
    const paint = await clickToPainted(page, "多画一些", 2000);
    await page.waitForTimeout(300);
    const task = await longestTask(page);
    const pan = p95(await framesWhileMoving(page, drawing));
    say(
      `round ${round}: painted ${Math.round(paint)} ms, longest task ${Math.round(task)} ms, frames ${Math.round(pan)} ms`,
    );
    // The first one finds everything cold, the database's plans among it.
    if (round > 0) {
      paints.push(paint);
      tasks.push(task);
      pans.push(pan);
    }
    if (round === rounds) say(`bare 2,000: ${await bareOf2000(page)}`);
    await page.close();
  }
  return {
    draw300_vs_bare: Math.round(draw * 1000) / 1000,
    paint2000_ms: Math.round(median(paints)),
    longest_task_ms: Math.round(median(tasks)),
    pan2000_p95_ms: Math.round(median(pans) * 10) / 10,
  };
}

async function firstChain(url: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ chains { id } }" }),
  });
  const { data } = (await response.json()) as { data: { chains: { id: string }[] } };
  return data.chains[0]?.id ?? "";
}

/** The product's and the bare drawing of 300 nodes in turns, on one page. */
async function drawRatio(page: Page, say: BenchTools["say"]): Promise<number> {
  await page.getByRole("tab", { name: /节点 300/ }).waitFor();
  const own: number[] = [];
  const others: number[] = [];
  for (let round = 0; round <= 2 * rounds; round += 1) {
    const product = await clickToPainted(page, "图", 300);
    const elements = await elementsOf(page);
    await page.getByText("表格", { exact: true }).click();
    await page.locator(drawing).waitFor({ state: "detached" });
    await page.waitForTimeout(200);
    const bare = await paintBare(page, elements);
    await removeBare(page);
    await page.waitForTimeout(200);
    if (round === 0) continue;
    own.push(product);
    others.push(bare);
  }
  say(`300 nodes: ${Math.round(median(own))} ms, bare ${Math.round(median(others))} ms`);
  await page.close();
  return median(own) / median(others);
}

/** For people: how bare Cytoscape moves the same 2,000, plain and with its own means of drawing less. */
async function bareOf2000(page: Page): Promise<string> {
  const elements = await elementsOf(page);
  const words: string[] = [];
  for (const [name, options] of Object.entries({
    plain: {},
    "edges hidden": { hideEdgesOnViewport: true },
    texture: { textureOnViewport: true },
    webgl: { renderer: { name: "canvas", webgl: true } },
  })) {
    const paint = await paintBare(page, elements, options);
    await page.waitForTimeout(300);
    const frames = p95(await framesWhileMoving(page, "#bare"));
    words.push(`${name} paints in ${Math.round(paint)} ms, p95 frame ${Math.round(frames)} ms`);
    await removeBare(page);
  }
  return words.join("; ");
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

await main();
