import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readMatchFiles } from "../bench/matchFiles.ts";

const folder = mkdtempSync(join(tmpdir(), "lianmeng-match-files-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const file = (content: string): string => {
  count += 1;
  const path = join(folder, `${count}.jsonl`);
  writeFileSync(path, content);
  return path;
};
const supplies = '{"id": "S 1", "text": "提供贷款"}\n';
const needs = '{"id": 7, "text": "缺钱", "category": "融资"}\n';
const relevance = '{"need": 7, "relevant": {"S 1": 2}}\n';
const read = (more: Partial<Record<"supplies" | "needs" | "relevance", string>> = {}) =>
  readMatchFiles({
    supplies: more.supplies ?? file(supplies),
    needs: more.needs ?? file(needs),
    relevance: more.relevance ?? file(relevance),
  });

describe("the files of an evaluation", () => {
  it("may carry a byte order mark, Windows line ends, blank lines, numbers as ids and no categories", () => {
    const found = read({ supplies: file(`\uFEFF${supplies.trim()}\r\n\r\n   \r\n`) });
    expect(found.supplies).toEqual([{ id: "S 1", text: "提供贷款", category: null }]);
    expect(found.needs).toEqual([{ id: "7", text: "缺钱" }]);
    expect(found.relevance.get("7")).toEqual({ "S 1": 2 });
  });

  it("bring only the needs that were judged, without the annotators' label", () => {
    const found = read({ needs: file(`${needs}{"id": "other", "text": "没有标注", "category": "x"}\n`) });
    expect(found.needs.map(({ id }) => id)).toEqual(["7"]);
    expect(JSON.stringify(found.needs)).not.toContain("融资");
  });

  it.each([
    ["a missing file", { supplies: "/no/such/file" }, /找不到文件/],
    ["a folder", { supplies: tmpdir() }, /读不出文件/],
    ["an empty file", { needs: file("\n\n") }, /没有任何一行数据/],
    ["a broken line", { needs: file(`${needs}{"id": \n`) }, /第 2 行不是合法的 JSON/],
    ["a line without its text", { supplies: file('{"id": "a"}') }, /第 1 行的 text 缺失/],
    ["an id twice", { supplies: file(supplies + supplies) }, /S 1 出现了两次/],
    ["grades for nobody", { relevance: file('{"need": "x", "relevant": {"S 1": 1}}') }, /无法评测/],
    [
      "a grade that is no number",
      { relevance: file('{"need": 7, "relevant": {"S 1": "好"}}') },
      /第 1 行的 relevant/,
    ],
  ])("say in one Chinese sentence what is wrong: %s", (_, more, sentence) => {
    expect(() => read(more)).toThrow(sentence);
  });
});
