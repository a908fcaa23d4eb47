import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { PlanFactsFragment, PlanGapsQuery, UnfilledReason } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { keyOf } from "../graphql/useQueryDocument.ts";
import { demandView } from "../lists/entry.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { unfilledReasons } from "../ui/words.ts";
import { planGapsDocument } from "./documents.ts";
import styles from "./PlansPage.module.css";

const pageSize = 50;
type Gap = NonNullable<PlanGapsQuery["plan"]>["unfilled"]["nodes"][number];

/** What a plan leaves open, and why; a reason's number shows its needs. */
export function PlanGaps({ id, gaps }: { id: string; gaps: PlanFactsFragment["gaps"] }) {
  const [reason, setReason] = useState<UnfilledReason | null>(null);
  const pages = useInfiniteQuery({
    queryKey: keyOf(planGapsDocument, { id, reason }),
    queryFn: ({ pageParam, signal }) =>
      send(planGapsDocument, { id, reason, first: pageSize, after: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.plan?.unfilled.next ?? undefined,
  });
  const open = pages.data?.pages.flatMap(({ plan }) => plan?.unfilled.nodes ?? []);
  const total = gaps.reduce((sum, { count }) => sum + count, 0);
  if (total === 0)
    return (
      <Section title="未满足的需求">
        <SectionNote>全部需求都有了着落。</SectionNote>
      </Section>
    );
  return (
    <Section title={`未满足的需求 ${total} 条`} hint="点原因只看这一类。">
      <fieldset className={styles.reasons} aria-label="按原因筛选">
        {gaps.map((gap) => (
          <Button
            key={gap.reason}
            size="small"
            type={gap.reason === reason ? "primary" : "default"}
            aria-pressed={gap.reason === reason}
            onClick={() => setReason(gap.reason === reason ? null : gap.reason)}
          >
            {unfilledReasons[gap.reason]} {gap.count}
          </Button>
        ))}
      </fieldset>
      {!open &&
        (pages.error ? (
          <Failed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <LoadingRows rows={5} />
        ))}
      <Rows label="未满足的需求">
        {open?.map((gap) => (
          <GapRow key={gap.demand.id} gap={gap} />
        ))}
      </Rows>
      <MoreRows pages={pages} />
    </Section>
  );
}

function GapRow({ gap }: { gap: Gap }) {
  const need = demandView(gap.demand);
  const { candidates, capacity, window, rule, share } = gap;
  return (
    <Row
      title={<Link to={need.path}>{need.title}</Link>}
      tags={<ExampleBadge example={need.example} />}
      facts={[
        need.owner?.name,
        share > 0 && `已满足 ${Math.round(share * 100)}%`,
        candidates > 0 && `有 ${candidates} 条合适，但排不进来`,
        capacity > 0 && `${capacity} 条余量用完`,
        window > 0 && `${window} 条时间对不上`,
        rule > 0 && `${rule} 条受规则限制`,
      ]}
      action={<Tag>{unfilledReasons[gap.reason]}</Tag>}
    />
  );
}
