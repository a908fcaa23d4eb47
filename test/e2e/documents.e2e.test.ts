import { expect, inject, test } from "vitest";
import { readManifest } from "../../server/api/documents.ts";
import { operationsBeside } from "../../server/setup/web.ts";
import { startApi } from "../support/api.ts";
import { openPage } from "../support/browser.ts";
import { seededGraph } from "../support/graph.ts";
import { patience, seen } from "./support.ts";

test("the pages ask for nothing but operations that the server knows by their hashes", {
  timeout: 120_000,
}, async () => {
  const webDirectory = inject("web");
  const known = await readManifest(operationsBeside(webDirectory));
  const graph = await seededGraph();
  const { url } = await startApi(graph, {
    webDirectory,
    requestTimeoutMs: patience,
    documents: { known, open: false },
  });
  const page = await openPage(url);
  const sent: Record<string, unknown>[] = [];
  const refused: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) sent.push(JSON.parse(request.postData() ?? "{}"));
  });
  page.on("response", async (response) => {
    if (!response.url().endsWith("/graphql")) return;
    const text = await response.text().catch(() => "");
    if (/DOCUMENT_REFUSED|UNKNOWN_OPERATION|"code":"LIMIT"/.test(text)) refused.push(text);
  });
  for (const [path, heading] of [
    ["/alliance", /联盟/],
    ["/lists", /需求/],
    ["/chains", /链/],
  ] as const) {
    await page.goto(`${url}${path}`);
    await seen(page.getByText(heading));
    await page.waitForLoadState("networkidle");
  }
  expect(sent.length).toBeGreaterThan(3);
  expect(
    sent.filter(({ query, documentId }) => query !== undefined || !known.has(String(documentId))),
  ).toEqual([]);
  expect(refused).toEqual([]);
  // Anything else is refused to the same browser.
  const body = JSON.stringify({ query: "{ chains { id } }" });
  const answer = await page.evaluate(
    (text) =>
      fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: text }).then(
        (r) => r.json(),
      ),
    body,
  );
  expect(answer.errors[0].extensions.code).toBe("DOCUMENT_REFUSED");
});
