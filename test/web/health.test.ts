import { describe, expect, test } from "vitest";
import { concernsOf, lasting, type Status } from "../../web/src/operations/health.ts";

const well: Status = {
  checkedAt: "2026-11-22T08:00:00Z",
  startedAt: "2026-11-20T04:00:00Z",
  runtime: "v20.19.0",
  memoryMb: 400,
  machineMemoryMb: 8000,
  machineFreeMb: 3000,
  requests: { running: 1, waiting: 0, refused: 0 },
  pool: { busy: 1, size: 50 },
  database: {
    version: "5.26.0",
    edition: "community",
    nodes: 10,
    relationships: 10,
    kinds: [],
    appliedMigrations: 5,
    pendingMigrations: 0,
    latestMigration: "020-write-gate",
    waitingAuditEvents: 2,
  },
  failure: null,
  embedder: "bge-small-zh",
  backupsKnown: true,
  lastBackup: { name: "lianmeng.gz", megabytes: 1.2, at: "2026-11-22T02:00:00Z" },
  slowest: [],
};

describe("the state of the installation", () => {
  test("has nothing to say when all is well", () => {
    expect(concernsOf(well)).toEqual([]);
  });

  test.each<[string, Partial<Status>, RegExp]>([
    ["a database that is away", { database: null, failure: "连接不上。" }, /数据库没有回应：连接不上/],
    ["no backup at all", { lastBackup: null }, /还没有备份/],
    [
      "a backup of the day before yesterday",
      { lastBackup: { name: "a", megabytes: 1, at: "2026-11-20T02:00:00Z" } },
      /2026-11-20 10:00，已超过一天/,
    ],
    ["a missing model", { embedder: null }, /向量模型/],
    ["a machine without memory", { machineFreeMb: 100 }, /100 MB/],
    ["a queue", { requests: { running: 48, waiting: 7, refused: 0 } }, /7 个请求在排队/],
  ])("says %s", (_, change, sentence) => {
    const concerns = concernsOf({ ...well, ...change });
    expect(concerns).toHaveLength(1);
    expect(concerns[0]).toMatch(sentence);
  });

  test("does not complain of backups that it cannot know", () => {
    expect(concernsOf({ ...well, backupsKnown: false, lastBackup: null })).toEqual([]);
  });

  test.each([
    ["2026-11-22T07:48:00Z", "12 分钟"],
    ["2026-11-22T03:30:00Z", "4 小时 30 分钟"],
    ["2026-11-19T04:00:00Z", "3 天 4 小时"],
  ])("says how long since %s", (from, words) => {
    expect(lasting(from, well.checkedAt)).toBe(words);
  });
});
