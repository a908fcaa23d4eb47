import { Checkbox, Table, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { ExampleBadge, LongName, SourceLink, UrgentBadge } from "../ui/bits.tsx";
import { instant, unknown } from "../ui/format.ts";
import { entryStates, visibilities } from "../ui/words.ts";
import type { ColumnKey } from "./columns.ts";
import type { EntryView } from "./entry.ts";
import type { ListView } from "./filters.ts";
import styles from "./ListsPage.module.css";

/** Which entries are selected, by their ids. */
export interface Selection {
  ids: readonly string[];
  onChange: (ids: readonly string[]) => void;
  most: number;
}

interface EntryRowsProps {
  entries: EntryView[];
  view: ListView;
  columns: readonly ColumnKey[];
  selection: Selection;
}

const isShown = (columns: readonly ColumnKey[], key: unknown): boolean =>
  key === "title" || (columns as readonly unknown[]).includes(key);

/** The table of a list, with the columns that were chosen. */
export function EntryRows({ entries, view, columns, selection }: EntryRowsProps) {
  const demand = view.tab === "demands";
  const all: ColumnsType<EntryView> = [
    {
      title: demand ? "需求" : view.tab === "projects" ? "服务项目" : "资源",
      key: "title",
      render: (_, e) => <TitleCell entry={e} />,
    },
    {
      title: demand ? "提出单位" : "提供单位",
      key: "owner",
      width: 224,
      render: (_, e) => <Owner entry={e} />,
    },
    { title: "类别", key: "category", width: 110, render: (_, e) => e.category ?? <Unknown /> },
    {
      title: demand ? "数量" : "余量",
      key: "amount",
      width: 110,
      align: "right",
      render: (_, e) => <Value value={e.amount} wraps />,
    },
    {
      title: demand ? "需要时间" : "可用时间",
      key: "window",
      width: 200,
      render: (_, e) => <Value value={e.window} />,
    },
    { title: "谁能看到", key: "visibility", width: 100, render: (_, e) => visibilities[e.visibility] },
    {
      title: "更新时间",
      key: "updated",
      width: 150,
      render: (_, e) => <Value value={e.updatedAt ? instant(e.updatedAt) : unknown} />,
    },
    { title: "来源", key: "source", width: 150, render: (_, e) => <Origin entry={e} /> },
  ];
  return (
    <Table
      rowKey="id"
      dataSource={entries}
      columns={all.filter(({ key }) => isShown(columns, key))}
      rowSelection={{
        selectedRowKeys: [...selection.ids],
        preserveSelectedRowKeys: false,
        columnWidth: 44,
        onChange: (keys) => selection.onChange(keys.map(String).slice(0, selection.most)),
        // The table repeats its head where nobody sees it: a box there would be reached by keyboard. A button selects all.
        hideSelectAll: true,
        getCheckboxProps: (entry) => ({ "aria-label": `选中“${entry.title}”` }) as object,
      }}
      pagination={false}
      size="middle"
      tableLayout="fixed"
      scroll={{ x: 960 }}
    />
  );
}

/** The entries of a list on a phone. */
export function EntryCards({ entries, selection }: { entries: EntryView[]; selection: Selection }) {
  const { ids, onChange, most } = selection;
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...ids, id].slice(0, most) : ids.filter((one) => one !== id));
  return (
    <ul className={styles.cards}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.card}>
          <div className={styles.cardHead}>
            <Checkbox
              className={styles.pick}
              checked={ids.includes(entry.id)}
              aria-label={`选中“${entry.title}”`}
              onChange={({ target }) => toggle(entry.id, target.checked)}
            />
            <TitleCell entry={entry} />
          </div>
          <dl>
            {cardFacts(entry).map(([term, value]) => (
              <Fragment key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </Fragment>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** What is known of an entry: a card is too small to say three times that nothing is. */
function cardFacts(entry: EntryView): [term: string, value: ReactNode][] {
  return [
    ...(entry.owner ? [["单位", <Owner key="owner" entry={entry} />] as [string, ReactNode]] : []),
    ...(entry.amount === unknown
      ? []
      : [["数量", <Value key="amount" value={entry.amount} wraps />] as [string, ReactNode]]),
    ...(entry.window === unknown
      ? []
      : [["时间", <Value key="window" value={entry.window} />] as [string, ReactNode]]),
    ["来源", <Origin key="origin" entry={entry} />],
  ];
}

function TitleCell({ entry }: { entry: EntryView }) {
  return (
    <div className={styles.entry}>
      <span>
        <Link className={styles.title} to={entry.path}>
          {entry.title}
        </Link>
        <span className={styles.tags}>
          <UrgentBadge urgent={entry.urgent} />
          {entry.state !== "published" && <Tag>{entryStates[entry.state]}</Tag>}
          <ExampleBadge example={entry.example} />
        </span>
      </span>
      {entry.text && (
        <span className={styles.text} title={entry.text}>
          {entry.text}
        </span>
      )}
    </div>
  );
}

function Owner({ entry }: { entry: EntryView }) {
  if (!entry.owner) return <Unknown />;
  return (
    <Link to={`/n/${encodeURIComponent(entry.owner.id)}`}>
      <LongName name={entry.owner.name} max={14} />
    </Link>
  );
}

function Origin({ entry }: { entry: EntryView }) {
  if (entry.example) return <span className={styles.quiet}>演示生成</span>;
  if (entry.source) return <SourceLink source={entry.source} brief />;
  return <span className={styles.quiet}>本系统录入</span>;
}

/** `wraps`: a unit can be longer than its column; days stay in one line. */
const Value = ({ value, wraps = false }: { value: string; wraps?: boolean }) =>
  value === unknown ? <Unknown /> : <span className={wraps ? styles.amount : styles.numeric}>{value}</span>;

/** A table whose every other cell says 暂无数据 is hard to read: a dash is seen, the words are heard. */
const Unknown = () => (
  <span role="img" aria-label={unknown} title={unknown} className={styles.quiet}>
    —
  </span>
);
