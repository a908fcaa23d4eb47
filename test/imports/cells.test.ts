import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chineseNumber, headerUnit, readAmount } from "../../server/imports/amounts.ts";
import {
  dayOfSerial,
  isFormula,
  readChoice,
  readCreditCode,
  readDay,
  readText,
  shownFormula,
  splitList,
  tidyCell,
} from "../../server/imports/cells.ts";
import { checkCharacter, creditCodeCharacters, isCreditCode } from "../../server/language/creditCode.ts";
import { escapeFormula } from "../../server/language/escapeFormula.ts";

describe("a cell of text", () => {
  it.each([
    ["  铜梁　机械 ", "铜梁 机械"],
    ["Ａ１２３", "A123"],
    ["\u200b零宽", "零宽"],
    ["——", null],
    ["无", null],
    ["N/A", null],
    ["", null],
  ])("%j is %j", (raw, value) => expect(readText(raw)).toEqual({ value }));

  it("that an export kept from being a formula is itself again; a formula is none", () => {
    expect(readText("'=合格率 ≥ 98%")).toEqual({ value: "=合格率 ≥ 98%" });
    expect(isFormula("'=合格率 ≥ 98%")).toBe(false);
    expect(["=1+2", " =A1", "＝SUM(A1)", shownFormula("=1+2")].every(isFormula)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = tidyCell(text);
        fc.pre(plain !== "" && !/^'+[=+\-@]/.test(plain));
        expect(tidyCell(escapeFormula(plain))).toBe(plain);
        expect(isFormula(escapeFormula(plain))).toBe(false);
      }),
    );
  });

  it("is tidied once and for all", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => tidyCell(tidyCell(raw)) === tidyCell(raw)));
  });
});

describe("an amount", () => {
  it.each([
    ["20", 20, null],
    ["２０人", 20, "人"],
    ["约1,200 人次", 1200, "人次"],
    ["3.5万元", 3.5, "万元"],
    ["500亩左右", 500, "亩"],
    ["1200平方米", 1200, "平方米"],
    ["2万人", 20_000, "人"],
    ["一百二十人", 120, "人"],
    ["三万五千", 35_000, null],
    ["十", 10, null],
    ["20余人", 20, "人"],
    ["20多人", 20, "人"],
    ["20（人）", 20, "人"],
    ["￥50万元", 50, "万元"],
    ["1.5亿", 150_000_000, null],
    ["30 ㎡", 30, "平方米"],
    ["三十名", 30, "人"],
    ["50万", 500_000, null],
    ["1 200人", 1200, "人"],
    ["1，200 人", 1200, "人"],
    ["1, 200 人", 1200, "人"],
    ["12 345 678元", 12_345_678, "元"],
    ["约3000平米", 3000, "平方米"],
    ["近 2.5 万平方米", 2.5, "万平方米"],
    ["1,234.5万元", 1234.5, "万元"],
  ])("%s is %d %s", (raw, value, unit) =>
    expect(readAmount(raw, "数量")).toEqual({ value: { value, unit } }),
  );

  it.each([
    "10-20人",
    "若干",
    "-5",
    "=1+1",
    "人20",
    "3到5人",
    "1.2.3",
    "一亩三分",
    "3亩2分",
    "1,20人",
    "12 34人",
  ])("%s is none, and the sentence names it", (raw) => {
    expect(readAmount(raw, "数量")).toMatchObject({ problem: expect.stringContaining(raw) });
  });

  it.each([
    ["2-3万元", ["2万元", "3万元"]],
    ["10～20人", ["10人", "20人"]],
    ["3到5人", ["3人", "5人"]],
    ["约50至80亩左右", ["50亩", "80亩"]],
    ["1,000—2,000", ["1000", "2000"]],
    ["2万元-3万元", ["2万元", "3万元"]],
  ])("%s is two, and either end may be meant", (raw, readings) =>
    expect(readAmount(raw, "数量")).toMatchObject({ problem: expect.stringContaining("两个数"), readings }),
  );

  const spellings: readonly ((n: number) => string)[] = [
    String,
    (n) => n.toLocaleString("en-US"),
    (n) => n.toLocaleString("en-US").replaceAll(",", "，"),
    (n) => n.toLocaleString("en-US").replaceAll(",", " "),
    (n) => n.toLocaleString("en-US").replaceAll(",", "\u00a0"),
    (n) => String(n).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    (n) => `${n}.00`,
  ];
  const around = ["", "约", "大约 ", "近", "共计", "不少于"];
  const behind = ["", "左右", "以上", " "];
  const units = [
    ["", null],
    ["人", "人"],
    [" 名", "人"],
    ["亩", "亩"],
    ["万元", "万元"],
    ["㎡", "平方米"],
    ["平米", "平方米"],
    ["（台）", "台"],
    ["人次", "人次"],
  ] as const;

  it("reads back what it is written as, in every spelling of digits, unit and doubt", () => {
    fc.assert(
      fc.property(
        ...[fc.nat(100_000_000), fc.constantFrom(...spellings), fc.constantFrom(...units)],
        ...[fc.constantFrom(...around), fc.constantFrom(...behind)],
        (n, spelt, [unit, name], before, after) => {
          expect(readAmount(`${before}${spelt(n)}${unit}${after}`, "数量")).toEqual({
            value: { value: n, unit: name },
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("offers both ends of any range, and each of them is read", () => {
    fc.assert(
      fc.property(
        ...[fc.nat(100_000), fc.nat(100_000), fc.constantFrom("-", "~", "～", "—", "至", "到", "－")],
        ...[fc.constantFrom("人", "万元", "亩", "")],
        (low, high, sign, unit) => {
          const cell = readAmount(`${low}${sign}${high}${unit}`, "数量");
          const ends = ("readings" in cell ? (cell.readings ?? []) : []).map((end) =>
            readAmount(end, "数量"),
          );
          expect(ends).toEqual(
            [...new Set([low, high])].map((value) => ({ value: { value, unit: unit || null } })),
          );
        },
      ),
    );
  });

  it("is never read out of what is no amount, whatever the cell holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (raw) => {
        const cell = readAmount(raw, "数量");
        const value = "value" in cell ? cell.value : null;
        return value === null || (Number.isFinite(value.value) && value.value >= 0);
      }),
    );
  });

  it("knows Chinese numbers up to ten thousands of thousands, and nothing that only looks like one", () => {
    expect(chineseNumber("两千零八")).toBe(2008);
    expect(chineseNumber("万")).toBeNull();
    expect(chineseNumber("一万二万")).toBeNull();
  });
});

describe("the unit that a header names", () => {
  it.each([
    ["资金需求（万元）", "万元"],
    ["需求面积(亩)", "亩"],
    ["面积（单位：㎡）", "平方米"],
    ["设备数量（台）", "台"],
    ["检测设备（套）", "套"],
    ["需求人数", "人"],
    ["用工 人数", "人"],
    ["数量（可留空）", null],
    ["数量", null],
  ])("%s is %s", (header, unit) => expect(headerUnit(header)).toBe(unit));

  it("counts for amounts that have none of their own", () => {
    expect(readAmount("500", "数量", "万元")).toEqual({ value: { value: 500, unit: "万元" } });
    expect(readAmount("50万", "数量", "万元")).toEqual({ value: { value: 50, unit: "万元" } });
    expect(readAmount("2亿", "数量", "万元")).toEqual({ value: { value: 20_000, unit: "万元" } });
    expect(readAmount("2万", "数量", "人")).toEqual({ value: { value: 20_000, unit: "人" } });
    expect(readAmount("3亩", "数量", "平方米")).toEqual({ value: { value: 3, unit: "亩" } });
  });
});

describe("a day", () => {
  it.each([
    ["2026-7-1", "2026-07-01"],
    ["2026年三季度", "2026-07-01"],
    ["2026年第4季度末", "2026-12-31"],
    ["2026年下半年", "2026-07-01"],
    ["2026年9月中旬", "2026-09-11"],
    ["2026年9月30日前完成", "2026-09-30"],
    ["2026年9月底之前", "2026-09-30"],
    ["2026/07/01", "2026-07-01"],
    ["２０２６．７．１", "2026-07-01"],
    ["20260701", "2026-07-01"],
    ["2026年7月1日前", "2026-07-01"],
    ["2026年7月1号", "2026-07-01"],
    ["2026-07-01 08:30:00", "2026-07-01"],
    ["46204", "2026-07-01"],
    ["46204.5", "2026-07-01"],
    ["2026年7月", "2026-07-01"],
    ["2026年2月底", "2026-02-28"],
    ["长期", null],
  ])("%s is %s", (raw, value) => expect(readDay(raw, "截止日期")).toEqual({ value }));

  it("ends with the month or the year where it is an end", () => {
    expect(readDay("2028年2月", "截止日期", true)).toEqual({ value: "2028-02-29" });
    expect(readDay("2026年", "截止日期", true)).toEqual({ value: "2026-12-31" });
  });

  it.each(["2026-02-30", "2026年13月", "下个月", "123", "=TODAY()"])("%s is none", (raw) => {
    expect(readDay(raw, "截止日期")).toMatchObject({ problem: expect.stringContaining("不是日历上的一天") });
  });

  it("is the same as Excel's serial number of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 79_999 }), (serial) => {
        const day = dayOfSerial(serial) ?? "";
        expect((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000).toBe(serial);
        expect(readDay(day, "日期")).toEqual({ value: day });
      }),
    );
  });
});

