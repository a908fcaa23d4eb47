import { describe, expect, it } from "vitest";
import { jittered, withRetries } from "../../server/graph/retry.ts";

const soon = { attempts: 4, pauseMs: 1, until: Date.now() + 60_000 };

/** Work that fails so many times before it succeeds, counting its tries. */
function failing(times: number) {
  const work = Object.assign(
    async () => {
      work.tries += 1;
      if (work.tries <= times) throw new Error(`try ${work.tries}`);
      return work.tries;
    },
    { tries: 0 },
  );
  return work;
}

describe("trying again", () => {
  it("repeats what passes, and gives the result", async () => {
    expect(await withRetries(soon, () => true, failing(3))).toBe(4);
  });

  it("gives up after its tries with the last failure", async () => {
    const work = failing(9);
    await expect(withRetries(soon, () => true, work)).rejects.toThrow("try 4");
    expect(work.tries).toBe(4);
  });

  it("does not repeat what must not be repeated", async () => {
    const work = failing(1);
    await expect(withRetries(soon, () => false, work)).rejects.toThrow("try 1");
    expect(work.tries).toBe(1);
  });

  it("starts nothing that would begin after the deadline", async () => {
    const work = failing(9);
    const late = { attempts: 100, pauseMs: 40, until: Date.now() + 100 };
    await expect(withRetries(late, () => true, work)).rejects.toThrow();
    expect(work.tries).toBeLessThan(6);
  });

  it("spreads its pauses between half and the whole", () => {
    const pauses = Array.from({ length: 500 }, () => jittered(100));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(100);
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(30);
  });
});
