import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import { startEmbedded } from "../../server/graph/embedded.ts";
import { type DatabaseProgram, ensureDatabaseProgram } from "../../server/setup/program.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { ask } from "../support/graph.ts";
import { cacheFolder, quickJava } from "../support/machine.ts";
import { databasesIn, temporaryFolder } from "../support/processes.ts";

const mounted: string[] = [];

/** Mounts a disk of its own, or undefined where this user may not mount. */
function disk(options: string): string | undefined {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
    mounted.push(folder);
    return folder;
  } catch {
    return undefined;
  }
}
const mayMount = disk("size=1m") !== undefined;

afterAll(() => {
  for (const folder of mounted) execFileSync("umount", ["-l", folder]);
});

let program: DatabaseProgram;
const memory = { heapMb: 512, pageCacheMb: 64 };
beforeAll(async () => {
  program = await ensureDatabaseProgram(cacheFolder, terminalProgress);
});

/** Writes batches of 2,000 nodes until one fails; how many were acknowledged stands in `acknowledged`. */
function batchWriter(graph: Graph) {
  const writer = {
    acknowledged: 0,
    write: async (): Promise<void> => {
      await ask(graph, "UNWIND range(1, 2000) AS i CREATE (:Fill {batch: $batch, text: $text})", {
        batch: writer.acknowledged,
        text: "满".repeat(400),
      });
      writer.acknowledged += 1;
    },
    untilItFails: async (): Promise<void> => {
      for (let batch = 0; batch < 60; batch += 1) await writer.write();
    },
  };
  return writer;
}

/** Expects every acknowledged batch whole, and no part of another. */
async function expectKept(graph: Graph, acknowledged: number): Promise<void> {
  const rows = await ask(graph, "MATCH (f:Fill) RETURN f.batch AS batch, count(*) AS count ORDER BY batch");
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  expect(rows.every(({ count }) => count === 2000)).toBe(true);
}

it.runIf(!mayMount)("three tests of a full disk need the right to mount one", ({ skip }) =>
  skip("this user may not mount: run as root, or in a namespace of its own (unshare -rm)"),
);

// Without any right: the database may not write beyond so many bytes of a file, as if its disk ended there.
describe("a database that may write no further", () => {
  it("fails writes, keeps what was acknowledged, and works again when it may", async () => {
    const dataDir = join(temporaryFolder(), "data");
    const first = await startEmbedded({ dataDir, program, memory, javaOptions: quickJava });
    const graph = connectGraph({ ...first, deadlineMs: 20_000 });
    const writer = batchWriter(graph);
    await writer.write();
    for (const pid of await databasesIn(dataDir))
      execFileSync("prlimit", ["--pid", String(pid), `--fsize=${8 * 2 ** 20}`]);
    await expect(writer.untilItFails()).rejects.toThrow();
    await graph.close();
    await first.stop();
    expect(await databasesIn(dataDir)).toEqual([]);
    const again = await startEmbedded({ dataDir, program, memory, javaOptions: quickJava });
    const after = connectGraph(again);
    await expectKept(after, writer.acknowledged);
    await batchWriter(after).write();
    await after.close();
    await again.stop();
  });
});

describe.skipIf(!mayMount)("a data folder on a disk of its own", () => {
  it("on an almost full disk is refused before anything is written, with both figures", async () => {
    const dataDir = disk("size=40m") ?? "";
    await expect(startEmbedded({ dataDir, program, memory })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: `${dataDir} 所在磁盘的空间只剩 40 MB，至少需要 300 MB。请腾出空间，或用 LIANMENG_DATA 指定另一个目录。`,
    });
    const { blocks, bfree } = await statfs(dataDir);
    expect(blocks - bfree).toBeLessThan(2);
  });

  it("that may not be written is refused, and the sentence says so", async () => {
    const dataDir = disk("size=400m,ro") ?? "";
    await expect(startEmbedded({ dataDir, program, memory })).rejects.toThrow(
      `不能写入数据目录 ${dataDir}（EROFS）。请检查它的权限，或用 LIANMENG_DATA 指定另一个目录。`,
    );
  });

  it("that fills up while in use fails writes, keeps what was acknowledged, and works again with space", async () => {
    const dataDir = disk("size=330m") ?? "";
    const filler = join(dataDir, "filler");
    const first = await startEmbedded({ dataDir, program, memory, javaOptions: quickJava });
    const graph = connectGraph({ ...first, deadlineMs: 20_000 });
    const writer = batchWriter(graph);
    await writer.write();
    const { bavail, bsize } = await statfs(dataDir);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 6 * 2 ** 20)));
    await expect(writer.untilItFails()).rejects.toThrow();
    await graph.close();
    await first.stop();
    expect(await databasesIn(dataDir)).toEqual([]);
    writeFileSync(filler, "");
    const again = await startEmbedded({ dataDir, program, memory, javaOptions: quickJava, minFreeMb: 50 });
    const after = connectGraph(again);
    await expectKept(after, writer.acknowledged);
    await after.close();
    await again.stop();
  });
});
