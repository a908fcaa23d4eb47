import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RingInput, ringLayout, spacing } from "../../web/src/canvas/layouts/rings.ts";
import { distance, type Point } from "../../web/src/canvas/types.ts";

/** An alliance with `members` organisations over `alliances` chain alliances and `firms` firms dealt out unevenly. */
function input(alliances: number, members: number, firms: number): RingInput {
  const allianceIds = Array.from({ length: alliances }, (_, i) => `a${i}`);
  const memberIds = Array.from({ length: members }, (_, i) => `m${i}`);
  return {
    hubId: "hub",
    allianceIds,
    members: memberIds.map((id, i) => ({ id, allianceId: allianceIds[i % alliances] })),
    enterprises: Array.from({ length: firms }, (_, i) => ({
      id: `e${i}`,
      // Most firms at the first members, as in a real alliance.
      memberId: memberIds[Math.floor(((i * i) % (firms + 1)) / ((firms + 1) / Math.max(1, members)))],
    })),
    chains: allianceIds.map((a) => ({ id: `c-${a}`, allianceId: a })),
    context: allianceIds.flatMap((a) =>
      Array.from({ length: 14 }, (_, i) => ({ id: `p-${a}-${i}`, allianceId: a, column: Math.floor(i / 3) })),
    ),
    people: allianceIds.flatMap((a) => [0, 1].map((i) => ({ id: `person-${a}-${i}`, allianceId: a }))),
  };
}

const size = (p: Point): number => Math.hypot(p.x, p.y);

function closest(positions: Map<string, Point>): { pair: [string, string]; apart: number } {
  const all = [...positions];
  let best: { pair: [string, string]; apart: number } = { pair: ["", ""], apart: Number.POSITIVE_INFINITY };
  all.forEach(([id, point], i) => {
    for (const [other, at] of all.slice(i + 1)) {
      const apart = distance(point, at);
      if (apart < best.apart) best = { pair: [id, other], apart };
    }
  });
  return best;
}

const at = (positions: Map<string, Point>, id: string): Point => {
  const point = positions.get(id);
  if (!point) throw new Error(`${id} has no place`);
  return point;
};

describe("the rings of 1+3+N", () => {
  test("a chain stands on the alliances' ring beside its own", () => {
    const { positions, radii } = ringLayout(input(3, 30, 60));
    for (const alliance of ["a0", "a1", "a2"]) {
      const chain = at(positions, `c-${alliance}`);
      expect(size(chain)).toBeCloseTo(radii.alliances, 6);
      expect(distance(chain, at(positions, alliance))).toBeLessThanOrEqual(spacing.chain);
    }
  });

  test("lines from one chain position to the next stay outside the firms", () => {
    const { positions, radii } = ringLayout(input(3, 30, 60));
    for (const [from, to] of [
      [0, 3],
      [3, 6],
      [6, 9],
      [0, 13],
    ] as const) {
      const [a, b] = [at(positions, `p-a1-${from}`), at(positions, `p-a1-${to}`)];
      expect(size({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })).toBeGreaterThan(radii.enterprises);
    }
  });

  test("everything has a place and nothing lies upon anything else, however many there are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 400 }),
        (a, m, e) => {
          const given = input(a, m, m === 0 ? 0 : e);
          const { positions } = ringLayout(given);
          const wanted =
            1 +
            a +
            m +
            given.enterprises.length +
            given.chains.length +
            given.context.length +
            given.people.length;
          expect(positions.size).toBe(wanted);
          expect(closest(positions).apart).toBeGreaterThan(spacing.enterprise * 0.9);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("300 firms of 60 members stay on a sheet that a screen can show", () => {
    const { positions } = ringLayout(input(3, 60, 300));
    const radius = Math.max(...[...positions.values()].map(size));
    // At 900 px height that is a zoom of 0.5: firms of 14 px stay larger than 6 px.
    expect(radius).toBeLessThan(900);
  });

  test("the hub is in the middle, alliances around it, members outside them, firms outside the members", () => {
    const given = input(3, 40, 120);
    const { positions } = ringLayout(given);
    expect(at(positions, "hub")).toEqual({ x: 0, y: 0 });
    const alliance = Math.max(...given.allianceIds.map((id) => size(at(positions, id))));
    const members = given.members.map(({ id }) => size(at(positions, id)));
    const firms = given.enterprises.map(({ id }) => size(at(positions, id)));
    expect(Math.min(...members)).toBeGreaterThan(alliance + 50);
    expect(Math.min(...firms)).toBeGreaterThan(Math.max(...members) + 50);
  });

  test("the members of an alliance stand together, with their alliance in their midst", () => {
    const given = input(3, 45, 150);
    const { positions } = ringLayout(given);
    const angle = (id: string): number => Math.atan2(at(positions, id).y, at(positions, id).x);
    const own = [...given.members, ...given.allianceIds.map((id) => ({ id, allianceId: id }))];
    const around = own.sort((a, b) => angle(a.id) - angle(b.id)).map(({ allianceId }) => allianceId);
    // Once around the ring the alliance changes as often as there are alliances: no sector is mixed with another.
    expect(around.filter((id, i) => id !== around[(i + 1) % around.length])).toHaveLength(3);
  });

  test("the same input gives the same places", () => {
    expect(ringLayout(input(3, 30, 90))).toEqual(ringLayout(input(3, 30, 90)));
  });

  test("members without an alliance of the ring get a sector of their own", () => {
    const given = input(2, 4, 0);
    const { positions } = ringLayout({
      ...given,
      members: [...given.members, { id: "free" }, { id: "far", allianceId: "elsewhere" }],
    });
    expect(positions.has("free") && positions.has("far")).toBe(true);
    expect(closest(positions).apart).toBeGreaterThan(spacing.enterprise);
  });
});
