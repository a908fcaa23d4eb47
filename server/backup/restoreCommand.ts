import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { openStore } from "../files/store.ts";
import { connectGraph } from "../graph/connection.ts";
import { beginLifetime, sentenceOf } from "../setup/lifetime.ts";
import { terminalProgress as progress } from "../setup/progress.ts";
import { verifyArchive } from "./archive.ts";
import { reachDatabase } from "./reach.ts";
import { restore } from "./restore.ts";
import { settleRestored } from "./trail.ts";

const usage = "用法：npm run restore -- 备份文件 [--again]（--again：清空上次没有完成的恢复，重新开始）";
const lifetime = beginLifetime();

try {
  const { file, again } = readCommand(process.argv.slice(2));
  const config = readConfig(process.env);
  await verifyArchive(file);
  const settings = await reachDatabase(config, lifetime, progress);
  const graph = connectGraph({ ...settings, deadlineMs: 60_000 });
  lifetime.onEnd(() => graph.close());
  const began = Date.now();
  const { nodes, relationships, contents, missing } = await restore(settings, graph, file, {
    again,
    files: await openStore(config.files.folder),
    settle: (tx, createdAt) => settleRestored(tx, file, createdAt),
  });
  process.stdout.write(
    `已恢复并核对：${nodes} 个节点，${relationships} 条关系，${contents - missing} 个文件${missing > 0 ? `（另有 ${missing} 个在备份时已经缺失或损坏）` : ""}，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒。所有登录、令牌、分享链接和未用的邀请已作废，请重新登录并按需重建。现在可以启动服务。\n`,
  );
  await lifetime.end(0);
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}

function readCommand(args: string[]): { file: string; again: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { again: { type: "boolean", default: false } },
    });
    const [file] = positionals;
    if (!file || positionals.length > 1) throw new Error("file");
    return { file, again: values.again };
  } catch (cause) {
    throw new AppError("BAD_INPUT", usage, { cause });
  }
}
