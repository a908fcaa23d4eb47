import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startMeter } from "../../server/operations/statements.ts";

describe("what statements cost", () => {
  it("puts the most expensive in all first, and counts failures", () => {
    const meter = startMeter();
    for (let run = 0; run < 100; run += 1) meter.record("lists/often", 2, run === 0);
    meter.record("explore/once", 90, false);
    const report = meter.report();
    expect(report.map(({ name, count, failed }) => [name, count, failed])).toEqual([
      ["lists/often", 100, 1],
      ["explore/once", 1, 0],
    ]);
    expect(report[1]?.maxMs).toBe(90);
  });

  it("states quantiles at most a tenth above the true ones, and never beyond the longest run", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 20_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (times) => {
          const meter = startMeter();
          for (const ms of times) meter.record("a", ms, false);
          const sorted = [...times].sort((a, b) => a - b);
          const [cost] = meter.report();
          for (const [q, stated] of [
            [0.5, cost?.p50Ms],
            [0.95, cost?.p95Ms],
          ] as const) {
            const truth = sorted[Math.ceil(times.length * q) - 1] ?? 0;
            expect(stated).toBeGreaterThanOrEqual(truth * 0.99 - 0.01);
            expect(stated).toBeLessThanOrEqual(truth * 1.11 + 0.01);
          }
          expect(cost?.p95Ms).toBeLessThanOrEqual(cost?.maxMs ?? 0);
        },
      ),
    );
  });
});
