import { useQuery } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { Link, useSearchParams } from "react-router";
import type { PlanFactsFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { keyOf, useQueryDocument } from "../graphql/useQueryDocument.ts";
import figureStyles from "../ui/figures.module.css";
import { instant } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import { fairnesses } from "../ui/words.ts";
import { cancelPlanDocument, planDocument, plansDocument } from "./documents.ts";
import { PlanForm } from "./PlanForm.tsx";
import { PlanGaps } from "./PlanGaps.tsx";
import { PlanPairs } from "./PlanPairs.tsx";
import styles from "./PlansPage.module.css";

/** 整单统筹: who serves what when the whole list is looked at together, and what stays open. The plan stands in the address. */
export function PlansPage() {
  const [params, setParams] = useSearchParams();
  const id = params.get("plan");
  const open = (plan: string) => setParams({ plan });
  return (
    <Page
      title="整单统筹"
      question="一批需求放在一起看，谁来服务谁，还有哪些落不了地"
      actions={<LinkButton to="/matching">逐条对接</LinkButton>}
    >
      <PlanForm onStarted={open} />
      {id && <ChosenPlan key={id} id={id} />}
      <OwnPlans current={id} />
    </Page>
  );
}

function ChosenPlan({ id }: { id: string }) {
  const query = useQuery({
    queryKey: keyOf(planDocument, { id }),
    queryFn: ({ signal }) => send(planDocument, { id }, signal),
    refetchInterval: ({ state }) => (state.data?.plan?.state === "running" ? 1000 : false),
  });
  if (query.error && !query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingRows />;
  const { plan } = query.data;
  if (!plan) return <Nothing>没有找到这个方案。方案只有制定的人能看到。</Nothing>;
  if (plan.state === "running") return <Running plan={plan} />;
  if (plan.state !== "ready")
    return (
      <Section title="这次统筹没有结果">
        <SectionNote>{plan.failure ?? "已取消。可以改一改条件，重新统筹。"}</SectionNote>
      </Section>
    );
  return (
    <>
      <Outcome plan={plan} />
      <PlanPairs id={id} total={plan.pairCount} />
      <PlanGaps id={id} gaps={plan.gaps} />
    </>
  );
}

function Running({ plan }: { plan: PlanFactsFragment }) {
  const { take } = useStep();
  const input = () => ({ clientMutationId: newMutationId(), planId: plan.id });
  const cancel = () =>
    take({
      work: () => send(cancelPlanDocument, { input: input() }),
      done: "已取消",
      changes: ["Plan", "Plans"],
    });
  const scored = plan.done >= plan.needCount;
  return (
    <Section title="正在统筹" actions={<Button onClick={() => void cancel()}>取消</Button>}>
      <Progress
        percent={Math.round((plan.done / Math.max(1, plan.needCount)) * 100)}
        aria-label="统筹进度"
        status="active"
      />
      <p className={styles.quiet} role="status">
        {scored
          ? "评分完成，正在求最优方案，一般不超过半分钟。"
          : `正在为每条需求评分：${plan.done} / ${plan.needCount} 条。可以先离开，稍后在下面打开。`}
      </p>
    </Section>
  );
}

/** The plan's figures in words, each saying what it is measured by. */
function Outcome({ plan }: { plan: PlanFactsFragment }) {
  const { needCount, filledCount, pairCount, objective, greedyObjective, bound, proven, tookMs, fairShare } =
    plan;
  const gain = greedyObjective ? ((objective ?? 0) / greedyObjective - 1) * 100 : 0;
  const short =
    bound != null && objective
      ? `，与可能的最好结果至多相差 ${((bound / objective - 1) * 100).toFixed(2)}%`
      : "";
  const figures: [string, string][] = [
    ["需求", `${needCount} 条`],
    ["满足", `${filledCount} 条`],
    ["配对", `${pairCount} 对`],
    ["比逐条取最好的多", `${gain.toFixed(1)}%`],
    ["每家公平份额", `${fairShare ?? "—"} 条`],
    ["用时", `${((tookMs ?? 0) / 1000).toFixed(1)} 秒`],
  ];
  return (
    <Section
      title="方案概览"
      hint={
        proven
          ? "与理论最优的差距不超过 0.1%。总分按得分乘以满足的份额计，超出公平份额的部分扣分。"
          : `求解到了时间上限：这是目前找到的最好方案${short}。`
      }
    >
      {plan.degraded && <SectionNote>{plan.degraded}</SectionNote>}
      <dl className={figureStyles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

const stateWords = { running: "进行中", ready: "已完成", failed: "没有完成", cancelled: "已取消" } as const;

function OwnPlans({ current }: { current: string | null }) {
  const plans = useQueryDocument(plansDocument, {});
  return (
    <Section title="我的方案">
      <Part query={plans}>
        {({ plans: own }) =>
          own.length === 0 ? (
            <SectionNote>还没有方案。选好条件后开始统筹，方案会留在这里。</SectionNote>
          ) : (
            <Rows label="我的方案">
              {own.map((plan) => (
                <Row
                  key={plan.id}
                  title={
                    <Link
                      to={`/matching/plans?plan=${encodeURIComponent(plan.id)}`}
                      aria-current={plan.id === current || undefined}
                    >
                      {plan.text ? `“${plan.text}”` : "全部待对接需求"}，{instant(plan.createdAt)}
                    </Link>
                  }
                  facts={[
                    stateWords[plan.state],
                    plan.state === "ready" && `满足 ${plan.filledCount} / ${plan.needCount} 条`,
                    `每条最多 ${plan.providersPerNeed} 家`,
                    `公平：${fairnesses[plan.fairness]}`,
                  ]}
                />
              ))}
            </Rows>
          )
        }
      </Part>
    </Section>
  );
}
