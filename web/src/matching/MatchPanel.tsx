import { Alert, Collapse, Drawer } from "antd";
import { type ReactNode, useState } from "react";
import type { EntryState } from "../generated/graphql.ts";
import { useMay } from "../identity/session.tsx";
import { LongName } from "../ui/bits.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useMedia } from "../ui/useMedia.ts";
import { BundleCard } from "./BundleCard.tsx";
import { DeclinedLine, MatchCard } from "./MatchCard.tsx";
import { MatchesNews } from "./MatchesNews.tsx";
import styles from "./MatchPanel.module.css";
import type { MatchCardView, MatchListView } from "./match.ts";
import { PathDrawing } from "./PathDrawing.tsx";
import { resultsAtOnce } from "./useMatches.ts";

interface MatchPanelProps {
  /** The thing asked about. */
  id: string;
  query: { data: MatchListView | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  /** What the results are for the thing asked about. */
  side: "offers" | "demands";
  /** Of the thing asked about: after its end nothing new is recommended. */
  state?: EntryState;
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

/** Why nothing is recommended for what is no longer published. */
const endedWords: Partial<Record<EntryState, string>> = {
  expired: "已到期，不再推荐匹配。修改时间并保存后会重新推荐。",
  withdrawn: "已撤回，不参与匹配。重新发布后会推荐。",
};

/** Results, best first, and beside them the path of the selected one; narrow windows open the path in a sheet. */
export function MatchPanel({ id, query, side, state }: MatchPanelProps) {
  const may = useMay("readMatches");
  if (!may) return <Nothing>登录后，或在示例模式中选择一个身份后，这里显示推荐匹配。</Nothing>;
  return (
    <section aria-labelledby="matches" className={styles.panel}>
      <Part query={query} loading={<MatchSkeleton what={sideWords[side].what} />}>
        {(list) => (
          <>
            {state === "published" && (
              <MatchesNews
                side={side}
                id={id}
                known={list.results.map((match) => match.id)}
                first={resultsAtOnce}
                onUpdate={() => void query.refetch()}
              />
            )}
            {list.results.length === 0 ? (
              <NoResults list={list} side={side} state={state} />
            ) : (
              <Results list={list} side={side} />
            )}
          </>
        )}
      </Part>
    </section>
  );
}

/** No result: what was compared and ruled out, or why nothing is. */
function NoResults({ list, side, state }: Pick<MatchPanelProps, "side" | "state"> & { list: MatchListView }) {
  const words = sideWords[side];
  const ended = state && endedWords[state];
  return (
    <>
      <h2 id="matches" className={styles.heading}>
        推荐匹配
      </h2>
      {!ended && <p className={styles.counts}>{countsSentence(list, words.what)}</p>}
      <Notices list={list} />
      <Nothing>{ended ?? words.none}</Nothing>
    </>
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

/** The results in the order of reading: what somebody acted on is never folded away. */
function sorted(results: MatchCardView[]) {
  const open = results.filter((m) => m.state !== "declined");
  const weak = open.filter((m) => m.weak && m.state === "proposed");
  return {
    open,
    weak,
    strong: open.filter((m) => !weak.includes(m)),
    declined: results.filter((m) => m.state === "declined"),
  };
}

function Results({ list, side }: { list: MatchListView; side: MatchPanelProps["side"] }) {
  const words = sideWords[side];
  const wide = useMedia("(min-width: 1200px)");
  const [chosen, setChosen] = useState<string>();
  const [sheet, setSheet] = useState(false);
  const { open, strong, weak, declined } = sorted(list.results);
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
        <Heading number={open.length} counts={countsSentence(list, words.what)} />
        <Notices list={list} />
        {list.bundle && <BundleCard bundle={list.bundle} />}
        {strong.map(card)}
        {/* With nothing better to show, it is shown at once. */}
        {weak.length > 0 && <Weak count={weak.length} open={strong.length === 0} cards={weak.map(card)} />}
        {declined.map((match) => (
          <DeclinedLine key={match.id} match={match} />
        ))}
      </div>
      {selected && <Reasons match={selected} wide={wide} open={sheet} onClose={() => setSheet(false)} />}
    </div>
  );
}

function Heading({ number, counts }: { number: number; counts: string }) {
  return (
    <div>
      <h2 id="matches" className={styles.heading}>
        推荐匹配 <span className={styles.number}>{number}</span>
      </h2>
      <p className={styles.counts} aria-live="polite">
        {counts}
      </p>
    </div>
  );
}

/** Results of little promise, folded. */
function Weak({ count, open, cards }: { count: number; open: boolean; cards: ReactNode }) {
  const children = <div className={styles.results}>{cards}</div>;
  return (
    <Collapse
      ghost
      defaultActiveKey={open ? ["weak"] : []}
      items={[{ key: "weak", label: `以下把握不大（${count} 条）`, children }]}
    />
  );
}

interface ReasonsProps {
  match: MatchCardView;
  wide: boolean;
  /** Whether the sheet of a narrow window is open. */
  open: boolean;
  onClose: () => void;
}

/** Why the chosen one is recommended: beside the list, or in a sheet. */
function Reasons({ match, wide, open, onClose }: ReasonsProps) {
  if (wide)
    return (
      <aside className={styles.why} aria-label="为什么推荐">
        <h2 className={styles.heading}>为什么是它</h2>
        <WhyBody match={match} />
      </aside>
    );
  return (
    <Drawer placement="bottom" size="80%" title="为什么推荐" open={open} onClose={onClose}>
      <WhyBody match={match} />
    </Drawer>
  );
}

function WhyBody({ match }: { match: MatchCardView }) {
  return (
    <>
      <p className={styles.counts}>
        <LongName name={match.other.title} max={40} /> · {match.verdict} {Math.round(match.score)}
      </p>
      {match.tier === "text" && <p className={styles.counts}>仅文字相近：图中没有两边产品之间的联系。</p>}
      <PathDrawing path={match.path} decisive={match.decisive} />
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
