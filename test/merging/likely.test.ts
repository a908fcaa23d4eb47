import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedValues, undoneValues } from "../../server/merging/fields.ts";
import { likelyPairs, type NamedEntry } from "../../server/merging/likely.ts";
import { type Link, linkKey, planLinks } from "../../server/merging/links.ts";

const entry = (id: string, name: string, more: Partial<NamedEntry> = {}): NamedEntry => ({
  ...{ id, name, shortName: null, aliases: [], creditCode: null, variant: null },
  ...more,
});
const reasonsOf = (a: NamedEntry, b: NamedEntry) => likelyPairs([a, b], new Set())[0]?.reasons;

describe("what may be the same", () => {
  it("says by what", () => {
    const firm = entry("a", "重庆巴岳机械制造有限公司", {
      shortName: "巴岳机械",
      creditCode: "91110108562144110X",
    });
    expect(reasonsOf(firm, entry("b", "全新名称厂", { creditCode: "9111 0108 5621 4411 0x" }))).toEqual([
      "sameCode",
    ]);
    expect(reasonsOf(firm, entry("b", "重庆 巴嶽機械制造有限公司"))).toBeDefined();
    expect(reasonsOf(firm, entry("b", "重庆巴岳机械制造 有限公司"))).toEqual(["sameName"]);
    expect(reasonsOf(firm, entry("b", "巴岳机械"))).toEqual(["alias"]);
    expect(reasonsOf(firm, entry("b", "重庆巴岳机械制造厂"))).toEqual(["sameCore"]);
    expect(reasonsOf(firm, entry("b", "重庆市巴岳机械制造有限公司"))).toEqual(["alike"]);
  });

  it("keeps apart what differs by a number, by the kind of organisation or by a code of its own", () => {
    const one = { variant: "branch" };
    expect(
      reasonsOf(entry("a", "中共巴岳机械公司第一支部", one), entry("b", "中共巴岳机械公司第二支部", one)),
    ).toBeUndefined();
    expect(
      reasonsOf(
        entry("a", "巴岳机械公司党委", { variant: "committee" }),
        entry("b", "巴岳机械公司党支部", one),
      ),
    ).toBeUndefined();
    expect(
      reasonsOf(entry("a", "中共甲川公司支部委员会", one), entry("b", "中共永正公司支部委员会", one)),
    ).toBeUndefined();
    expect(
      reasonsOf(
        entry("a", "巴岳机械有限公司", { creditCode: "91110108562144110X" }),
        entry("b", "巴岳机械厂", { creditCode: "911100001000013428" }),
      ),
    ).toBeUndefined();
  });

  it("says nothing of names that were published with stars", () => {
    expect(reasonsOf(entry("a", "安**控*有公司"), entry("b", "丰**控*有公司"))).toBeUndefined();
  });

  it("leaves out pairs that were told apart, and finds one pair among thousands at once", () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      entry(
        `f${i}`,
        `${String.fromCodePoint(0x4e00 + i, 0x5a00 + ((i * 7) % 3000), 0x6a00 + ((i * 13) % 2900))}有限公司`,
      ),
    );
    const twin = entry("twin", many[4321]?.name.replace("有限公司", " 有限公司") ?? "");
    expect(likelyPairs([...many, twin], new Set()).map(({ id }) => id)).toContain("f4321|twin");
    expect(likelyPairs([...many, twin], new Set(["f4321|twin"])).map(({ id }) => id)).not.toContain(
      "f4321|twin",
    );
  });
});

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2025-06-${String(n).padStart(2, "0")}`);
const today = "2025-06-15";
const link = fc
  .record({
    side: fc.constantFrom<Link["side"]>("kept", "removed"),
    type: fc.constantFrom(
      "MEMBER_OF",
      "OCCUPIES",
      "LOCATED_IN",
      "RAISED_BY",
      "PAID",
      "OBSERVES",
      "FROM_SOURCE",
    ),
    otherId: fc.constantFrom("x", "y", "z"),
    since: fc.option(day, { nil: null }),
    length: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
  })
  .map(({ side, type, otherId, since, length }): Omit<Link, "key"> => {
    const end = length === null ? null : `2025-07-${String(length).padStart(2, "0")}`;
    const days = { since, until: end };
    const values = /RAISED|PAID|FROM/.test(type)
      ? []
      : Object.entries(days).flatMap(([name, value]) => (value ? [{ name, kind: "DATE", value }] : []));
    return {
      side,
      type,
      outgoing: type !== "RAISED_BY",
      otherKey: otherId,
      otherId,
      otherName: otherId,
      values,
    };
  });
const links = fc
  .array(link, { maxLength: 12 })
  .map((all) => all.map((one, i): Link => ({ ...one, key: `${i}` })));
const choices = { takes: new Set<string>(), today, example: false };
const settledLinks = (all: readonly Link[]) => {
  const { drop, create } = planLinks(all, "kept", "removed", choices);
  const gone = new Set(drop.map(({ key }) => key));
  return [...all.filter(({ key }) => !gone.has(key)), ...create];
};
const holdsOn = (link: Pick<Link, "values">, on: string): boolean => {
  const at = (name: string) => link.values.find((value) => value.name === name)?.value as string | undefined;
  return (at("since") ?? "") <= on && on < (at("until") ?? "9");
};

describe("what becomes of the relationships", () => {
  it("all end at the kept one; needs and payments are as many as before", () => {
    fc.assert(
      fc.property(links, (all) => {
        const { drop } = planLinks(all, "kept", "removed", choices);
        const dropped = new Set(drop.map(({ key }) => key));
        expect(all.filter(({ side, key }) => side === "removed" && !dropped.has(key))).toEqual([]);
        for (const type of ["RAISED_BY", "PAID"])
          expect(settledLinks(all).filter((one) => one.type === type)).toHaveLength(
            all.filter((one) => one.type === type).length,
          );
      }),
    );
  });

  it("a membership holds on exactly the days on which either held", () => {
    fc.assert(
      fc.property(links, day, (all, on) => {
        for (const other of ["x", "y", "z"]) {
          const held = (some: readonly Pick<Link, "type" | "otherId" | "values">[]) =>
            some.some((one) => one.type === "MEMBER_OF" && one.otherId === other && holdsOn(one, on));
          expect(held(settledLinks(all))).toBe(held(all));
        }
      }),
    );
  });

  it("brings no relationship twice that each had once", () => {
    fc.assert(
      fc.property(links, (all) => {
        const once = all.filter(
          (one, i) =>
            all.findIndex((other) => other.side === one.side && linkKey(other) === linkKey(one)) === i,
        );
        const keys = settledLinks(once)
          .filter(({ type }) => type !== "RAISED_BY" && type !== "PAID")
          .map(linkKey);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("says once what two observations come to when both end because the other is a member", () => {
    const observes = (key: string, until: string | null): Link => ({
      ...{ key, side: "kept", type: "OBSERVES", outgoing: true, otherKey: "y", otherId: "y", otherName: "y" },
      values: [
        { name: "since", kind: "DATE", value: "2025-06-03" },
        ...(until ? [{ name: "until", kind: "DATE", value: until }] : []),
      ],
    });
    const member: Link = { ...observes("2", null), side: "removed", type: "MEMBER_OF", values: [] };
    const all = settledLinks([observes("0", null), observes("1", "2025-07-01"), member]);
    expect(all.map(({ type, values }) => [type, values.at(-1)?.value])).toEqual([
      ["MEMBER_OF", undefined],
      ["OBSERVES", today],
    ]);
  });

  it("leaves one park of today: the kept one's, or the other's where it was chosen", () => {
    const park = (side: Link["side"], otherId: string): Link => ({
      ...{ key: side, side, type: "LOCATED_IN", outgoing: true, otherKey: otherId, otherId, otherName: null },
      values: [{ name: "since", kind: "DATE", value: "2024-01-01" }],
    });
    const both = [park("kept", "x"), park("removed", "y")];
    expect(
      settledLinks(both)
        .filter((one) => holdsOn(one, today))
        .map(({ otherId }) => otherId),
    ).toEqual(["x"]);
    const taken = planLinks(both, "kept", "removed", { ...choices, takes: new Set(["park"]) });
    expect(taken.create.filter((one) => holdsOn(one, today)).map(({ otherId }) => otherId)).toEqual(["y"]);
  });
});

describe("what becomes of the fields", () => {
  const value = (name: string, to: unknown) => ({ name, kind: "STRING", value: to });
  const kept = [
    value("name", "甲公司"),
    value("shortName", "甲"),
    value("employees", null),
    value("aliases", ["老甲"]),
  ];
  const removed = [
    value("name", "甲有限公司"),
    value("shortName", "甲"),
    value("employees", 8),
    value("aliases", ["旧甲"]),
  ];

  it("takes what the kept one lacks, and keeps every other name as an alias", () => {
    const merged = mergedValues(kept, removed, new Set(), "Enterprise");
    expect(Object.fromEntries(merged.map((one) => [one.name, one.value]))).toEqual({
      employees: 8,
      aliases: ["老甲", "甲有限公司", "旧甲"],
    });
    const other = mergedValues(kept, removed, new Set(["name"]), "Enterprise");
    expect(other.find(({ name }) => name === "aliases")?.value).toEqual(["老甲", "甲公司", "旧甲"]);
  });

  it("puts back what is as the merge left it, and leaves what was changed since", () => {
    const merged = mergedValues(kept, removed, new Set(["name"]), "Enterprise");
    const before = kept.filter(({ name }) => merged.some((one) => one.name === name));
    const now = merged.map((one) =>
      one.name === "employees"
        ? value("employees", 9)
        : one.name === "aliases"
          ? value("aliases", ["老甲", "甲公司", "新甲"])
          : one,
    );
    const { back, stay } = undoneValues(before, merged, now);
    expect(stay).toEqual(["employees"]);
    expect(Object.fromEntries(back.map((one) => [one.name, one.value]))).toEqual({
      name: "甲公司",
      aliases: ["老甲", "新甲"],
    });
  });
});
