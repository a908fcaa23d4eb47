import { ReloadOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ManagePage } from "../identity/ManagePage.tsx";
import { useMay } from "../identity/session.tsx";
import { instant, quantity } from "../ui/format.ts";
import { Section } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import { installationStatusDocument } from "./documents.ts";
import { concernsOf, kindWords, lasting, type Status } from "./health.ts";
import { SlowStatements } from "./SlowStatements.tsx";
import styles from "./StatusPage.module.css";

/** 系统状态: whether all is well, and the numbers behind it. */
export function StatusPage() {
  const may = useMay("manageSettings");
  const answer = useQueryDocument(installationStatusDocument, {}, { enabled: may });
  return (
    <ManagePage
      to="/status"
      question="服务和数据库是否正常，有没有要处理的事"
      actions={
        <Button
          icon={<ReloadOutlined aria-hidden />}
          loading={answer.isFetching && !answer.isPending}
          onClick={() => void answer.refetch()}
        >
          刷新
        </Button>
      }
    >
      <Part query={answer} loading={<LoadingRows rows={12} />}>
        {({ installationStatus }) => <StatusSheets status={installationStatus} />}
      </Part>
    </ManagePage>
  );
}

function StatusSheets({ status }: { status: Status }) {
  return (
    <>
      <Verdict status={status} />
      <div className={styles.sheets}>
        <Section title="服务">
          <Facts rows={serviceRows(status)} />
        </Section>
        <Section title="数据库">
          {status.database ? <Facts rows={databaseRows(status.database)} /> : <p>{status.failure}</p>}
        </Section>
        <Section title="备份与审计">
          <Facts rows={safetyRows(status)} />
        </Section>
      </div>
      {status.database && (
        <Section title="数据量">
          <dl className={styles.counts}>
            {status.database.kinds.map(({ kind, count }) => {
              const [word, unit] = kindWords[kind] ?? [kind, "个"];
              return (
                <div key={kind}>
                  <dt>{word}</dt>
                  <dd>{quantity(count, unit)}</dd>
                </div>
              );
            })}
          </dl>
        </Section>
      )}
      <SlowStatements status={status} />
    </>
  );
}

/** All is well, or what is to be done. */
function Verdict({ status }: { status: Status }) {
  const concerns = concernsOf(status);
  const at = `${instant(status.checkedAt)} 查看`;
  if (concerns.length === 0)
    return <Alert type="success" showIcon title={`一切正常，没有要处理的事（${at}）`} />;
  return (
    <Alert
      type={status.database ? "warning" : "error"}
      showIcon
      title={`有 ${concerns.length} 件事要处理`}
      description={
        <>
          <ul className={styles.concerns}>
            {concerns.map((concern) => (
              <li key={concern}>{concern}</li>
            ))}
          </ul>
          {at}
        </>
      }
    />
  );
}

type FactRow = readonly [term: string, value: ReactNode];

const Facts = ({ rows }: { rows: readonly FactRow[] }) => (
  <dl className={styles.facts}>
    {rows.map(([term, value]) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const serviceRows = (status: Status): FactRow[] => [
  ["已运行", `${lasting(status.startedAt, status.checkedAt)}（${instant(status.startedAt)} 启动）`],
  ["服务占用内存", quantity(status.memoryMb, "MB")],
  ["机器空闲内存", `${quantity(status.machineFreeMb, "MB")}，共 ${quantity(status.machineMemoryMb, "MB")}`],
  [
    "正在处理",
    `${quantity(status.requests.running, "个请求")}，${quantity(status.requests.waiting, "个")}排队`,
  ],
  ["因太忙拒绝", `${quantity(status.requests.refused, "次")}（启动以来）`],
  ["数据库连接", `在用 ${status.pool.busy} 个，最多 ${quantity(status.pool.size, "个")}`],
  ["运行环境", `Node.js ${status.runtime.replace(/^v/, "")}`],
];

const databaseRows = (database: NonNullable<Status["database"]>): FactRow[] => [
  ["连接", "正常"],
  ["版本", `Neo4j ${database.version}（${database.edition === "community" ? "社区版" : database.edition}）`],
  ["节点", quantity(database.nodes, "个")],
  ["关系", quantity(database.relationships, "条")],
  [
    "结构升级",
    `已执行 ${quantity(database.appliedMigrations, "项")}，待执行 ${quantity(database.pendingMigrations, "项")}`,
  ],
  ["最新一项", database.latestMigration],
];

const safetyRows = ({ lastBackup, backupsKnown, database, embedder }: Status): FactRow[] => [
  ["最近备份", lastBackup ? instant(lastBackup.at) : backupsKnown ? "没有" : "暂无数据"],
  ...(lastBackup
    ? ([
        ["备份大小", quantity(lastBackup.megabytes, "MB")],
        ["文件", lastBackup.name],
      ] as FactRow[])
    : []),
  ["等待封存", database ? quantity(database.waitingAuditEvents, "条审计记录") : "暂无数据"],
  ["文本向量模型", embedder ?? "没有"],
];
