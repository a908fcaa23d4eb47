import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { openPool } from "../../server/graph/pool.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const settings = { uri: "bolt://127.0.0.1:1", user: "neo4j", password: "unused" };

it("keeps no results of calls that have ended", async () => {
  const pool = openPool(settings, 1000);
  let gone = 0;
  const seen = new FinalizationRegistry(() => {
    gone += 1;
  });
  const ask = async (): Promise<void> => {
    const result = await pool.underDeadline(1000, async () => ({ rows: new Array(1000).fill("row") }));
    seen.register(result, undefined);
  };
  for (let at = 0; at < 50; at += 1) await ask();
  for (let tries = 0; tries < 20 && gone < 45; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
  expect(gone).toBeGreaterThanOrEqual(45);
  await pool.close();
});

it("ends calls under way with one sentence when it closes", async () => {
  const pool = openPool(settings, 1000);
  const waiting = pool.underDeadline(60_000, () => new Promise(() => undefined));
  const told = expect(waiting).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await pool.close();
  await told;
});
