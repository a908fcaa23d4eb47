import { Button } from "antd";
import type { WeightsFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { instant } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Section, SectionNote } from "../ui/Section.tsx";
import { Part } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import { serveWeightsDocument, trainWeightsDocument, weightsDocument } from "./documents.ts";
import styles from "./WeightsPage.module.css";

type Version = WeightsFragment["versions"][number];

const changes = ["Weights"] as const;

/** 匹配权重: what was learnt from feedback, whether it is better, and which weights serve. */
export function WeightsPage() {
  const query = useQueryDocument(weightsDocument, {});
  const { ask } = useStep();
  const train = () =>
    ask({
      title: "从反馈学习一组新权重？",
      content: "只是算出来并检验，不会改变现在的排序。",
      word: "从反馈学习",
      work: () => send(trainWeightsDocument, { input: { clientMutationId: newMutationId() } }),
      done: "已学习，结果在最上面",
      changes,
    });
  return (
    <Page
      title="匹配权重"
      question="对接的结果教会了匹配什么，新的权重是不是更好"
      actions={
        <>
          <LinkButton to="/matching">逐条对接</LinkButton>
          <Button type="primary" onClick={train}>
            从反馈学习
          </Button>
        </>
      }
    >
      <Part query={query}>
        {({ weightVersions }) => (
          <>
            <Serving weights={weightVersions} />
            {weightVersions.versions.map((version) => (
              <LearntVersion key={version.id} version={version} />
            ))}
          </>
        )}
      </Part>
    </Page>
  );
}

function Serving({ weights: { serving, versions } }: { weights: WeightsFragment }) {
  const { ask } = useStep();
  const learnt = versions.find((version) => version.serving);
  const back = () =>
    ask({
      title: "恢复原权重？",
      content: "所有需求的匹配立即按原权重排序。学到的版本保留，可以再启用。",
      word: "恢复原权重",
      work: () => serve(null),
      done: "已恢复原权重",
      changes,
    });
  return (
    <Section title="现在使用" actions={learnt && <Button onClick={back}>恢复原权重</Button>}>
      <SectionNote>{learnt ? `学到的权重 ${serving}` : `原权重 ${serving}`}</SectionNote>
      {versions.length === 0 && (
        <SectionNote>还没有从反馈学习过。对接、同意、不合适和评价都是反馈，攒够后即可学习。</SectionNote>
      )}
    </Section>
  );
}

const serve = (versionId: string | null) =>
  send(serveWeightsDocument, { input: { clientMutationId: newMutationId(), versionId } });

function LearntVersion({ version }: { version: Version }) {
  const { ask } = useStep();
  const use = () =>
    ask({
      title: `启用权重 ${version.version}？`,
      content: "所有需求的匹配立即按它排序，随时可以恢复原权重。",
      word: "启用",
      work: () => serve(version.id),
      done: "已启用",
      changes,
    });
  return (
    <Section
      title={`版本 ${version.version}${version.serving ? "（使用中）" : ""}`}
      actions={version.better && !version.serving && <Button onClick={use}>启用</Button>}
    >
      <SectionNote>
        {instant(version.createdAt)}，学习 {version.trained} 条反馈，留出 {version.heldBack} 条检验。
        <ExampleBadge example={version.exampleData} />
      </SectionNote>
      <SectionNote>{version.verdict}</SectionNote>
      {version.orderBefore !== null && <Changes weights={version.weights} />}
    </Section>
  );
}

const inWords = (weight: number, frozen: number): string => {
  const change = Math.round((weight / frozen - 1) * 100);
  if (change === 0) return "不变";
  return change > 0 ? `更看重 ${change}%` : `看轻 ${-change}%`;
};

function Changes({ weights }: { weights: Version["weights"] }) {
  return (
    <table className={styles.weights}>
      <thead>
        <tr>
          <th scope="col">因素</th>
          <th scope="col">原权重</th>
          <th scope="col">新权重</th>
          <th scope="col">变化</th>
        </tr>
      </thead>
      <tbody>
        {weights.map(({ id, name, weight, frozen }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{frozen.toFixed(2)}</td>
            <td>{weight.toFixed(2)}</td>
            <td>{inWords(weight, frozen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
