import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trackFirstRuns } from "../../server/graph/firstRuns.ts";

const later = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));

describe("the first run of a statement", () => {
  it("goes alone, whoever else asks for it; afterwards all go together", async () => {
    const runs = trackFirstRuns(5000);
    let [now, most] = [0, 0];
    const work = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await later(5, undefined);
      now -= 1;
    };
    const first = runs.pass("list", work);
    const others = [1, 2, 3].map(() => runs.pass("list", work));
    await first;
    expect(most).toBe(1);
    await Promise.all(others);
    expect(most).toBe(3);
    runs.forget();
    most = 0;
    const again = runs.pass("list", work);
    const behind = runs.pass("list", work);
    await again;
    expect(most).toBe(1);
    await behind;
  });

  it("gives each caller the result of its own work, and the next one the lead where it failed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ name: fc.constantFrom("a", "b"), fails: fc.boolean(), ms: fc.nat({ max: 3 }) }),
          {
            maxLength: 12,
          },
        ),
        async (calls) => {
          const runs = trackFirstRuns(1000);
          const results = await Promise.allSettled(
            calls.map(({ name, fails, ms }, at) =>
              runs.pass(name, async () => {
                await later(ms, undefined);
                if (fails) throw new Error(String(at));
                return at;
              }),
            ),
          );
          expect(results.map(({ status }) => status === "rejected")).toEqual(calls.map(({ fails }) => fails));
          results.forEach((result, at) => {
            expect(result.status === "fulfilled" ? result.value : Number(result.reason.message)).toBe(at);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("holds nobody longer than its patience", async () => {
    const runs = trackFirstRuns(20);
    const stuck = runs.pass("list", () => later(400, "slow"));
    expect(await Promise.race([runs.pass("list", () => later(0, "on")), stuck])).toBe("on");
    await stuck;
  });
});
