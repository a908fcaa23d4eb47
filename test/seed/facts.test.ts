import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { publishedFacts } from "../../seed/facts/facts.ts";
import { titleOf } from "../../seed/facts/threeLists.ts";
import { exampleDatasets } from "../../seed/generator/datasets.ts";
import { joinDatasets } from "../../seed/records.ts";

const facts = publishedFacts();
const examples = joinDatasets(exampleDatasets({ enterprises: 60, seed: 7, today: "2026-06-15" }));
const lines = (file: string): string[] =>
  readFileSync(new URL(`../../seed/data/${file}`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
const labelled = (label: string) => facts.nodes.filter(({ labels }) => labels.includes(label));
const linked = (type: string) => facts.links.filter((link) => link.type === type);

describe("published facts", () => {
  test("hold every line of the lists, word for word", () => {
    for (const file of ["three-lists/supplies.jsonl", "three-lists/needs.jsonl"]) {
      for (const line of lines(file)) {
        const { id, text } = JSON.parse(line) as { id: string; text: string };
        expect(facts.nodes.find((node) => node.id === id)?.properties.text).toBe(text);
      }
    }
    expect(labelled("Offer").length).toBe(125);
    expect(labelled("Demand").length).toBe(36);
  });

  test("keep the annotators' label of a need out of the categories", () => {
    const needs = new Set(labelled("Demand").map(({ id }) => id));
    expect(linked("IN_CATEGORY").filter(({ from }) => needs.has(from))).toEqual([]);
    expect(linked("IN_CATEGORY").length).toBe(125);
    for (const need of labelled("Demand")) {
      expect(need.properties.labelledCategory).toBeTruthy();
    }
  });

  test("hold every company, transfer and industry of the files, and every product that they name", () => {
    const companies = lines("supply-chain/Company.csv").slice(1);
    expect(labelled("Enterprise").length).toBe(companies.length);
    expect(companies.length).toBe(103);
    expect(linked("PAID").length).toBe(lines("supply-chain/Company_fundTrans_Company.csv").length - 1);
    expect(labelled("Industry").length).toBe(lines("supply-chain/Industry.csv").length - 1);
    const names = [...companies, ...lines("supply-chain/Product.csv").slice(1)].flatMap((line) => {
      // Every quoted or bare field but the first two of a company holds product paths; industries hold none.
      const fields = [...line.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
      return line.startsWith("CSF")
        ? (fields.slice(2).join(",").split(",") ?? [])
        : [fields[0] ?? "", ...fields.slice(2).join(",").split(",")];
    });
    const known = new Set(labelled("Product").map(({ id }) => id));
    for (const name of names.filter((path) => path !== ""))
      expect(known.has(`product:${name}`), name).toBe(true);
    expect(linked("PAID").reduce((sum, { properties }) => sum + Number(properties?.amountFen), 0)).toBe(
      lines("supply-chain/Company_fundTrans_Company.csv")
        .slice(1)
        .reduce((sum, line) => sum + Number(line.split(",")[3]) * 100, 0),
    );
  });

  test("each names its source, and a source names its licence", () => {
    const sourced = new Set(facts.sourced.map(([id]) => id));
    expect(facts.nodes.filter(({ id }) => !sourced.has(id)).map(({ id }) => id)).toEqual([]);
    const sources = new Map(facts.sources.map((source) => [source.id, source]));
    for (const [, source] of facts.sourced) expect(sources.get(source)?.licence, source).toBeTruthy();
  });

  test("hold ten programmes, 铜梁's 1+3 and the four teams of 武汉 with their heads", () => {
    expect(labelled("Programme").length).toBe(10);
    expect(linked("PART_OF_ALLIANCE").map(({ to }) => to)).toEqual(Array(3).fill("tongliang-hub"));
    expect(labelled("ServiceTeam").map(({ properties }) => [properties.colour, properties.number])).toEqual([
      ["绿", 9],
      ["蓝", 7],
      ["红", 11],
      ["橙", 18],
    ]);
  });
});

describe("facts and examples together", () => {
  const all = joinDatasets([facts, examples]);

  test("have distinct ids, and every link has both ends", () => {
    const ids = new Set(all.nodes.map(({ id }) => id));
    expect(ids.size).toBe(all.nodes.length);
    expect(all.links.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
    const keys = all.links.map(({ type, from, to }) => `${type} ${from} ${to}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("are told apart: every generated node is an example, no published one is", () => {
    expect(examples.nodes.every(({ labels }) => labels.includes("Example"))).toBe(true);
    expect(facts.nodes.some(({ labels }) => labels.includes("Example"))).toBe(false);
  });

  test("no fact hangs on an example: links between facts are the facts' own", () => {
    const published = new Set(facts.nodes.map(({ id }) => id));
    expect(examples.links.filter(({ from, to }) => published.has(from) && published.has(to))).toEqual([]);
  });

  test("what has a name is found by its pinyin", () => {
    const hub = all.nodes.find(({ id }) => id === "tongliang-equipment");
    expect(hub?.properties.pinyinInitials).toBe("tlzbzzcyldjlm");
    for (const { properties, labels } of all.nodes)
      if (labels.includes("Searchable"))
        expect(properties.pinyinInitials, String(properties.name)).toBeTruthy();
  });
});

describe("a title is only ever cut out of its text", () => {
  test.each([
    [
      "1800多名食堂职工需定期办理和更新健康证，请假办证困难，希望上门体检办证",
      "1800多名食堂职工需定期办理和更新健康证",
    ],
    ["政企绿服务队：工商、税务、公安、人社等部门9人", "政企绿服务队"],
    ["爱心义剪", undefined],
    ["企业（格力）需按岗位和人数定向招工", undefined],
    ["修鞋、修家电、美甲等便民服务", undefined],
  ])("%s", (text, title) => {
    expect(titleOf(text)).toBe(title);
  });
});

describe("generated things", () => {
  test("say 示例 in their names, whatever they are; what has no name carries the label", () => {
    const named = examples.nodes.filter(({ properties }) => properties.name !== undefined);
    expect(new Set(named.map(({ labels }) => labels[0]))).toEqual(
      new Set(["Park", "Product", "Enterprise", "PartyOrganization", "Department", "Person", "DutyTerm"]),
    );
    expect(named.filter(({ properties }) => !String(properties.name).includes("示例"))).toEqual([]);
    expect(examples.nodes.filter(({ labels }) => !labels.includes("Example"))).toEqual([]);
  });
});
