import { Table } from "antd";
import type { ColumnsType } from "antd/es/table";
import { quantity } from "../ui/format.ts";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { Nothing } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import type { Status } from "./health.ts";
import styles from "./StatusPage.module.css";

type Cost = Status["slowest"][number];

/** Milliseconds below one second, seconds above. */
const time = (ms: number): string =>
  ms < 1000 ? quantity(Number(ms.toPrecision(2)), "毫秒") : quantity(Math.round(ms / 100) / 10, "秒");

/** The statements that took most time in all since the server started. */
export function SlowStatements({ status }: { status: Status }) {
  const phone = usePhone();
  return (
    <Section
      title="最耗时的数据库语句"
      hint="服务启动以来，按总用时排列的前 10 个。“多数用时”是 95% 的执行不超过的时间。"
    >
      {status.slowest.length === 0 ? (
        <Nothing>还没有执行过语句。</Nothing>
      ) : phone ? (
        <Rows label="最耗时的数据库语句">
          {status.slowest.map((cost) => (
            <Row
              key={cost.name}
              title={cost.name}
              facts={[
                `共 ${time(cost.totalMs)}`,
                `执行 ${quantity(cost.count, "次")}`,
                cost.failed > 0 && `失败 ${quantity(cost.failed, "次")}`,
                `一般 ${time(cost.p50Ms)}`,
                `多数 ${time(cost.p95Ms)}`,
                `最长 ${time(cost.maxMs)}`,
              ]}
            />
          ))}
        </Rows>
      ) : (
        <Table
          className={styles.table}
          rowKey="name"
          dataSource={status.slowest}
          columns={columns}
          pagination={false}
          size="small"
        />
      )}
    </Section>
  );
}

const figure = (title: string, value: (cost: Cost) => string): ColumnsType<Cost>[number] => ({
  title,
  key: title,
  align: "right",
  render: (_, cost) => <span className={styles.figure}>{value(cost)}</span>,
});

const columns: ColumnsType<Cost> = [
  { title: "语句", dataIndex: "name", key: "name" },
  figure("总用时", ({ totalMs }) => time(totalMs)),
  figure("执行", ({ count }) => quantity(count, "次")),
  figure("失败", ({ failed }) => quantity(failed, "次")),
  figure("一般用时", ({ p50Ms }) => time(p50Ms)),
  figure("多数用时", ({ p95Ms }) => time(p95Ms)),
  figure("最长", ({ maxMs }) => time(maxMs)),
];
