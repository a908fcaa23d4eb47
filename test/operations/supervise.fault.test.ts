import { describe, expect, it } from "vitest";
import { z } from "zod";
import { connectGraph } from "../../server/graph/connection.ts";
import type { Query } from "../../server/graph/query.ts";
import { runningDatabase } from "../../server/graph/running.ts";
import { superviseEmbedded } from "../../server/graph/supervise.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { silentProgress } from "../../server/setup/progress.ts";
import { cacheFolder, quickJava } from "../support/machine.ts";
import { databasesIn, eventually, temporaryFolder } from "../support/processes.ts";

const none = z.object({});
const row = z.object({ count: z.int() });
const statement = (mode: "read" | "write", text: string): Query<typeof none, typeof row> => ({
  name: "test/kept",
  mode,
  params: none,
  row,
  text,
});
const keep = statement("write", "CREATE (:Kept) RETURN 1 AS count");
const count = statement("read", "MATCH (n:Kept) RETURN count(n) AS count");

describe("an embedded database that dies", () => {
  it("is started again on its port with what it was given, for the pool to find", async () => {
    const dataDir = temporaryFolder();
    const program = await ensureDatabaseProgram(cacheFolder, silentProgress);
    const said: string[] = [];
    const memory = { heapMb: 512, pageCacheMb: 64 };
    const database = await superviseEmbedded({
      dataDir,
      program,
      memory,
      javaOptions: quickJava,
      say: (line) => void said.push(line),
    });
    const graph = connectGraph({ ...database, deadlineMs: 60_000 });
    await graph.run(keep, {});
    expect((await runningDatabase(dataDir))?.uri).toBe(database.uri);
    const [first] = await databasesIn(dataDir);
    process.kill(first ?? 0, "SIGKILL");
    const answered = async (): Promise<boolean> =>
      graph.run(count, {}).then(
        ([found]) => found?.count === 1,
        () => false,
      );
    expect(await eventually(async () => said.includes("图数据库已恢复。"), 120_000)).toBe(true);
    expect(await eventually(answered, 30_000)).toBe(true);
    expect(await databasesIn(dataDir)).not.toContain(first);
    expect(said[0]).toContain("意外停止");
    await graph.close();
    await database.stop();
    expect(await databasesIn(dataDir)).toEqual([]);
    expect(await runningDatabase(dataDir)).toBeNull();
  });
});
