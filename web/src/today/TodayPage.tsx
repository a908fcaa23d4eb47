import { Alert, Tag } from "antd";
import { Link } from "react-router";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { dayOf, today } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { todayDocument } from "./documents.ts";
import { type Group, type Line, linesOf, timeWords } from "./order.ts";
import styles from "./TodayPage.module.css";
import { kinds } from "./words.ts";

/** 今日: what waits for the viewer, in order, each with one button; and what of theirs waits for others. */
export function TodayPage() {
  const query = useQueryDocument(todayDocument, {});
  return (
    <Page title="今日" question="有什么等您处理，先做哪一件">
      <Part query={query} loading={<LoadingRows rows={8} />}>
        {({ today: groups }) => {
          const failed = groups.filter((group) => group.failed);
          const [mine, others] = (["mine", "others"] as const).map((move) =>
            groups.filter((group) => group.move === move && !group.failed),
          );
          return (
            <>
              {failed.length > 0 && (
                <Alert
                  type="warning"
                  showIcon
                  title={`${failed.map(({ kind }) => kinds[kind].label).join("、")}暂时没有读到，请稍后刷新。`}
                />
              )}
              <Waiting title="等您处理" groups={mine ?? []} nothing />
              <Waiting title="等别人处理" groups={others ?? []} />
            </>
          );
        }}
      </Part>
    </Page>
  );
}

interface WaitingProps {
  title: string;
  groups: readonly Group[];
  /** Whether it is said that nothing waits. */
  nothing?: boolean;
}

function Waiting({ title, groups, nothing }: WaitingProps) {
  const lines = linesOf(groups, today());
  const total = {
    totalCount: groups.reduce((sum, group) => sum + group.totalCount, 0),
    exampleCount: groups.reduce((sum, group) => sum + group.exampleCount, 0),
  };
  if (lines.length === 0 && !nothing) return null;
  const more = groups.filter(({ totalCount, items }) => totalCount > items.length);
  return (
    <Section
      title={
        <>
          {title} {lines.length > 0 && <Count of={total} unit="件" />}
        </>
      }
    >
      {lines.length === 0 ? (
        <Nothing action={<LinkButton to="/lists">打开供需清单</LinkButton>}>现在没有等您处理的事。</Nothing>
      ) : (
        <Rows label={title}>
          {lines.map((line) => (
            <WaitingRow key={`${line.kind} ${line.id}`} line={line} main={nothing === true} />
          ))}
        </Rows>
      )}
      {more.length > 0 && (
        <p className={styles.more}>
          {more.map(({ kind, totalCount, items }) => (
            <Link key={kind} to={kinds[kind].all}>
              {kinds[kind].label}还有 {totalCount - items.length} 件
            </Link>
          ))}
        </p>
      )}
    </Section>
  );
}

function WaitingRow({ line, main }: { line: Line; main: boolean }) {
  const { kind, title, about, path, example, stuck, since, dueOn } = line;
  const { label, button } = kinds[kind];
  // An instant is told by its day in China; a day is itself.
  const sinceDay = since ? (since.length > 10 ? dayOf(since) : since) : null;
  const time = timeWords({ dueOn, since }, sinceDay, today());
  const late = stuck || (dueOn && dueOn < today());
  return (
    <Row
      title={<Link to={path}>{title}</Link>}
      tags={<ExampleBadge example={example} />}
      facts={[
        <Tag key="kind">{label}</Tag>,
        time && (
          <span key="time" className={late ? styles.late : undefined}>
            {time}
          </span>
        ),
        about,
      ]}
      action={
        <LinkButton to={path} type={main ? "default" : "text"} aria-label={`${button}：${title}`}>
          {button}
        </LinkButton>
      }
    />
  );
}
