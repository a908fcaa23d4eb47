import fc from "fast-check";
import { expect, test } from "vitest";
import { byScore, type InviteeFacts, scoreOf } from "../../server/investment/invitees.ts";

const firm = (id: string, known: Partial<InviteeFacts> = {}): InviteeFacts => ({
  id,
  name: id,
  scale: null,
  tags: [],
  stands: true,
  makes: [],
  wantedHere: 0,
  ties: [],
  ...known,
});

test("a firm whose products are used here and whom a member knows comes before one that merely stands there", () => {
  const order = byScore([
    firm("stands"),
    firm("large", { scale: "large", tags: ["专精特新"] }),
    firm("known", { makes: ["隔膜"], wantedHere: 1, ties: [{ alliance: "新能源联盟" }] }),
  ]);
  expect(order.map(({ id }) => id)).toEqual(["known", "large", "stands"]);
});

test("no reason makes a firm less likely, and no score reaches one", () => {
  const any = fc.record({
    stands: fc.boolean(),
    makes: fc.array(fc.string(), { maxLength: 6 }),
    wantedHere: fc.nat(6),
    ties: fc.array(fc.record({ alliance: fc.option(fc.string()) }), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(any, (known) => {
      const score = scoreOf(firm("a", known));
      expect(score).toBeLessThan(1);
      expect(scoreOf(firm("a", { ...known, wantedHere: known.wantedHere + 1 }))).toBeGreaterThanOrEqual(
        score,
      );
      expect(
        scoreOf(firm("a", { ...known, ties: [...known.ties, { alliance: "a" }] })),
      ).toBeGreaterThanOrEqual(score);
      expect(scoreOf(firm("a", { ...known, scale: "large" }))).toBeGreaterThan(score);
    }),
  );
});
