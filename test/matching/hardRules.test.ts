import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NeedFacts, OfferFacts } from "../../server/matching/facts.ts";
import { fitOf } from "../../server/matching/fitFactors.ts";
import { type Bar, commonWindow, type RulePair, ruleAgainst } from "../../server/matching/hardRules.ts";

const today = "2026-06-15";
const need: NeedFacts = {
  id: "d",
  state: "published",
  ownerId: "a",
  flow: null,
  quantity: 10,
  unit: "人",
  from: null,
  until: null,
  location: null,
};
const offer: OfferFacts = {
  id: "o",
  state: "published",
  ownerId: "b",
  flow: null,
  capacity: 20,
  used: 0,
  unit: "人",
  from: null,
  until: null,
  radiusKm: null,
  location: null,
};
const day = fc
  .integer({ min: -60, max: 60 })
  .map((offset) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10));
const maybeDay = fc.option(day);
const within = (from: string | null, until: string | null, one: string): boolean =>
  (from === null || from <= one) && (until === null || one <= until);

/** What the rule is called that keeps a pair apart; undefined when none does. */
const ruledOutBy = (pair: RulePair) => ruleAgainst(pair)?.name;

describe("rules that no score can outweigh", () => {
  it("name the reason in Chinese, the first that applies", () => {
    const rule = (n: Partial<NeedFacts>, o: Partial<OfferFacts>, barred: Bar | null = null) =>
      ruledOutBy({ need: { ...need, ...n }, offer: { ...offer, ...o }, barred, acted: false, today });
    expect(rule({}, {})).toBeUndefined();
    expect(rule({}, { state: "withdrawn" })).toBe("不在发布状态");
    expect(rule({ state: "expired" }, {})).toBe("不在发布状态");
    expect(rule({}, { ownerId: "a" })).toBe("供需属于同一单位");
    expect(rule({ ownerId: null }, { ownerId: null })).toBeUndefined();
    expect(rule({ flow: "toNeed" }, { flow: "toOffer" })).toBe("双方都要买进或都要卖出");
    expect(rule({ flow: "toOffer" }, { flow: "toNeed" })).toBe("双方都要买进或都要卖出");
    expect(rule({ flow: "toOffer" }, { flow: "toOffer" })).toBeUndefined();
    expect(rule({ flow: "toOffer" }, { flow: null })).toBeUndefined();
    expect(rule({}, { used: 20 })).toBe("余量已用完");
    expect(rule({}, { capacity: null, used: 5 })).toBeUndefined();
    expect(rule({}, { until: "2026-06-14" })).toBe("已到期");
    expect(rule({ until: "2026-06-14" }, {})).toBe("已到期");
    expect(rule({ until: today }, { until: today })).toBeUndefined();
    expect(
      ruledOutBy({
        need: { ...need, until: "2026-06-14" },
        offer,
        barred: null,
        acted: true,
        today,
      }),
    ).toBeUndefined();
    expect(rule({ until: "2026-07-01" }, { from: "2026-07-02" })).toBe("时间对不上");
    expect(rule({ until: "2026-07-01" }, { from: "2026-07-01" })).toBeUndefined();
  });

  it.each(["known", "secret"] as const)(
    "keep two owners apart by a %s bar, after all other rules, and not what is under way",
    (barred) => {
      const pair = { need, offer, barred, acted: false, today };
      const tells = barred === "known";
      expect(ruleAgainst(pair)?.name).toBe(tells ? "在不撮合名单上" : null);
      expect(/名单|不撮合/u.test(ruleAgainst(pair)?.refusal ?? "")).toBe(tells);
      expect(ruleAgainst({ ...pair, offer: { ...offer, used: 20 } })?.name).toBe("余量已用完");
      expect(ruleAgainst({ ...pair, acted: true })).toBeNull();
    },
  );

  it("finds a common window exactly where some day from today on suits both", () => {
    fc.assert(
      fc.property(maybeDay, maybeDay, maybeDay, maybeDay, (from, until, availableFrom, availableUntil) => {
        const overdue = until !== null && until < today;
        const found = commonWindow({ from, until }, { from: availableFrom, until: availableUntil }, today);
        const suits = Array.from({ length: 200 }, (_, at) =>
          new Date(Date.parse(today) + at * 86_400_000).toISOString().slice(0, 10),
        ).filter(
          (one) => within(from, overdue ? null : until, one) && within(availableFrom, availableUntil, one),
        );
        expect(found !== null).toBe(suits.length > 0);
        if (found) expect(found.from).toBe(suits[0]);
      }),
    );
  });

  it("lets only what is left decide: any capacity above what is used passes", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (capacity, used) => {
        const rule = ruledOutBy({
          need,
          offer: { ...offer, capacity, used },
          barred: null,
          acted: false,
          today,
        });
        expect(rule).toBe(capacity > used ? undefined : "余量已用完");
      }),
    );
  });
});

describe("fit in place, amount and time", () => {
  it("stays within 0 to 1 and says nothing of what is not known", () => {
    const place = fc.option(
      fc.record({
        longitude: fc.double({ min: 100, max: 110, noNaN: true }),
        latitude: fc.double({ min: 25, max: 35, noNaN: true }),
      }),
    );
    const amount = fc.option(fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        place,
        place,
        amount,
        amount,
        maybeDay,
        maybeDay,
        (a, b, quantity, capacity, until, from) => {
          const { factors } = fitOf(
            { ...need, location: a, quantity, until },
            { ...offer, location: b, capacity, from },
            today,
          );
          for (const { value, evidence } of factors) {
            expect(evidence === null).toBe(value === null);
            if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
          }
          if (!a || !b) expect(factors.find(({ id }) => id === "distance")?.value).toBeNull();
          if (quantity === null || capacity === null)
            expect(factors.find(({ id }) => id === "capacityFit")?.value).toBeNull();
        },
      ),
    );
  });

  it("says in plain words what speaks against", () => {
    const { against, missing } = fitOf(
      { ...need, location: { longitude: 106, latitude: 29.5 }, until: "2026-06-01" },
      { ...offer, location: { longitude: 107, latitude: 29.5 }, radiusKm: 30, capacity: 4 },
      today,
    );
    expect(against).toEqual([
      "相距约 97 公里，超出服务半径 30 公里",
      "余量只有 4人，不够 10人",
      "需求期限 2026-06-01 已过，请确认是否仍需要",
    ]);
    expect(missing).toEqual(["资源的可用时间"]);
    expect(fitOf(need, { ...offer, unit: "吨" }, today).missing).toEqual([
      "数量单位对不上（需求按“人”，资源按“吨”），需要问清",
    ]);
  });
});
