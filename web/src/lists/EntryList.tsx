import { Button } from "antd";
import { useState } from "react";
import { usePages } from "../graphql/useQueryDocument.ts";
import { Count, type CountProps } from "../ui/Count.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { BulkBar, mostSelected } from "./BulkBar.tsx";
import { ColumnSettings } from "./ColumnSettings.tsx";
import { useColumns } from "./columns.ts";
import { demandsDocument, offersDocument } from "./documents.ts";
import { EntryCards, EntryRows } from "./EntryRows.tsx";
import { ExportButtons } from "./ExportButtons.tsx";
import { demandView, type EntryView, offerView } from "./entry.ts";
import { isNarrowed, type ListView, toFilter } from "./filters.ts";
import styles from "./ListsPage.module.css";
import { useListKind } from "./useListKinds.ts";

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
  const [columns, setColumns] = useColumns(useListKind(view.tab)?.columns);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (!entries) {
    return pages.error ? (
      <Failed error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <LoadingRows rows={8} />
    );
  }
  if (entries.length === 0) return <EmptyList view={view} />;
  // What has left the list, or the filter, is selected no more.
  const selected = entries.filter(({ id }) => chosen.includes(id));
  const selection = { ids: selected.map(({ id }) => id), onChange: setChosen, most: mostSelected };
  return (
    <div aria-busy={pages.isPlaceholderData}>
      <div className={styles.exports}>
        <Button size="small" onClick={() => setChosen(entries.slice(0, mostSelected).map(({ id }) => id))}>
          全选已显示的
        </Button>
        {!phone && <ColumnSettings columns={columns} onChange={setColumns} />}
        <ExportButtons view={view} />
      </div>
      <BulkBar tab={view.tab} selected={selected} onClear={() => setChosen([])} />
      {phone ? (
        <EntryCards entries={entries} selection={selection} />
      ) : (
        <EntryRows entries={entries} view={view} columns={columns} selection={selection} />
      )}
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
