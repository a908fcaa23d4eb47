import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { badInput } from "../errors.ts";
import { openGraph } from "../open.ts";
import { beginLifetime, sentenceOf } from "../setup/lifetime.ts";
import { terminalProgress } from "../setup/progress.ts";
import type { ChainEnd } from "./auditChain.ts";
import { verifyAudit } from "./verifyAudit.ts";

/** `npm run audit:verify [-- --anchor SEQ:HASH]`: exit code 0 when the trail is whole, 1 when not. */
const lifetime = beginLifetime();

try {
  const anchor = readAnchor(process.argv.slice(2));
  const graph = await openGraph(readConfig(process.env), lifetime, terminalProgress);
  const report = await verifyAudit(graph, anchor);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (report.problem) process.stderr.write(`审计记录不完整：${report.problem}\n`);
  await lifetime.end(report.problem ? 1 : 0);
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}

function readAnchor(args: string[]): ChainEnd | undefined {
  const { values } = parseArgs({ args, options: { anchor: { type: "string" } } });
  if (values.anchor === undefined) return undefined;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(values.anchor) ?? [];
  if (!seq || !hash) throw badInput("用法：npm run audit:verify [-- --anchor 序号:哈希]");
  return { seq: Number(seq), hash };
}
