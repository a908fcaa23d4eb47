import { Button, Table, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { usePages } from "../graphql/useQueryDocument.ts";
import { ExampleBadge, LongName, SourceLink, UrgentBadge } from "../ui/bits.tsx";
import { Count, type CountProps } from "../ui/Count.tsx";
import { unknown } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { entryStates } from "../ui/words.ts";
import { demandsDocument, offersDocument } from "./documents.ts";
import { demandView, type EntryView, offerView } from "./entry.ts";
import { isNarrowed, type ListView, toFilter } from "./filters.ts";
import styles from "./ListsPage.module.css";

const pageSize = 50;

/** The needs of a view, page by page. */
export function DemandList({ view }: { view: ListView }) {
  const variables = { filter: toFilter(view), order: view.order, first: pageSize };
  const pages = usePages(demandsDocument, variables, (r) => r.demands);
  const loaded = pages.data?.pages;
  const entries = loaded?.flatMap((page) => page.demands.nodes.map(demandView));
  return <EntryPages view={view} pages={pages} entries={entries} total={loaded?.[0]?.demands} />;
}

/** The resources or projects of a view, page by page. */
export function OfferList({ view }: { view: ListView }) {
  const variables = { filter: toFilter(view), order: view.order, first: pageSize };
  const pages = usePages(offersDocument, variables, (r) => r.offers);
  const loaded = pages.data?.pages;
  const entries = loaded?.flatMap((page) => page.offers.nodes.map(offerView));
  return <EntryPages view={view} pages={pages} entries={entries} total={loaded?.[0]?.offers} />;
}

interface Pages {
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isPlaceholderData: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface EntryPagesProps {
  view: ListView;
  pages: Pages;
  entries: EntryView[] | undefined;
  total: CountProps["of"];
}

function EntryPages({ view, pages, entries, total }: EntryPagesProps) {
  const phone = usePhone();
  if (!entries) {
    return pages.error ? (
      <Failed error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <LoadingRows rows={8} />
    );
  }
  if (entries.length === 0) return <EmptyList view={view} />;
  return (
    <div aria-busy={pages.isPlaceholderData}>
      {phone ? <Cards entries={entries} /> : <Rows entries={entries} view={view} />}
      <div className={styles.foot}>
        <span aria-live="polite">
          已显示 {entries.length} 条，共 <Count of={total} unit="条" />
        </span>
        {pages.error !== null && pages.error !== undefined && <Failed error={pages.error} />}
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            再显示 {Math.min(pageSize, (total?.totalCount ?? 0) - entries.length)} 条
          </Button>
        )}
      </div>
    </div>
  );
}

function EmptyList({ view }: { view: ListView }) {
  if (isNarrowed(view)) return <Nothing>没有符合条件的条目。可减少筛选条件，或换一个说法查找。</Nothing>;
  const demand = view.tab === "demands";
  return (
    <Nothing
      action={
        <LinkButton to={demand ? "/demands/new" : "/offers/new"}>
          {demand ? "录入需求" : "录入资源"}
        </LinkButton>
      }
    >
      清单还是空的。录入第一条后，系统会立即推荐匹配。
    </Nothing>
  );
}

function Rows({ entries, view }: { entries: EntryView[]; view: ListView }) {
  const demand = view.tab === "demands";
  const columns: ColumnsType<EntryView> = [
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
    { title: "来源", key: "source", width: 150, render: (_, e) => <Origin entry={e} /> },
  ];
  return (
    <Table
      rowKey="id"
      dataSource={entries}
      columns={columns}
      pagination={false}
      size="middle"
      tableLayout="fixed"
      scroll={{ x: 960 }}
    />
  );
}

function Cards({ entries }: { entries: EntryView[] }) {
  return (
    <ul className={styles.cards}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.card}>
          <TitleCell entry={entry} />
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
          <LongName name={entry.title} max={60} />
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
