import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const severities = ["info", "low", "moderate", "high", "critical"] as const;
const grave: ReadonlySet<string> = new Set(["high", "critical"]);

/** The part of npm's report that says something; anything else is no report. */
const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.enum(severities),
      range: z.string(),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string().optional() })])),
      fixAvailable: z.unknown(),
    }),
  ),
  metadata: z.object({ dependencies: z.object({ total: z.number().min(1) }) }),
});

export interface Verdict {
  /** 0: nothing grave is known; 1: something is; 2: nobody could be asked, which is no pass. */
  code: 0 | 1 | 2;
  /** Chinese, for the person at the terminal. */
  text: string;
}

const notAsked = (why: string): Verdict => ({
  code: 2,
  text: `依赖没有审计：${why}这不算通过。请在能访问软件包登记处审计接口的机器上再运行 npm run audit:dependencies。`,
});

/** What npm's answer comes to. An answer without a report, of whatever kind, is no pass. */
export function judgeAudit(output: string): Verdict {
  let parsed: unknown;
  try {
    parsed = JSON.parse(output);
  } catch {
    return notAsked("npm 没有给出可读的结果。");
  }
  const report = reportSchema.safeParse(parsed);
  if (!report.success) {
    const { statusCode } = (parsed ?? {}) as { statusCode?: unknown };
    const answered = typeof statusCode === "number" ? `（它回答 ${statusCode}）` : "";
    return notAsked(`登记处的审计接口不可用${answered}。`);
  }
  const { vulnerabilities, metadata } = report.data;
  const found = Object.entries(vulnerabilities).sort(
    ([, a], [, b]) => severities.indexOf(b.severity) - severities.indexOf(a.severity),
  );
  const lines = found.map(([name, { severity, range, via, fixAvailable }]) => {
    const reasons = via.map((reason) =>
      typeof reason === "string" ? `经由 ${reason}` : [reason.title, reason.url].filter(Boolean).join(" "),
    );
    return `  ${severity}  ${name} ${range}：${reasons.join("；")}${fixAvailable ? "（已有修复版本）" : ""}`;
  });
  const serious = found.filter(([, { severity }]) => grave.has(severity)).length;
  const asked = `已审计 ${metadata.dependencies.total} 个依赖`;
  if (serious > 0)
    return { code: 1, text: [`${asked}，其中 ${serious} 个有高危或严重漏洞，请升级：`, ...lines].join("\n") };
  const rest = lines.length > 0 ? `，另有 ${lines.length} 个较轻的问题：` : "。";
  return { code: 0, text: [`${asked}，没有已知的高危或严重漏洞${rest}`, ...lines].join("\n") };
}

/** Asks the registry that npm is set up for about every package in the lock file that an installation runs. */
export function auditDependencies(checkout: string, env: NodeJS.ProcessEnv = process.env): Promise<Verdict> {
  const args = [
    "audit",
    "--omit=dev",
    "--json",
    "--package-lock-only",
    "--offline=false",
    "--fetch-retries=1",
  ];
  // npm's own exit code says 1 for both, a finding and a registry that does not answer.
  return new Promise((resolve) =>
    execFile(
      "npm",
      args,
      { cwd: checkout, env, timeout: 120_000, maxBuffer: 64 * 2 ** 20 },
      (error, stdout) =>
        resolve(
          (error as NodeJS.ErrnoException | null)?.code === "ENOENT"
            ? notAsked("找不到 npm 命令。")
            : judgeAudit(stdout),
        ),
    ),
  );
}

// `npm run audit:dependencies`
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const verdict = await auditDependencies(fileURLToPath(new URL("../..", import.meta.url)));
  process[verdict.code === 0 ? "stdout" : "stderr"].write(`${verdict.text}\n`);
  process.exitCode = verdict.code;
}
