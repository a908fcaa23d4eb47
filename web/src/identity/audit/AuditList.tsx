import { Button, Table } from "antd";
import type { ColumnsType } from "antd/es/table";
import { useState } from "react";
import { Link } from "react-router";
import { instant } from "../../ui/format.ts";
import { Failed, LoadingRows, Nothing } from "../../ui/states.tsx";
import { useMedia } from "../../ui/useMedia.ts";
import { useMay } from "../session.tsx";
import { AuditChange } from "./AuditChange.tsx";
import styles from "./AuditPage.module.css";
import { actionWord, targetKinds } from "./auditWords.ts";
import { pageSize, useAuditEvents } from "./useAuditEvents.ts";
import { useNames } from "./useNames.ts";
import { type AuditEvent, type AuditView, isNarrowed, targetName, targetPath, unnamed } from "./view.ts";

interface AuditListProps {
  view: AuditView;
  /** Narrows the list to one person or thing. */
  onNarrow: (changes: Record<string, string>) => void;
}

/** The events of a view, newest first; each unfolds to what it changed. */
export function AuditList({ view, onNarrow }: AuditListProps) {
  const narrow = useMedia("(max-width: 1023px)");
  const { pages, events, total } = useAuditEvents(view);
  const names = useNames(unnamed(events ?? []));
  if (!events)
    return pages.error ? (
      <Failed error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <LoadingRows rows={10} />
    );
  if (events.length === 0)
    return (
      <Nothing>
        {isNarrowed(view)
          ? "没有符合条件的记录。可减少筛选条件。"
          : "还没有记录。登录、授权和每一次修改都会记在这里。"}
      </Nothing>
    );
  return (
    <div aria-busy={pages.isPlaceholderData}>
      {narrow ? (
        <Cards events={events} names={names} onNarrow={onNarrow} />
      ) : (
        <EventTable events={events} names={names} onNarrow={onNarrow} />
      )}
      <div className={styles.foot}>
        <span aria-live="polite">
          已显示 {events.length} / {total} 条
        </span>
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            再显示 {Math.min(pageSize, total - events.length)} 条
          </Button>
        )}
      </div>
    </div>
  );
}

interface EventsProps {
  events: AuditEvent[];
  names: ReadonlyMap<string, string>;
  onNarrow: AuditListProps["onNarrow"];
}

function EventTable({ events, names, onNarrow }: EventsProps) {
  const columns: ColumnsType<AuditEvent> = [
    {
      title: "时间",
      key: "at",
      width: 150,
      render: (_, event) => <span className={styles.numeric}>{instant(event.at)}</span>,
    },
    { title: "谁", dataIndex: "actorName", width: 200 },
    { title: "做了什么", key: "action", width: 200, render: (_, event) => actionWord(event.action) },
    { title: "对象", key: "target", render: (_, event) => <Target event={event} names={names} /> },
    {
      title: "来自",
      key: "address",
      width: 150,
      render: (_, { address }) => <span className={styles.quiet}>{address ?? "—"}</span>,
    },
  ];
  return (
    <Table
      rowKey="id"
      dataSource={events}
      columns={columns}
      pagination={false}
      size="middle"
      tableLayout="fixed"
      expandable={{
        columnWidth: 44,
        expandedRowRender: (event) => <AuditChange event={event} onNarrow={onNarrow} />,
      }}
    />
  );
}

function Cards({ events, names, onNarrow }: EventsProps) {
  const [open, setOpen] = useState<string>();
  return (
    <ul className={styles.cards}>
      {events.map((event) => (
        <li key={event.id} className={styles.card}>
          <span className={styles.action}>{actionWord(event.action)}</span>
          <Target event={event} names={names} />
          <span className={styles.quiet}>
            {event.actorName} · {instant(event.at)}
          </span>
          <Button
            size="small"
            className={styles.unfold}
            aria-expanded={open === event.id}
            onClick={() => setOpen(open === event.id ? undefined : event.id)}
          >
            {open === event.id ? "收起" : "详情"}
          </Button>
          {open === event.id && <AuditChange event={event} onNarrow={onNarrow} />}
        </li>
      ))}
    </ul>
  );
}

function Target({ event, names }: { event: AuditEvent; names: ReadonlyMap<string, string> }) {
  const path = targetPath(event, useMay("manageAccounts"));
  if (!event.targetKind) return <span className={styles.quiet}>—</span>;
  if (event.targetId === event.actorId) return <span className={styles.quiet}>本人账号</span>;
  const kind = targetKinds[event.targetKind] ?? event.targetKind;
  const name = targetName(event, names);
  if (!name) return <span className={styles.quiet}>{kind}（已不在）</span>;
  return (
    <span>
      <span className={styles.quiet}>{kind}：</span>
      {path ? <Link to={path}>{name}</Link> : name}
    </span>
  );
}
