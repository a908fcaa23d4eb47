import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportKind } from "../../server/generated/resolvers.ts";
import { kindTables } from "../../server/imports/columns.ts";
import {
  findHeaderRow,
  headersKey,
  missingColumns,
  recogniseColumns,
} from "../../server/imports/recognise.ts";

const kinds = Object.keys(kindTables) as ImportKind[];

describe("columns by their headers", () => {
  it.each([
    [
      "demand",
      ["序号", "企业名称（全称）", "*需求 描述", "需求人数", "单位", "完成时限", "联系电话"],
      [null, "owner", "text", "quantity", "unit", "until", null],
    ],
    ["demand", ["单位", "诉求内容"], ["owner", "text"]],
    ["demand", ["１、需求类型", "具体需求情况说明"], ["category", "text"]],
    ["offer", ["资源名称", "责任单位", "可提供资源", "名额"], ["title", "owner", "text", "quantity"]],
    [
      "enterprise",
      ["公司名称", "社会信用代码", "员工人数", "划型"],
      ["name", "creditCode", "employees", "scale"],
    ],
  ] as [ImportKind, string[], (string | null)[]][])("of %s: %j", (kind, headers, mapping) => {
    expect(recogniseColumns(kind, headers)).toEqual(mapping);
  });

  it.each(kinds)(
    "of %s: the template's own headers are recognised whatever their order, each once",
    (kind) => {
      const { columns } = kindTables[kind];
      fc.assert(
        fc.property(fc.shuffledSubarray([...columns], { minLength: columns.length }), (shuffled) => {
          expect(
            recogniseColumns(
              kind,
              shuffled.map(({ name }) => name),
            ),
          ).toEqual(shuffled.map(({ key }) => key));
        }),
      );
    },
  );

  it("give every field to one column at most, whatever the headers", () => {
    const words = kinds.flatMap((kind) =>
      kindTables[kind].columns.flatMap(({ name, also }) => [name, ...also]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.array(fc.constantFrom(...words), { maxLength: 30 }),
        (kind, headers) => {
          const given = recogniseColumns(kind, headers).filter((key) => key !== null);
          expect(new Set(given).size).toBe(given.length);
        },
      ),
    );
  });

  it("stand in the row that names the most, beneath titles and notes", () => {
    const rows = [
      ["2026年企业需求汇总表"],
      ["填报单位：某某支部"],
      ["序号", "企业名称", "需求内容", "数量"],
      ["1", "甲", "乙", "2"],
    ];
    expect(findHeaderRow("demand", rows)).toBe(2);
    expect(findHeaderRow("demand", [["甲"], ["乙"]])).toBe(-1);
  });

  it("are remembered under what they say, not how it is spelt", () => {
    expect(headersKey("demand", ["企业名称（全称）"])).toBe(headersKey("demand", ["*企业 名称"]));
    expect(headersKey("demand", ["企业名称"])).not.toBe(headersKey("offer", ["企业名称"]));
  });

  it("that are missing are named", () => {
    expect(missingColumns("demand", ["owner"]).map(({ name }) => name)).toEqual(["需求内容"]);
    expect(missingColumns("demand", ["text"])).toEqual([]);
  });
});
