import { Alert, Collapse, Drawer } from "antd";
import { useState } from "react";
import { useMay } from "../identity/session.tsx";
import { LongName } from "../ui/bits.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useMedia } from "../ui/useMedia.ts";
import { DeclinedLine, MatchCard } from "./MatchCard.tsx";
import styles from "./MatchPanel.module.css";
import type { MatchCardView, MatchListView } from "./match.ts";
import { PathDrawing } from "./PathDrawing.tsx";

interface MatchPanelProps {
  query: { data: MatchListView | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  /** What the results are for the thing asked about. */
  side: "offers" | "demands";
  /** Its last day has passed: nothing new is recommended. */
  ended?: boolean;
}

const sideWords = {
  offers: {
    owner: "提供单位",
    amount: "余量",
    what: "资源与服务项目",
    none: "还没有能回应它的资源。可补充需求的细节，或先录入一条资源。",
  },
  demands: {
    owner: "提出单位",
    amount: "数量",
    what: "需求",
    none: "还没有它能回应的需求。可补充资源的细节，或先录入一条需求。",
  },
};

/** Results, best first, and beside them the path of the selected one; narrow windows open the path in a sheet. */
export function MatchPanel({ query, side, ended = false }: MatchPanelProps) {
  const words = sideWords[side];
  const may = useMay("readMatches");
  if (!may) return <Nothing>登录后，或在示例模式中选择一个身份后，这里显示推荐匹配。</Nothing>;
  return (
    <section aria-labelledby="matches" className={styles.panel}>
      <Part query={query} loading={<MatchSkeleton what={words.what} />}>
        {(list) =>
          list.results.length === 0 ? (
            <>
              <h2 id="matches" className={styles.heading}>
                推荐匹配
              </h2>
              <Notices list={list} />
              <Nothing>{ended ? "已到期，不再推荐匹配。修改时间并保存后会重新推荐。" : words.none}</Nothing>
            </>
          ) : (
            <Results list={list} side={side} />
          )
        }
      </Part>
    </section>
  );
}

function MatchSkeleton({ what }: { what: string }) {
  return (
    <>
      <h2 id="matches" className={styles.heading}>
        推荐匹配
      </h2>
      <p className={styles.counts}>正在比对{what}</p>
      <LoadingRows rows={10} label="正在推荐匹配" />
    </>
  );
}

function Results({ list, side }: { list: MatchListView; side: MatchPanelProps["side"] }) {
  const words = sideWords[side];
  const wide = useMedia("(min-width: 1200px)");
  const [chosen, setChosen] = useState<string>();
  const [sheet, setSheet] = useState(false);
  const open = list.results.filter((m) => m.state !== "declined");
  const declined = list.results.filter((m) => m.state === "declined");
  // What somebody acted on is never folded away.
  const weak = open.filter((m) => m.weak && m.state === "proposed");
  const strong = open.filter((m) => !weak.includes(m));
  const selected = list.results.find((m) => m.id === chosen) ?? open[0];
  const card = (match: MatchCardView) => (
    <MatchCard
      key={match.id}
      match={match}
      ownerWord={words.owner}
      amountWord={words.amount}
      selected={wide && match.id === selected?.id}
      foremost={match.id === selected?.id}
      onWhy={() => {
        setChosen(match.id);
        setSheet(true);
      }}
    />
  );
  return (
    <div className={wide ? styles.columns : undefined}>
      <div className={styles.results}>
        <div>
          <h2 id="matches" className={styles.heading}>
            推荐匹配 <span className={styles.number}>{open.length}</span>
          </h2>
          <p className={styles.counts} aria-live="polite">
            {countsSentence(list, words.what)}
          </p>
        </div>
        <Notices list={list} />
        {strong.map(card)}
        {weak.length > 0 && (
          <Collapse
            ghost
            // With nothing better to show, it is shown at once.
            defaultActiveKey={strong.length === 0 ? ["weak"] : []}
            items={[
              {
                key: "weak",
                label: `以下把握不大（${weak.length} 条）`,
                children: <div className={styles.results}>{weak.map(card)}</div>,
              },
            ]}
          />
        )}
        {declined.map((match) => (
          <DeclinedLine key={match.id} match={match} />
        ))}
      </div>
      {wide && selected && (
        <aside className={styles.why} aria-label="为什么推荐">
          <Why match={selected} />
        </aside>
      )}
      {!wide && (
        <Drawer placement="bottom" size="80%" title="为什么推荐" open={sheet} onClose={() => setSheet(false)}>
          {selected && <WhyBody match={selected} />}
        </Drawer>
      )}
    </div>
  );
}

function Why({ match }: { match: MatchCardView }) {
  return (
    <>
      <h2 className={styles.heading}>为什么是它</h2>
      <WhyBody match={match} />
    </>
  );
}

function WhyBody({ match }: { match: MatchCardView }) {
  return (
    <>
      <p className={styles.counts}>
        <LongName name={match.other.title} max={40} /> · {match.verdict} {Math.round(match.score)}
      </p>
      <PathDrawing path={match.path} />
    </>
  );
}

function Notices({ list }: { list: MatchListView }) {
  return list.degraded ? <Alert type="warning" showIcon title={list.degraded} /> : null;
}

/** How many were compared and how many a rule took out, with the rule. */
function countsSentence(list: MatchListView, what: string): string {
  const out = list.excluded.filter(({ count }) => count > 0).map(({ rule, count }) => `${rule} ${count}`);
  const excluded = out.length > 0 ? `，已排除：${out.join("，")}` : "";
  return `比对了 ${list.considered} 条${what}${excluded}`;
}
