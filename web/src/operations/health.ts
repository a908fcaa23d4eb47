import type { InstallationStatusQuery } from "../generated/graphql.ts";
import { instant } from "../ui/format.ts";

export type Status = InstallationStatusQuery["installationStatus"];

/** A backup older than this is worth a word. */
const oldBackupMs = 26 * 3_600_000;
/** Events are sealed within seconds: so many waiting mean that it has stopped. */
const manyWaiting = 100;

/** What somebody should do something about, each as a sentence; empty when all is well. */
export function concernsOf(status: Status): string[] {
  const { database, lastBackup, machineFreeMb, machineMemoryMb, requests, pool } = status;
  const age = lastBackup ? Date.parse(status.checkedAt) - Date.parse(lastBackup.at) : 0;
  const concerns: [boolean, string][] = [
    [!database, `数据库没有回应：${status.failure ?? "请查看服务日志"}`],
    [
      (database?.pendingMigrations ?? 0) > 0,
      `有 ${database?.pendingMigrations} 项数据库结构升级还没有执行，请重新启动服务。`,
    ],
    [
      (database?.waitingAuditEvents ?? 0) > manyWaiting,
      `有 ${database?.waitingAuditEvents} 条审计记录等待封存，封存可能已经停止，请查看服务日志。`,
    ],
    [status.backupsKnown && !lastBackup, "还没有备份。请运行 npm run backup，并把文件复制到另一台机器。"],
    [
      age > oldBackupMs,
      `最近一次备份在 ${instant(lastBackup?.at)}，已超过一天。请运行 npm run backup，并检查每夜的计划任务。`,
    ],
    [!status.embedder, "没有文本向量模型，推荐匹配不比较语义。请检查网络后重新启动服务，它会自动取回。"],
    [
      machineFreeMb < machineMemoryMb * 0.05,
      `这台机器只剩 ${machineFreeMb} MB 内存，请关闭别的程序或增加内存。`,
    ],
    [requests.waiting > 0, `有 ${requests.waiting} 个请求在排队，服务正忙。`],
    [pool.busy >= pool.size, "数据库连接全部在用，新的请求要等待。"],
  ];
  return concerns.flatMap(([holds, sentence]) => (holds ? [sentence] : []));
}

/** How long something has lasted: 3 天 4 小时, 12 分钟. */
export function lasting(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours < 1) return `${minutes} 分钟`;
  if (hours < 48) return `${hours} 小时 ${minutes % 60} 分钟`;
  return `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`;
}

/** Kinds of record as the page names them, with the unit of their number. */
export const kindWords: Record<string, [word: string, unit: string]> = {
  Enterprise: ["企业", "家"],
  PartyOrganization: ["党组织", "个"],
  Alliance: ["联盟", "个"],
  IndustryChain: ["产业链", "条"],
  ChainPosition: ["链位", "个"],
  Product: ["产品", "种"],
  Demand: ["需求", "条"],
  Resource: ["资源", "条"],
  PublishedProject: ["服务项目", "个"],
  Match: ["对接记录", "条"],
  Account: ["账号", "个"],
  AuditEvent: ["审计记录", "条"],
  Example: ["其中示例", "个"],
};
