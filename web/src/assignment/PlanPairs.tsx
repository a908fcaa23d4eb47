import { useInfiniteQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { PlanPairsQuery } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { keyOf } from "../graphql/useQueryDocument.ts";
import { demandView, offerView } from "../lists/entry.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { quantity } from "../ui/format.ts";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import { matchStates } from "../ui/words.ts";
import { acceptPlanPairsDocument, planPairsDocument } from "./documents.ts";
import styles from "./PlansPage.module.css";

const pageSize = 50;
/** What the server takes at once. */
const mostAtOnce = 50;
type Pair = NonNullable<PlanPairsQuery["plan"]>["pairs"]["nodes"][number];

/** The pairs of a plan, best first; those chosen become contacts in one go. */
export function PlanPairs({ id, total }: { id: string; total: number }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const pages = useInfiniteQuery({
    queryKey: keyOf(planPairsDocument, { id }),
    queryFn: ({ pageParam, signal }) =>
      send(planPairsDocument, { id, first: pageSize, after: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.plan?.pairs.next ?? undefined,
  });
  const pairs = pages.data?.pages.flatMap(({ plan }) => plan?.pairs.nodes ?? []);
  const open = pairs?.filter(({ state, mayDecide }) => state === "proposed" && mayDecide) ?? [];
  const picked = open.filter((pair) => chosen.has(pair.id)).slice(0, mostAtOnce);
  const toggle = (pair: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(pair);
    else next.delete(pair);
    setChosen(next);
  };
  return (
    <Section
      title={`配对 ${total} 对`}
      hint="勾选后一次发起对接；每一对仍按单独对接时的规则检查，办不成的会说明原因。"
      actions={
        open.length > 0 && (
          <div className={styles.bar}>
            <Button onClick={() => setChosen(new Set(open.slice(0, mostAtOnce).map((pair) => pair.id)))}>
              选中前 {Math.min(mostAtOnce, open.length)} 对
            </Button>
            <Accept planId={id} pairs={picked} onDone={() => setChosen(new Set())} />
          </div>
        )
      }
    >
      {!pairs &&
        (pages.error ? (
          <Failed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <LoadingRows rows={8} />
        ))}
      {pairs?.length === 0 && <SectionNote>一对也没有配成。原因见下面的未满足需求。</SectionNote>}
      <Rows label="方案中的配对">
        {pairs?.map((pair) => (
          <PairRow
            key={pair.id}
            pair={pair}
            chosen={chosen.has(pair.id)}
            onChoose={(on) => toggle(pair.id, on)}
          />
        ))}
      </Rows>
      <MoreRows pages={pages} />
    </Section>
  );
}

interface PairRowProps {
  pair: Pair;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

function PairRow({ pair, chosen, onChoose }: PairRowProps) {
  const [need, offer] = [demandView(pair.demand), offerView(pair.offer)];
  const { score, share, amount, state, mayDecide } = pair;
  const reason = pair.deciding.map(({ name, evidence }) => evidence ?? name).join("；");
  return (
    <Row
      title={
        <span className={styles.pair}>
          <Link to={need.path}>{need.title}</Link>
          <span aria-hidden>→</span>
          <Link to={offer.path}>{offer.title}</Link>
        </span>
      }
      tags={<ExampleBadge example={need.example || offer.example} />}
      facts={[
        `得分 ${score.toFixed(1)}`,
        share < 1 && `满足 ${Math.round(share * 100)}%`,
        amount !== null && amount !== undefined && `占用 ${quantity(amount, pair.offer.unit)}`,
        reason,
      ]}
      action={
        state === "proposed" && mayDecide ? (
          <Checkbox
            checked={chosen}
            onChange={(event) => onChoose(event.target.checked)}
            aria-label={`选中：${need.title} 与 ${offer.title}`}
          />
        ) : (
          <Tag>{matchStates[state]}</Tag>
        )
      }
    />
  );
}

function Accept({ planId, pairs, onDone }: { planId: string; pairs: Pair[]; onDone: () => void }) {
  const { message } = App.useApp();
  const { take } = useStep();
  const [busy, setBusy] = useState(false);
  const work = async () => {
    const input = {
      clientMutationId: newMutationId(),
      planId,
      pairs: pairs.map(({ demand, offer }) => ({ demandId: demand.id, offerId: offer.id })),
    };
    const { acceptPlanPairs } = await send(acceptPlanPairsDocument, { input });
    const problems = acceptPlanPairs.pairs.flatMap(({ problem }) => problem ?? []);
    const done = pairs.length - problems.length;
    if (problems.length === 0) message.success(`已发起 ${done} 对`);
    else message.warning(`已发起 ${done} 对，${problems.length} 对没有办成：${problems[0]}`, 8);
    onDone();
  };
  const accept = async () => {
    setBusy(true);
    await take({ work, changes: ["PlanPairs", "MatchesOfDemand", "MatchesOfOffer"] });
    setBusy(false);
  };
  return (
    <Button type="primary" disabled={pairs.length === 0} loading={busy} onClick={() => void accept()}>
      {pairs.length > 0 ? `发起对接（${pairs.length} 对）` : "发起对接"}
    </Button>
  );
}
