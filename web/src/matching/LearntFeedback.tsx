import { Button, Tag } from "antd";
import { useEffect, useRef } from "react";
import { Link, useLocation, useNavigationType } from "react-router";
import type { FeedbackReason, LearntFeedbackQuery } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { demandView, offerView } from "../lists/entry.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { declineReasons } from "../ui/words.ts";
import styles from "./WeightsPage.module.css";
import { learntFeedbackDocument } from "./weightDocuments.ts";

type Feedback = LearntFeedbackQuery["learntFeedback"]["nodes"][number];

const parts = { all: "不限用途", learnt: "用于学习", held: "留出检验" } as const;
const verdicts = { "": "不限结果", good: "合适", bad: "不合适" } as const;
type PartKey = keyof typeof parts;
type Verdict = keyof typeof verdicts;

/** The address of the records behind a figure of a version. */
export function feedbackPath(version: string, part: PartKey, told: Verdict = ""): string {
  const params = new URLSearchParams({ version, part });
  if (told) params.set("told", told);
  return `/matching/weights?${params}`;
}

const reasons: Record<FeedbackReason, string> = {
  contacted: "已发起对接",
  agreed: "已达成",
  ratedWell: "评价满意",
  ratedMiddling: "评价一般",
  completed: "项目已办结",
  sentBack: "办结后退回",
  ratedPoorly: "评价不满意",
  notWhatIsNeeded: declineReasons.notWhatIsNeeded,
  tooFar: declineReasons.tooFar,
  wrongTime: declineReasons.wrongTime,
  tooSmall: declineReasons.tooSmall,
};

const keyIn = <K extends string>(table: Record<K, string>, asked: string | null, otherwise: K): K =>
  (Object.keys(table) as K[]).find((key) => key === asked) ?? otherwise;

/** The decisions that a version was learnt from and judged by; which of them stands in the address. */
export function LearntFeedback({ id }: { id: string }) {
  const [params, put] = useAddress();
  const part = keyIn(parts, params.get("part"), "all");
  const told = keyIn(verdicts, params.get("told"), "");
  const filter = {
    ...(part === "all" ? {} : { heldBack: part === "held" }),
    ...(told === "" ? {} : { good: told === "good" }),
  };
  const pages = usePages(learntFeedbackDocument, { id, ...filter, first: 30 }, (r) => r.learntFeedback);
  const found = pages.data?.pages.flatMap((page) => page.learntFeedback.nodes);
  const total = pages.data?.pages[0]?.learntFeedback.totalCount ?? 0;
  const top = useRef<HTMLDivElement>(null);
  const { key } = useLocation();
  const followed = useNavigationType() === "PUSH";
  // Whoever followed a figure is to see what it led to; the choices below replace the address and keep the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each figure anew
  useEffect(() => {
    if (followed) top.current?.focus();
  }, [key, followed]);
  return (
    <div ref={top} tabIndex={-1} className={styles.records}>
      <Section
        title={found ? `学习和检验所用的反馈 ${total} 条` : "学习和检验所用的反馈"}
        hint="按学习时的情况记录。您看不到的需求或资源，以及后来被移除的，不在其中。"
      >
        <div className={styles.filters}>
          <Choice label="用途" table={parts} value={part} onChoose={(key) => put({ part: key })} />
          <Choice label="结果" table={verdicts} value={told} onChoose={(key) => put({ told: key })} />
        </div>
        {!found &&
          (pages.error ? (
            <Failed error={pages.error} onRetry={() => void pages.refetch()} />
          ) : (
            <LoadingRows rows={8} />
          ))}
        {found?.length === 0 && <SectionNote>没有这样的反馈记录。可以换一个用途或结果。</SectionNote>}
        <Rows label="反馈记录">
          {found?.map((one) => (
            <FeedbackRow key={one.id} feedback={one} />
          ))}
        </Rows>
        <MoreRows pages={pages} />
      </Section>
    </div>
  );
}

interface ChoiceProps<K extends string> {
  label: string;
  table: Record<K, string>;
  value: K;
  onChoose: (key: K) => void;
}

function Choice<K extends string>({ label, table, value, onChoose }: ChoiceProps<K>) {
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {(Object.keys(table) as K[]).map((key) => (
        <Button
          key={key}
          size="small"
          type={key === value ? "primary" : "default"}
          aria-pressed={key === value}
          onClick={() => onChoose(key)}
        >
          {table[key]}
        </Button>
      ))}
    </fieldset>
  );
}

function FeedbackRow({ feedback }: { feedback: Feedback }) {
  const { demand, offer, heldBack, good, because, importance, rating, project } = feedback;
  const [need, resource] = [demandView(demand), offerView(offer)];
  return (
    <Row
      title={
        <>
          <Link to={need.path}>{need.title}</Link> <span aria-hidden>→</span>{" "}
          <Link to={resource.path}>{resource.title}</Link>
        </>
      }
      tags={(need.example || resource.example) && <ExampleBadge example />}
      facts={[
        heldBack ? parts.held : parts.learnt,
        rating == null ? reasons[because] : `${reasons[because]} ${rating.toFixed(1)} 分`,
        `分量 ${Math.round(importance * 100)}%`,
        project && <Link to={`/projects/${encodeURIComponent(project.id)}`}>服务项目：{project.title}</Link>,
      ]}
      action={
        good ? (
          <Tag color="green" style={{ color: "var(--ant-green-8)" }}>
            {verdicts.good}
          </Tag>
        ) : (
          <Tag>{verdicts.bad}</Tag>
        )
      }
    />
  );
}
