import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countText,
  dayInterval,
  dayOf,
  dayWindow,
  firstWords,
  instant,
  quantity,
  remainder,
  share,
} from "../../web/src/ui/format.ts";
import { canvasName, middleCut, twoLines } from "../../web/src/ui/names.ts";

describe("numbers and days", () => {
  test("carry their unit, and nothing known is not nought", () => {
    expect(quantity(1200, "人")).toBe("1,200 人");
    expect(quantity(0, "人")).toBe("0 人");
    expect(quantity(80, "%")).toBe("80%");
    expect(quantity(null, "人")).toBe("暂无数据");
    expect(quantity(undefined)).toBe("暂无数据");
  });

  test("never mix examples with what is real", () => {
    expect(countText(68, 32, "条")).toBe("36 + 示例 32 条");
    expect(countText(36, 0)).toBe("36");
    expect(countText(1200, 1200, "家")).toBe("示例 1,200 家");
    expect(countText(0, 0, "家")).toBe("0 家");
  });

  test("say what is left of how much", () => {
    expect(remainder(30, 50, "人")).toBe("余 30 / 50 人");
    expect(remainder(null, 50, "人")).toBe("50 人");
    expect(remainder(null, null, "人")).toBe("暂无数据");
    expect(remainder(0, 50, "人")).toBe("余 0 / 50 人");
  });

  test("windows are open where an end is missing", () => {
    expect(dayWindow("2026-11-22", "2026-12-01")).toBe("2026-11-22 至 2026-12-01");
    expect(dayWindow("2026-11-22", null)).toBe("2026-11-22 起");
    expect(dayWindow(null, "2026-12-01")).toBe("2026-12-01 止");
    expect(dayWindow(null, null)).toBe("暂无数据");
  });

  test("a half-open interval ends on the day before the first that is no longer in it", () => {
    expect(dayInterval("2026-11-01", "2026-12-01")).toBe("2026-11-01 至 2026-11-30");
    expect(dayInterval("2024-02-01", "2024-03-01")).toBe("2024-02-01 至 2024-02-29");
    expect(dayInterval(null, "2026-01-01")).toBe("2025-12-31 止");
    expect(dayInterval("2026-11-01", null)).toBe("2026-11-01 起");
    expect(dayInterval(null, null)).toBe("暂无数据");
  });

  test("shares, days and instants read as people write them", () => {
    expect(share(0.8)).toBe("80.0%");
    expect(instant("2026-11-22T18:05:00Z")).toBe("2026-11-23 02:05");
    expect(dayOf("2026-11-22T18:05:00Z")).toBe("2026-11-23");
  });

  test("an entry without a title is called by its first words", () => {
    expect(firstWords("招聘数控操作工。希望七月到岗")).toBe("招聘数控操作工");
    expect(firstWords("长".repeat(60))).toHaveLength(32);
  });
});

describe("long names", () => {
  test("are cut in the middle and keep place and legal form", () => {
    expect(middleCut("重庆市铜梁区某某新能源汽车零部件制造科技有限公司", 12)).toBe("重庆市铜梁…科技有限公司");
    expect(middleCut("重庆某某有限公司", 12)).toBe("重庆某某有限公司");
  });

  test("are never longer than asked, never change their ends, and count characters rather than code units", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }),
        fc.integer({ min: 5, max: 40 }),
        (name, max) => {
          const cut = Array.from(middleCut(name, max));
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut[0]).toBe(Array.from(name)[0]);
          expect(cut.at(-1)).toBe(Array.from(name).at(-1));
        },
      ),
    );
  });

  test("take at most two lines on the canvas", () => {
    const lines = twoLines("重庆市铜梁区某某新能源汽车零部件制造科技有限公司", 9).split("\n");
    expect(lines).toHaveLength(2);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(9);
    expect(twoLines("铜盟", 9)).toBe("铜盟");
    expect(twoLines("装备制造联盟2025-11轮", 9)).toBe("装备制造联盟\n2025-11轮");
  });

  test("lose their set phrases on the canvas and keep what tells them apart", () => {
    expect(canvasName("中共铜梁川隆仪器股份有限公司支部委员会")).toBe("铜梁川隆仪器支部");
    expect(canvasName("中共铜梁成耀元器件有限公司等4家企业联合支部委员会")).toBe(
      "铜梁成耀元器件等4家联合支部",
    );
    expect(canvasName("有限公司")).toBe("有限公司");
  });
});
