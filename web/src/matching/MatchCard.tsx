import { Button, Collapse, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { BarDialog } from "../barring/BarDialog.tsx";
import { useMay } from "../identity/session.tsx";
import { ExampleBadge, LongName, Unseen } from "../ui/bits.tsx";
import { unknown } from "../ui/format.ts";
import { declineReasons, matchStates, matchTiers } from "../ui/words.ts";
import { AllFactors, Factors } from "./Factors.tsx";
import { MatchActionBar } from "./MatchActionBar.tsx";
import styles from "./MatchCard.module.css";
import type { MatchCardView } from "./match.ts";
import { useMatchActions } from "./useMatchActions.ts";

interface MatchCardProps {
  match: MatchCardView;
  /** 提供单位 or 提出单位. */
  ownerWord: string;
  amountWord: string;
  /** Its path is the one beside the list. */
  selected: boolean;
  /** Carries the page's one primary button. */
  foremost: boolean;
  onWhy: () => void;
}

/** One result: who, what, how much is left, when, where; why; what speaks against; and the two steps. */
export function MatchCard({ match, ownerWord, amountWord, selected, foremost, onWhy }: MatchCardProps) {
  const { other } = match;
  return (
    <article className={selected ? styles.selected : styles.card} aria-labelledby={`match-${match.id}`}>
      <header className={styles.head}>
        <h3 id={`match-${match.id}`} className={styles.title}>
          <Link to={other.path}>
            <LongName name={other.title} max={60} />
          </Link>{" "}
          <ExampleBadge example={other.example} />
          {match.tier && <Tag className={styles.state}>{matchTiers[match.tier]}</Tag>}
          <StateTag match={match} />
        </h3>
        <Score match={match} />
      </header>
      {other.text && (
        <p className={styles.text} title={other.text}>
          {other.text}
        </p>
      )}
      <dl className={styles.facts}>
        <Fact term={ownerWord}>
          {other.owner ? (
            <Link to={`/n/${encodeURIComponent(other.owner.id)}`}>
              <LongName name={other.owner.name} max={22} />
            </Link>
          ) : (
            unknown
          )}
        </Fact>
        <Fact term={amountWord}>{other.amount}</Fact>
        <Fact term="时间">{other.window}</Fact>
        {other.alliance && <Fact term="联盟">{other.alliance.name}</Fact>}
      </dl>
      <Factors factors={match.deciding} label="起决定作用的因素" />
      <Counter match={match} />
      {match.reason && <p className={styles.note}>说明：{match.reason}</p>}
      <MatchActionBar match={match} selected={selected} foremost={foremost} onWhy={onWhy} />
      <Collapse
        ghost
        size="small"
        className={styles.more}
        items={[
          {
            key: "all",
            label: `全部 ${match.factors.length} 项因素`,
            children: <AllFactors factors={match.factors} />,
          },
        ]}
      />
    </article>
  );
}

function Score({ match }: { match: MatchCardView }) {
  return (
    <span className={styles.score}>
      {match.verdict} <strong>{Math.round(match.score)}</strong>
      <Unseen>分，满分 100</Unseen>
    </span>
  );
}

function StateTag({ match }: { match: MatchCardView }) {
  if (match.state === "proposed") return null;
  return <Tag className={styles.state}>{matchStates[match.state]}</Tag>;
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What speaks against it and what is not known. */
function Counter({ match }: { match: MatchCardView }) {
  if (match.against.length === 0 && match.missing.length === 0) return null;
  return (
    <div className={styles.counter}>
      {match.against.length > 0 && (
        <p>
          <span className={styles.counterWord}>不利</span>
          {match.against.join("；")}
        </p>
      )}
      {match.missing.length > 0 && (
        <p>
          <span className={styles.counterWord}>待补充</span>
          {match.missing.join("；")}
        </p>
      )}
    </div>
  );
}

/** A declined result takes one line and can be taken back. */
export function DeclinedLine({ match }: { match: MatchCardView }) {
  const { busy, reopen } = useMatchActions(match);
  const why = [match.declineReason && declineReasons[match.declineReason], match.reason];
  const reason = why.filter(Boolean).join("：");
  return (
    <div className={styles.declined}>
      <span className={styles.declinedText}>
        不合适{reason ? `（${reason}）` : ""}：
        <Link to={match.other.path}>
          <LongName name={match.other.title} max={40} />
        </Link>
      </span>
      {match.mayDecide && (
        <Button size="small" loading={busy === "reopen"} onClick={reopen}>
          恢复
        </Button>
      )}
      {match.own && match.other.owner && <KeepApart owner={match.own} other={match.other.owner} />}
    </div>
  );
}

/** Whoever declined because of who it is need not decline the next one too. */
function KeepApart({ owner, other }: Record<"owner" | "other", { id: string; name: string }>) {
  const may = useMay("tendOwner");
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        不再推荐这家单位
      </Button>
      {open && (
        <BarDialog
          owner={{ value: owner.id, label: owner.name }}
          other={{ value: other.id, label: other.name }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
