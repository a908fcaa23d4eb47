import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";
import { expect, inject } from "vitest";
import type { AppDependencies } from "../../server/app.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { seededGraph } from "../support/graph.ts";

/** How long a page may take for what it must load, on a busy machine. */
export const patience = 45_000;

/** The whole application over the seeded graph, open to everybody: these journeys are about the work, not the door. */
export async function startOpenServer(
  dependencies: Partial<AppDependencies> = {},
): Promise<{ url: string; graph: Graph; ask: TestApi["ask"] }> {
  const graph = await seededGraph();
  const { url, ask } = await startApi(graph, {
    webDirectory: inject("web"),
    viewerOf: () => systemViewer,
    requestTimeoutMs: patience,
    ...dependencies,
  });
  return { url, graph, ask };
}

/** Waits until matching has read its knowledge after a start, so that the order of results no longer changes. */
export async function matchingReady(ask: TestApi["ask"], demandId: string): Promise<void> {
  const query = "query ($id: ID!) { matchesOfDemand(demandId: $id, first: 1) { degraded } }";
  const until = Date.now() + 150_000;
  for (;;) {
    // While it learns the server is slow to answer, and may drop a connection that waited too long.
    const answer = await ask(query, { id: demandId }).catch(() => undefined);
    if (answer?.data?.matchesOfDemand?.degraded === null) return;
    if (Date.now() > until)
      throw new Error(`matching did not become ready: ${JSON.stringify(answer?.errors)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary: string }[];
}

/** Serious and critical findings of axe on the page as it stands. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)",
  )) as Finding[];
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
}

/** Waits until something can be seen. */
export async function seen(locator: Locator): Promise<Locator> {
  await locator.first().waitFor({ state: "visible", timeout: patience });
  return locator;
}

/** Waits until nothing is loading and what moves has come to rest. */
export async function settled(page: Page): Promise<void> {
  await page
    .locator(".ant-skeleton, .ant-spin-spinning, [aria-busy=true]")
    .first()
    .waitFor({ state: "detached", timeout: patience });
  await page.waitForTimeout(100);
}

/** Expects a page that neither scrolls sideways nor prints text under 12 px. */
export async function expectFits(page: Page): Promise<void> {
  const { wide, small } = await page.evaluate(() => {
    const tiny = [...document.querySelectorAll("body *")].filter((element) => {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      return own && element.checkVisibility() && Number.parseFloat(getComputedStyle(element).fontSize) < 12;
    });
    return {
      wide: document.documentElement.scrollWidth - window.innerWidth,
      small: tiny.map((element) => element.outerHTML.slice(0, 120)),
    };
  });
  expect(small).toEqual([]);
  expect(wide).toBeLessThanOrEqual(0);
}

/** What the drawing holds now, as the canvas says it. */
export async function drawn(page: Page): Promise<{ nodes: number; edges: number }> {
  const canvas = await seen(page.getByRole("application"));
  return {
    nodes: Number(await canvas.getAttribute("data-nodes")),
    edges: Number(await canvas.getAttribute("data-edges")),
  };
}
