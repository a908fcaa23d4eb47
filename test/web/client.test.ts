import { afterEach, expect, test, vi } from "vitest";
import { TypedDocumentString } from "../../web/src/generated/graphql.ts";
import { send } from "../../web/src/graphql/client.ts";

const document = new TypedDocumentString<{ me: string }, object>("\n  query Me { me }", { hash: "sha256:1" });
const ok = { data: { me: "you" } };
const error = (code: string) => ({ errors: [{ message: `句子 ${code}`, extensions: { code } }] });

/** A server that gives these answers, one after the other. Returns what it was sent. */
function answering(...answers: object[]): Record<string, unknown>[] {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return new Response(JSON.stringify(answers[sent.length - 1]));
  });
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test("in development documents go in words", async () => {
  const sent = answering(ok);
  expect(await send(document, { a: 1 })).toEqual(ok.data);
  expect(sent).toEqual([{ query: document.toString(), operationName: "Me", variables: { a: 1 } }]);
});

test("built pages name them by their hashes", async () => {
  vi.stubEnv("PROD", true);
  const sent = answering(ok);
  await send(document, {});
  expect(sent).toEqual([{ documentId: "sha256:1", operationName: "Me", variables: {} }]);
});

test("a server of another version is asked in words, once", async () => {
  vi.stubEnv("PROD", true);
  const sent = answering(error("UNKNOWN_OPERATION"), ok);
  expect(await send(document, {})).toEqual(ok.data);
  expect(sent[1]).toEqual({ query: document.toString(), operationName: "Me", variables: {} });
});

test("and where it takes no words, the page says to load it anew", async () => {
  vi.stubEnv("PROD", true);
  answering(error("UNKNOWN_OPERATION"), error("DOCUMENT_REFUSED"));
  await expect(send(document, {})).rejects.toMatchObject({ code: "UNKNOWN_OPERATION" });
  answering(error("UNKNOWN_OPERATION"), error("CONFLICT"));
  await expect(send(document, {})).rejects.toMatchObject({ code: "CONFLICT" });
});

test.each(["CONFLICT", "LIMIT", "DOCUMENT_REFUSED"])("%s is not asked again", async (code) => {
  vi.stubEnv("PROD", true);
  const sent = answering(error(code), ok);
  await expect(send(document, {})).rejects.toMatchObject({ code });
  expect(sent).toHaveLength(1);
});