describe("a unified social credit code", () => {
  it.each(["9144030071526726XG", "914403001922038216", "91330100799655058B"])(
    "%s, a published one, is one",
    (code) => {
      expect(isCreditCode(code)).toBe(true);
    },
  );

  const codes = fc
    .array(fc.constantFrom(...creditCodeCharacters), { minLength: 17, maxLength: 17 })
    .map((first) => first.join("") + checkCharacter(first.join("")));

  it("is read in any spelling", () => {
    fc.assert(
      fc.property(codes, (code) => {
        const spelt = ` ${code.toLowerCase().slice(0, 8)}-${code.slice(8).replace("1", "１")}\u3000`;
        expect(readCreditCode(spelt, "代码")).toEqual({ value: code });
      }),
    );
  });

  it("is refused when any one character is another", () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...creditCodeCharacters), (code, at, other) => {
        fc.pre(code[at] !== other);
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        expect(readCreditCode(wrong, "代码")).toMatchObject({
          problem: expect.stringContaining("校验位不对"),
        });
      }),
    );
  });

  it("says how long it should be", () => {
    expect(readCreditCode("9151", "代码")).toMatchObject({ problem: expect.stringContaining("现有 4 位") });
  });
});

it("a word of a list is found by any of its spellings", () => {
  const scales = { large: ["大型", "大型企业"], small: ["小型"] } as const;
  expect(readChoice(" 大型企业", "规模", scales)).toEqual({ value: "large" });
  expect(readChoice("巨型", "规模", scales)).toMatchObject({
    problem: expect.stringContaining("大型、小型"),
  });
});

it("several values stand between any of the usual signs, once each", () => {
  expect(splitList("甲、乙，丙;甲")).toEqual(["甲", "乙", "丙"]);
});
