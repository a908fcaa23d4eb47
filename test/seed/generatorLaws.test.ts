import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../seed/dates.ts";
import { exampleCreditCode, organisationCheck } from "../../seed/generator/creditCode.ts";
import { exampleDatasets } from "../../seed/generator/datasets.ts";
import { type ExampleSettings, generate } from "../../seed/generator/generate.ts";
import { kindFor, longestTermYears } from "../../seed/generator/organisations.ts";
import { joinDatasets } from "../../seed/records.ts";
import { checkCharacter } from "../../server/language/creditCode.ts";

const settings = fc.record({
  enterprises: fc.integer({ min: 1, max: 120 }),
  seed: fc.nat(2 ** 31 - 1),
  today: fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2024-01-01", days)),
});
const rounds = { numRuns: 20 };

// Examples point at each other in circles: only plain values are compared, or a failure would print for ever.
const fingerprint = (given: ExampleSettings): string =>
  createHash("sha256")
    .update(JSON.stringify(exampleDatasets(given)))
    .digest("hex");

describe("whatever the number, seed and day", () => {
  test("equal settings give equal examples", () => {
    fc.assert(
      fc.property(settings, (given) => {
        expect(fingerprint(given)).toBe(fingerprint(given));
      }),
      { numRuns: 8 },
    );
  });

  test("another seed gives other examples", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const other = { ...given, seed: given.seed === 0 ? 1 : given.seed - 1 };
        expect(fingerprint(other)).not.toBe(fingerprint(given));
      }),
      { numRuns: 8 },
    );
  });

  test("whatever ends ends after it began", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { nodes, links } = joinDatasets(exampleDatasets(given));
        for (const { since, until } of links) if (since && until) expect(until > since).toBe(true);
        for (const { id, properties } of nodes) {
          const pairs = [
            [properties.since, properties.until],
            [properties.neededFrom, properties.neededBy],
            [properties.availableFrom, properties.availableUntil],
          ];
          for (const [from, to] of pairs) if (from && to) expect(`${to}` > `${from}`, id).toBe(true);
        }
      }),
      rounds,
    );
  });

  test("nothing is used beyond its capacity, and what is over is not offered as open", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { demands, offers } = generate(given);
        for (const offer of offers) {
          expect(offer.used).toBeGreaterThanOrEqual(0);
          expect(offer.capacity).toBeGreaterThanOrEqual(offer.used);
          if (offer.availableUntil && offer.availableUntil <= given.today)
            expect(offer.state).toBe("expired");
        }
        for (const demand of demands) if (demand.neededBy < given.today) expect(demand.state).toBe("expired");
      }),
      rounds,
    );
  });

  test("supplies run with the chain: made by the supplier, consumed by the buyer, one a pair", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const pairs = new Set<string>();
        const { supplies } = generate(given);
        for (const { supplier, buyer, product } of supplies) {
          expect(supplier.id).not.toBe(buyer.id);
          expect(supplier.produces.includes(product)).toBe(true);
          expect(buyer.consumes.has(product)).toBe(true);
          pairs.add([supplier.id, buyer.id].sort().join());
        }
        expect(pairs.size).toBe(supplies.length);
      }),
      rounds,
    );
  });

  test("organisations have the form their members call for, and a firm belongs to one at most", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { organisations } = generate(given);
        const covered = organisations.flatMap(({ covers }) => covers);
        expect(new Set(covered.map(({ enterprise }) => enterprise.id)).size).toBe(covered.length);
        for (const organisation of organisations) {
          const own = organisation.covers.filter(({ mode }) => mode !== "attached");
          const members = own.reduce((sum, { enterprise }) => sum + enterprise.partyMembers, 0);
          expect(organisation.termYears).toBe(longestTermYears[organisation.kind]);
          if (organisation.kind === "jointBranch") {
            expect(own.length).toBeLessThanOrEqual(5);
            expect(own.length).toBeGreaterThan(1);
            expect(members).toBeGreaterThanOrEqual(3);
          } else expect(kindFor(members)).toBe(organisation.kind);
        }
      }),
      rounds,
    );
  });

  test("a duty term's holder is a member for the whole of it, and a month has one holder", () => {
    fc.assert(
      fc.property(settings, (given) => {
        for (const { members, duties } of generate(given).alliances) {
          expect(new Set(duties.map(({ since }) => since)).size).toBe(duties.length);
          for (const { since, until, holder } of duties) {
            const member = members.find(({ organisation }) => organisation === holder);
            expect(member && member.since <= since && (!member.until || member.until >= until)).toBe(true);
          }
        }
      }),
      rounds,
    );
  });
});

describe("the chains have what a coordinator looks for", () => {
  const { enterprises, setting, alliances, demands, offers } = generate({
    enterprises: 300,
    seed: 1,
    today: "2026-06-15",
  });
  const at = (position: string) =>
    enterprises.filter(({ occupies }) => occupies.some((held) => held.position.id === position));

  test("one lead a chain, empty positions, single-sourced ones", () => {
    for (const chain of setting.chains) {
      const leads = enterprises.filter(({ occupies }) =>
        occupies.some(({ role, position }) => role === "lead" && position.chainId === chain.id),
      );
      expect(leads.length).toBe(1);
    }
    for (const position of setting.empty) expect(at(position).length).toBe(0);
    for (const position of setting.single) expect(at(position).length).toBe(1);
    expect(setting.empty.size).toBeGreaterThan(0);
  });

  test("members joined over three years, some left, and the past looks different from today", () => {
    for (const { members } of alliances) {
      expect(members.length).toBeGreaterThan(15);
      expect(members.length).toBeLessThan(120);
    }
    const all = alliances.flatMap(({ members }) => members);
    expect(all.some(({ until }) => until && until <= "2026-06-15")).toBe(true);
    const on = (day: string) =>
      all.filter(({ since, until }) => since <= day && (!until || until > day)).length;
    expect(on("2024-12-15")).toBeLessThan(on("2026-06-15"));
  });

  test("most is public, some is not", () => {
    for (const list of [demands, offers]) {
      const hidden = list.filter(({ audience }) => audience !== "public").length / list.length;
      expect(hidden).toBeGreaterThan(0.02);
      expect(hidden).toBeLessThan(0.3);
    }
  });
});

describe("example credit codes", () => {
  test("are of an unassigned division, distinct, and pass both check characters", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900_000 }), (serial) => {
        const code = exampleCreditCode(serial);
        expect(code).toMatch(/^9199[0-9]{4}[0-9A-HJ-NP-RTUWXY]{10}$/);
        expect(code.at(-1)).toBe(checkCharacter(code.slice(0, 17)));
        expect(code.at(16)).toBe(organisationCheck(code.slice(8, 16)));
        expect(exampleCreditCode(serial + 1)).not.toBe(code);
      }),
    );
  });

  // Published codes of well-known organisations: the check characters are those of the standard, not just our own.
  test.each(["91110000802100433B", "91440300708461136T", "914403001922038216"])("agree with %s", (code) => {
    expect(checkCharacter(code.slice(0, 17))).toBe(code.at(-1));
    expect(organisationCheck(code.slice(8, 16))).toBe(code.at(16));
  });
});
