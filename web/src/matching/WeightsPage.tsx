import { Button, Tag } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { VersionFactsFragment, WeightFinding } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { dayOf, instant } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import { LearntFeedback } from "./LearntFeedback.tsx";
import { useServeWeights, weightChanges } from "./useServeWeights.ts";
import { WeightVersion } from "./WeightVersion.tsx";
import { trainWeightsDocument, weightsDocument } from "./weightDocuments.ts";

/** 匹配权重: what was learnt from feedback, whether it is better, and which weights serve. The version stands in the address. */
export function WeightsPage() {
  const [params, setParams] = useSearchParams();
  const pages = usePages(weightsDocument, { first: 20 }, (r) => r.weightVersions);
  const [newest] = pages.data?.pages ?? [];
  const versions = pages.data?.pages.flatMap((page) => page.weightVersions.nodes);
  const chosen = params.get("version") ?? versions?.[0]?.id;
  const serve = useServeWeights();
  return (
    <Page
      title="匹配权重"
      question="对接的结果教会了匹配什么，新的权重是不是更好"
      actions={
        <>
          <LinkButton to="/matching">逐条对接</LinkButton>
          <Train onLearnt={(version) => setParams({ version })} />
        </>
      }
    >
      {!newest || !versions ? (
        pages.error ? (
          <Failed error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <LoadingRows rows={8} />
        )
      ) : (
        <>
          <Serving
            {...newest.weightVersions}
            learnt={versions.some(({ finding }) => finding !== "frozen")}
            serve={serve}
          />
          {versions.length > 0 && (
            <Versions
              versions={versions}
              current={chosen}
              servingId={newest.weightVersions.servingId}
              serve={serve}
            />
          )}
          <MoreRows pages={pages} />
          {chosen && <WeightVersion key={chosen} id={chosen} />}
          {chosen && params.has("part") && <LearntFeedback key={`of-${chosen}`} id={chosen} />}
        </>
      )}
    </Page>
  );
}

/** Learning only computes and judges: nothing has to be asked before. */
function Train({ onLearnt }: { onLearnt: (id: string) => void }) {
  const { take } = useStep();
  const [busy, setBusy] = useState(false);
  const work = async () => {
    const input = { clientMutationId: newMutationId() };
    onLearnt((await send(trainWeightsDocument, { input })).trainWeights.version.id);
  };
  const train = async () => {
    setBusy(true);
    await take({ work, done: "已学习并检验，现在的排序没有改变", changes: weightChanges });
    setBusy(false);
  };
  return (
    <Button type="primary" loading={busy} onClick={() => void train()}>
      从反馈学习
    </Button>
  );
}

type Serve = ReturnType<typeof useServeWeights>;

interface ServingProps {
  serving: string;
  servingId?: string | null | undefined;
  /** Whether anything was learnt so far. */
  learnt: boolean;
  serve: Serve;
}

function Serving({ serving, servingId, learnt, serve }: ServingProps) {
  const back = () => void serve(null, servingId ?? null, "已恢复原权重");
  return (
    <Section
      title="现在使用"
      hint="权重决定匹配时各项因素有多重要。学到的版本要在没有参与学习的反馈上更好，才能启用。"
      actions={servingId && <Button onClick={back}>恢复原权重</Button>}
    >
      <SectionNote>
        {servingId ? (
          <Link to={`/matching/weights?version=${encodeURIComponent(servingId)}`}>学到的权重 {serving}</Link>
        ) : (
          `原权重 ${serving}（出厂）`
        )}
        {!learnt && "。还没有从反馈学习过：对接、达成、不合适和评价都是反馈，有了这些即可学习。"}
      </SectionNote>
    </Section>
  );
}

const findings: Record<WeightFinding, string> = {
  frozen: "出厂",
  better: "检验更好",
  notBetter: "没有更好",
  byChance: "差别可能只是偶然",
  examplesOnly: "只有示例数据",
  tooFew: "反馈太少",
};

interface VersionsProps {
  versions: VersionFactsFragment[];
  current: string | undefined;
  servingId: string | null | undefined;
  serve: Serve;
}

function Versions({ versions, current, servingId, serve }: VersionsProps) {
  return (
    <Section title="各个版本">
      <Rows label="各个版本">
        {versions.map(({ id, version, createdAt, serving, mayServe, example, finding }) => (
          <Row
            key={id}
            title={
              <Link
                to={`/matching/weights?version=${encodeURIComponent(id)}`}
                aria-current={id === current || undefined}
              >
                {finding === "frozen" ? "出厂权重" : "版本"} {version}
              </Link>
            }
            tags={
              (serving || example) && (
                <>
                  {serving && (
                    <Tag color="green" style={{ color: "var(--ant-green-8)" }}>
                      使用中
                    </Tag>
                  )}
                  <ExampleBadge example={example} />
                </>
              )
            }
            facts={[
              finding === "frozen" ? `${dayOf(createdAt)} 选定` : instant(createdAt),
              findings[finding],
            ]}
            action={
              mayServe && (
                <Button
                  aria-label={`启用版本 ${version}`}
                  onClick={() => void serve(id, servingId ?? null, `已启用权重 ${version}`)}
                >
                  启用
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
