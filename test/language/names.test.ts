import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alike, type NamedThing, nameCore, plainName, resolveName } from "../../server/language/names.ts";

const thing = (
  id: string,
  name: string,
  shortName: string | null = null,
  aliases: string[] = [],
): NamedThing => ({
  id,
  kind: "Enterprise",
  name,
  shortName,
  aliases,
});
const known = [
  thing("a", "重庆铜梁精工机械有限公司", "精工机械", ["铜梁精工"]),
  thing("b", "重庆铜梁精密铸造有限责任公司"),
  thing("c", "龙都电子股份有限公司"),
  thing("d", "龙都电子科技有限公司"),
];
const id = (written: string): string | undefined => {
  const found = resolveName(written, known);
  return "found" in found ? found.found.id : undefined;
};

describe("a written name", () => {
  it.each([
    ["重庆铜梁精工机械有限公司", "a"],
    ["重慶銅梁精工機械有限公司", "a"],
    ["重庆铜梁精工机械 有限公司", "a"],
    ["精工机械", "a"],
    ["铜梁精工", "a"],
    ["重庆铜梁精密铸造", "b"],
    ["重庆铜梁精密铸造有限公司", "b"],
    ["龙都电子（股份）有限公司", "c"],
    ["龙都电子科技", "d"],
  ])("%s means %s beyond doubt", (written, expected) => expect(id(written)).toBe(expected));

  it.each(["铜梁精密", "精工", "龙都"])("%s is put to the user with what it may be", (written) => {
    expect(resolveName(written, known)).toMatchObject({ doubtful: expect.any(Array) });
  });

  it("like nothing known is unknown", () => {
    expect(resolveName("某某大酒店", known)).toEqual({ unknown: true });
    expect(resolveName("精工机械", [])).toEqual({ unknown: true });
  });

  it("that two things carry is a doubt, never a guess", () => {
    const twins = [thing("x", "同名有限公司"), thing("y", "同名有限公司")];
    expect(resolveName("同名有限公司", twins)).toMatchObject({ doubtful: [{ id: "x" }, { id: "y" }] });
  });

  it("is found by its own name among any others that differ from it", () => {
    const names = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom(..."铜梁精工机械电子龙都科技材料"), minLength: 3, maxLength: 9 }),
      {
        minLength: 1,
        selector: plainName,
      },
    );
    fc.assert(
      fc.property(names, fc.nat(), (all, pick) => {
        const things = all.map((name, i) => thing(String(i), `${name}有限公司`));
        const at = pick % all.length;
        expect(resolveName(`${all[at]}有限公司`, things)).toMatchObject({ found: { id: String(at) } });
      }),
    );
  });
});

it("likeness lies between 0 and 1, is the same both ways, and 1 for equals", () => {
  const text = fc.string({ unit: fc.constantFrom(..."甲乙丙丁") });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(alike(a, b)).toBe(alike(b, a));
      expect(alike(a, b)).toBeGreaterThanOrEqual(0);
      expect(alike(a, b)).toBeLessThanOrEqual(1);
      expect(alike(a, a)).toBe(1);
    }),
  );
});

it("the core of a name is its spelling without brackets and legal form", () => {
  expect(nameCore("重慶（銅梁）精工機械有限責任公司")).toBe("重庆精工机械");
});
