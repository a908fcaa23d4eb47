import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { readManifest } from "../../server/api/documents.ts";
import { operationsBeside } from "../../server/setup/web.ts";
import { openNextPage, screenshot } from "../support/browser.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

let url = "";
let known: ReadonlyMap<string, string>;
beforeAll(async () => {
  known = await readManifest(operationsBeside(inject("web")));
  // Closed as in production: a page that asked in words would show a failure.
  ({ url } = await startOpenServer({ documents: { known, open: false } }));
}, 180_000);

const asked: Record<string, unknown>[] = [];
function listen(page: Page): void {
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) asked.push(JSON.parse(request.postData() ?? "{}"));
  });
}

/** Each page, and what shows that its content has come. */
const pages = [
  { name: "alliance", path: "/alliance", sign: { desktop: "[role=application]", phone: ".ant-collapse" } },
  {
    name: "alliance-table",
    path: "/alliance?view=table",
    sign: { desktop: ".ant-table-row", phone: ".ant-collapse" },
  },
  {
    name: "alliance-details",
    path: "/alliance?focus=tongliang-equipment",
    sign: { desktop: "aside dl", phone: ".ant-collapse" },
  },
  { name: "node", path: "/n/tongliang-equipment", sign: "dl" },
  { name: "lists", path: "/lists", sign: { desktop: ".ant-table-row", phone: "main li" } },
  {
    name: "lists-resources",
    path: "/lists?tab=resources&origin=public",
    sign: { desktop: ".ant-table-row", phone: "main li" },
  },
  { name: "matching", path: "/matching", sign: "main li a" },
  { name: "weights", path: "/matching/weights", sign: "main section" },
  { name: "demand", path: "/demands/example-demand-1", sign: "article" },
  { name: "offer", path: "/offers/example-offer-1", sign: "article, .ant-empty" },
  { name: "demand-form", path: "/demands/new", sign: "form" },
  { name: "offer-form", path: "/offers/new", sign: "form" },
  { name: "demand-edit", path: "/demands/example-demand-1/edit", sign: "form" },
  { name: "chains", path: "/chains", sign: "section h3" },
  { name: "today", path: "/today", sign: "main section" },
  { name: "coverage", path: "/coverage", sign: "main li button" },
  { name: "gaps", path: "/gaps", sign: "main li a" },
  { name: "elections", path: "/coverage?view=elections", sign: "main section" },
  { name: "programmes", path: "/programmes", sign: "article" },
  { name: "not-found", path: "/nowhere", sign: ".ant-empty" },
] as const;

describe.each(["desktop", "phone"] as const)("on a %s", (screen) => {
  test.each(pages)(
    "$name is complete, fits, and axe finds nothing serious",
    { timeout: 150_000 },
    async ({ name, path, sign }) => {
      const page = await openNextPage(`${url}${path}`, screen, listen);
      await seen(page.locator(typeof sign === "string" ? sign : sign[screen]));
      await settled(page);
      await screenshot(page, `${name}-${screen}`);
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
      await expectFits(page);
      expect(await seriousFindings(page)).toEqual([]);
      expect(page.problems).toEqual([]);
      await page.close();
    },
  );
});

test("the pages ask for nothing but operations that the server knows by their hashes", async () => {
  expect(asked.length).toBeGreaterThan(pages.length);
  const strange = asked.filter(
    ({ query, documentId }) => query !== undefined || !known.has(String(documentId)),
  );
  expect(strange).toEqual([]);
  const body = JSON.stringify({ query: "{ chains { id } }" });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/graphql`, { method: "POST", headers, body }).then((response) =>
    response.json(),
  );
  expect(answer.errors[0].extensions.code).toBe("DOCUMENT_REFUSED");
});
