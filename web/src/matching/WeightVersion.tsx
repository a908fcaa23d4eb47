import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { WeightVersionQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import figureStyles from "../ui/figures.module.css";
import { instant, share } from "../ui/format.ts";
import { Section } from "../ui/Section.tsx";
import { Nothing, Part } from "../ui/states.tsx";
import { feedbackPath } from "./LearntFeedback.tsx";
import styles from "./WeightsPage.module.css";
import { weightVersionDocument } from "./weightDocuments.ts";

type Version = NonNullable<WeightVersionQuery["weightVersion"]>;

/** One version: what it was learnt from and judged by, each figure leading to its records, and how far it moves what. */
export function WeightVersion({ id }: { id: string }) {
  return (
    <Part query={useQueryDocument(weightVersionDocument, { id })}>
      {({ weightVersion: version }) =>
        version ? (
          <Details version={version} />
        ) : (
          <Nothing>没有找到这个权重版本。请从上面的列表打开。</Nothing>
        )
      }
    </Part>
  );
}

function Details({ version }: { version: Version }) {
  const { finding, weights, shifts } = version;
  return (
    <>
      <Section
        title={
          <>
            {version.origin ? "出厂权重" : "版本"} {version.version}{" "}
            <ExampleBadge example={version.example} />
          </>
        }
        hint={version.verdict}
      >
        {version.origin ? (
          <Origin origin={version.origin} />
        ) : (
          <>
            <Figures version={version} />
            <p className={styles.quiet}>
              {instant(version.createdAt)} 学习，和当时使用的权重 {version.comparedWith}{" "}
              比较。每四个需求留出一个只用来检验，它们的反馈不参与学习。
            </p>
          </>
        )}
      </Section>
      {finding !== "tooFew" && (
        <Section
          title="各项因素的权重"
          hint={version.origin ? "每项因素都换算到 0 至 1。" : "最多减到原权重的一半、加到两倍。"}
        >
          <Weights weights={weights} learnt={!version.origin} />
        </Section>
      )}
      {shifts.length > 0 && (
        <Section
          title="什么帮助解决什么需求"
          hint="反馈认为更相配的加分，不相配的减分；相配程度在 0 到 1 之间，每一项最多变 0.2。"
        >
          <Shifts shifts={shifts} />
        </Section>
      )}
    </>
  );
}

/** Where the frozen weights come from: what to expect of needs that nobody has seen comes first. */
function Origin({ origin }: { origin: NonNullable<Version["origin"]> }) {
  const measured: [string, (typeof origin)["unseen"]][] = [
    ["没见过的需求（交叉检验）", origin.unseen],
    ["公开清单（知识写的时候知道它们）", origin.given],
    ["只比较文字向量", origin.baseline],
  ];
  return (
    <>
      <dl className={figureStyles.figures} aria-label="出厂权重的检验">
        {measured.map(([name, { ndcg10, low, high }]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {ndcg10.toFixed(3)}（{low.toFixed(3)} 至 {high.toFixed(3)}）
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        数字是前十条的排序质量 nDCG@10，1 为最好，括号里是 95% 区间，共 {origin.needs} 条需求，
        {origin.measuredOn} 测得。依据：{origin.data}
        {origin.chosenOn} 选定。
      </p>
    </>
  );
}

function Figures({ version }: { version: Version }) {
  const { id, learntGood, learntBad, heldGood, heldBad, lossBefore, lossAfter, orderBefore, orderAfter } =
    version;
  const judged = feedbackPath(id, "held");
  const figures: [string, string, string][] = [
    ["学习：合适", feedbackPath(id, "learnt", "good"), `${learntGood} 条`],
    ["学习：不合适", feedbackPath(id, "learnt", "bad"), `${learntBad} 条`],
    ["检验：合适", feedbackPath(id, "held", "good"), `${heldGood} 条`],
    ["检验：不合适", feedbackPath(id, "held", "bad"), `${heldBad} 条`],
  ];
  if (lossBefore != null && lossAfter != null)
    figures.push(["检验误差（越小越好）", judged, `${lossBefore.toFixed(3)} → ${lossAfter.toFixed(3)}`]);
  if (orderBefore != null && orderAfter != null)
    figures.push(["次序正确", judged, `${share(orderBefore)} → ${share(orderAfter)}`]);
  return (
    <dl className={figureStyles.figures} aria-label="学习和检验所用的反馈">
      {figures.map(([name, path, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Link to={path}>{text}</Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const inWords = (weight: number, frozen: number): string => {
  const change = Math.round((weight / frozen - 1) * 100);
  if (change === 0) return "不变";
  return change > 0 ? `更看重 ${change}%` : `看轻 ${-change}%`;
};

/** The weights; for what was learnt beside the frozen ones, for those what each factor measures. */
function Weights({ weights, learnt }: { weights: Version["weights"]; learnt: boolean }) {
  if (!learnt) return <Registry weights={weights} />;
  return (
    <table className={styles.table}>
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
            <td>{frozen.toFixed(3)}</td>
            <td>{weight.toFixed(3)}</td>
            <td>{inWords(weight, frozen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Registry({ weights }: { weights: Version["weights"] }) {
  return (
    <table className={`${styles.table} ${styles.registry}`}>
      <thead>
        <tr>
          <th scope="col">因素</th>
          <th scope="col">权重</th>
          <th scope="col">单位</th>
          <th scope="col">怎样换算</th>
        </tr>
      </thead>
      <tbody>
        {weights.map(({ id, name, meaning, weight, unit, scale, least, most }) => (
          <tr key={id}>
            <th scope="row" title={meaning}>
              {name}
            </th>
            <td>{weight.toFixed(2)}</td>
            <td>{unit}</td>
            <td>
              {scale}（{least} 至 {most}）
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const firstShifts = 10;

/** The farthest first, the rest on demand. */
function Shifts({ shifts }: { shifts: Version["shifts"] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">需求类型</th>
            <th scope="col">帮助类型</th>
            <th scope="col">相配程度</th>
          </tr>
        </thead>
        <tbody>
          {shifts.slice(0, all ? shifts.length : firstShifts).map(({ id, needKind, helpKind, shift }) => (
            <tr key={id}>
              <th scope="row">{needKind}</th>
              <td>{helpKind}</td>
              <td>{shift > 0 ? `+${shift.toFixed(2)}` : `−${(-shift).toFixed(2)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && shifts.length > firstShifts && (
        <Button onClick={() => setAll(true)}>显示全部 {shifts.length} 项</Button>
      )}
    </>
  );
}
