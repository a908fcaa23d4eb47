import { Link, useSearchParams } from "react-router";
import type { ExchangedPageFragment } from "../generated/graphql.ts";
import { usePages, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { SearchSelect } from "../lists/pickers.tsx";
import { projectPath } from "../projects/ProjectCard.tsx";
import { projectStates } from "../projects/words.ts";
import { ExampleBadge, LongName } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { dayOf, firstWords, quantity } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { matchStates } from "../ui/words.ts";
import { exchangeDocument, givenDocument, receivedDocument } from "./documents.ts";
import styles from "./ExchangePage.module.css";

/** 互助往来: what one owner gave to others and received from them. The owner stands in the address. */
export function ExchangePage() {
  const [params, setParams] = useSearchParams();
  const asked = params.get("owner");
  const query = useQueryDocument(exchangeDocument, { ownerId: asked });
  return (
    <Page
      title="互助往来"
      question="帮了谁，得到谁的帮助"
      actions={<LinkButton to="/matching">供需对接</LinkButton>}
    >
      <div className={styles.pick}>
        <SearchSelect<{ value: string; label: string } | null>
          aria-label="单位"
          kinds={["Enterprise", "PartyOrganization", "Department"]}
          placeholder="输入单位名称或拼音首字母"
          nothing="没有找到"
          value={null}
          onChange={(picked) => picked && setParams({ owner: picked.value })}
        />
      </div>
      <Part query={query} loading={<LoadingRows />}>
        {({ exchangeOf }) =>
          exchangeOf ? (
            <Both id={exchangeOf.owner.id} name={exchangeOf.owner.name} />
          ) : (
            <Nothing>
              {asked
                ? "这家单位不在您负责的范围内。往来只给单位自己和负责它所在联盟的人看。"
                : "请选择一家单位，看它与别家的往来。"}
            </Nothing>
          )
        }
      </Part>
    </Page>
  );
}

function Both({ id, name }: { id: string; name: string }) {
  const given = usePages(givenDocument, { ownerId: id }, (r) => pageOf(r.exchangeOf?.given));
  const received = usePages(receivedDocument, { ownerId: id }, (r) => pageOf(r.exchangeOf?.received));
  return (
    <>
      <h2 className={styles.owner}>
        <Link to={`/n/${encodeURIComponent(id)}`}>{name}</Link>
      </h2>
      <div className={styles.columns}>
        <Side
          title="帮了别家"
          none="还没有用自己的资源帮到别家。"
          query={given}
          pages={given.data?.pages.map((page) => pageOf(page.exchangeOf?.given))}
        />
        <Side
          title="得到帮助"
          none="还没有从别家得到帮助。"
          query={received}
          pages={received.data?.pages.map((page) => pageOf(page.exchangeOf?.received))}
        />
      </div>
    </>
  );
}

const empty: ExchangedPageFragment = {
  totalCount: 0,
  exampleCount: 0,
  pageInfo: { hasNextPage: false, endCursor: null },
  nodes: [],
};
/** The right may have ended between two pages. */
const pageOf = (page: ExchangedPageFragment | undefined): ExchangedPageFragment => page ?? empty;

interface SideProps {
  title: string;
  none: string;
  query: {
    error: unknown;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  pages: ExchangedPageFragment[] | undefined;
}

function Side({ title, none, query, pages }: SideProps) {
  const rows = pages?.flatMap(({ nodes }) => nodes);
  return (
    <Section
      title={
        <>
          {title} <Count of={pages?.[0]} unit="次" />
        </>
      }
    >
      {!rows && query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : null}
      {!rows && !query.error && <LoadingRows rows={3} />}
      {rows?.length === 0 && <SectionNote>{none}</SectionNote>}
      {rows && rows.length > 0 && (
        <Rows label={title}>
          {rows.map((row) => (
            <Exchanged key={row.id} row={row} />
          ))}
        </Rows>
      )}
      <MoreRows pages={query} />
    </Section>
  );
}

type Pair = ExchangedPageFragment["nodes"][number];

const titleOf = (entry: Pair["demand"] | Pair["offer"]): string => entry.title ?? firstWords(entry.text);

function Exchanged({ row }: { row: Pair }) {
  const { demand, offer, other, project } = row;
  return (
    <Row
      title={
        other ? (
          <Link to={`/n/${encodeURIComponent(other.id)}`}>
            <LongName name={other.name} max={24} />
          </Link>
        ) : (
          "未写明单位"
        )
      }
      tags={<ExampleBadge example={row.example} />}
      facts={[
        <Link key="need" to={`/demands/${encodeURIComponent(demand.id)}`}>
          需求：{titleOf(demand)}
        </Link>,
        <Link key="offer" to={`/offers/${encodeURIComponent(offer.id)}`}>
          资源：{titleOf(offer)}
        </Link>,
        row.amount ? quantity(row.amount, row.unit) : undefined,
        project ? projectStates[project.state] : matchStates[row.state],
        row.updatedAt && dayOf(row.updatedAt),
        project && (
          <Link key="project" to={projectPath(project)}>
            项目：{project.title}
          </Link>
        ),
        project && project.deliveryCount > 0 && (
          <Link key="deliveries" to={projectPath(project)}>
            交付 {project.deliveryCount} 次
          </Link>
        ),
      ]}
    />
  );
}
