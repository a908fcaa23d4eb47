import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { openStore } from "../files/store.ts";
import { connectGraph } from "../graph/connection.ts";
import { beginLifetime, sentenceOf } from "../setup/lifetime.ts";
import { terminalProgress as progress } from "../setup/progress.ts";
import { backUp } from "./backup.ts";
import { backupsFolder } from "./lastBackup.ts";
import { refuseHalfRestored } from "./mark.ts";
import { reachDatabase } from "./reach.ts";
import { noteBackup } from "./trail.ts";

const usage = "用法：npm run backup [-- --to 文件] [--max-pause 秒]";
const lifetime = beginLifetime();

try {
  const command = readCommand(process.argv.slice(2));
  const config = readConfig(process.env);
  const settings = await reachDatabase(config, lifetime, progress);
  const graph = connectGraph(settings);
  lifetime.onEnd(() => graph.close());
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "");
  const file = command.to ?? join(backupsFolder(config.dataDir), `lianmeng-${stamp}Z.gz`);
  const began = Date.now();
  await refuseHalfRestored(graph);
  await noteBackup(graph, file);
  const result = await backUp(settings, graph, file, {
    maxPauseSeconds: command.maxPause,
    files: await openStore(config.files.folder),
  });
  const per100k = (result.pauseMs / Math.max(1, result.nodes)) * 100_000;
  process.stdout.write(
    `已备份到 ${result.file}：${result.nodes} 个节点，${result.relationships} 条关系，${result.contents - result.missing} 个文件，${(result.bytes / 2 ** 20).toFixed(1)} MB，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒；写入暂停 ${(result.pauseMs / 1000).toFixed(2)} 秒${result.way === "gate" ? `（每十万节点 ${(per100k / 1000).toFixed(1)} 秒）` : "（备份期间无人写入，没有停写）"}。请把文件复制到另一台机器。\n`,
  );
  if (result.missing > 0)
    process.stderr.write(
      `注意：有 ${result.missing} 个附件的内容缺失或损坏，没有备份。请检查 ${config.files.folder}。\n`,
    );
  await lifetime.end(0);
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}

function readCommand(args: string[]): { to: string | undefined; maxPause: number } {
  try {
    const { values } = parseArgs({
      args,
      options: { to: { type: "string" }, "max-pause": { type: "string", default: "60" } },
    });
    const maxPause = Number(values["max-pause"]);
    if (!Number.isInteger(maxPause) || maxPause < 1 || maxPause > 3600) throw new Error("max-pause");
    return { to: values.to, maxPause };
  } catch (cause) {
    throw new AppError("BAD_INPUT", usage, { cause });
  }
}
