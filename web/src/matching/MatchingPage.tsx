import { Input } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { usePages } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { demandsDocument } from "../lists/documents.ts";
import { demandView, type EntryView } from "../lists/entry.ts";
import { ExampleBadge, LongName } from "../ui/bits.tsx";
import { unknown } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { useDebounced } from "../ui/useDebounced.ts";
import { usePhone } from "../ui/useMedia.ts";
import { ContactReminder } from "./ContactReminder.tsx";
import styles from "./MatchingPage.module.css";
import { MatchPanel } from "./MatchPanel.tsx";
import { useDemandMatches } from "./useMatches.ts";

/** 供需对接: the open needs, and for the chosen one its results with their paths. On a phone a need opens its page. */
export function MatchingPage() {
  const [params, setParams] = useSearchParams();
  const [text, setText] = useState("");
  const { pages, needs } = useOpenNeeds(text);
  const phone = usePhone();
  const chosen = params.get("need") ?? needs?.[0]?.id;
  return (
    <Page title="供需对接" question="每条需求该找谁，为什么" actions={<Ways />}>
      <ContactReminder />
      <div className={styles.columns}>
        <section className={styles.needs} aria-label="待对接的需求">
          <Input
            allowClear
            aria-label="在需求中查找"
            placeholder="在需求中查找"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {!needs &&
            (pages.error ? (
              <Failed error={pages.error} onRetry={() => void pages.refetch()} />
            ) : (
              <LoadingRows rows={8} />
            ))}
          {needs?.length === 0 && <Nothing>没有待对接的需求。换个说法查找，或先录入一条。</Nothing>}
          <NeedList
            needs={needs ?? []}
            chosen={chosen}
            onChoose={(id) => setParams({ need: id }, { replace: true })}
          />
          <MoreRows pages={pages} />
        </section>
        {!phone && chosen && <Matches key={chosen} id={chosen} />}
      </div>
    </Page>
  );
}

/** The published needs with these words, the most pressing first; undefined while the first page loads. */
function useOpenNeeds(text: string) {
  const asked = useDebounced(text.trim(), 250);
  const pages = usePages(
    demandsDocument,
    { filter: { states: ["published"], ...(asked ? { text: asked } : {}) }, order: "soonest", first: 30 },
    (r) => r.demands,
  );
  return { pages, needs: pages.data?.pages.flatMap((page) => page.demands.nodes.map(demandView)) };
}

/** Where to go on from here, by what the visitor may do. */
function Ways() {
  const mayEnter = useMay("writeDemand");
  const mayDecide = useMay("decideMatch");
  const mayTune = useMay("tuneMatching");
  const mayTend = useMay("tendOwner");
  return (
    <>
      {mayDecide && <LinkButton to="/matching/plans">整单统筹</LinkButton>}
      {mayTend && <LinkButton to="/matching/exchange">互助往来</LinkButton>}
      {mayTend && <LinkButton to="/matching/apart">不撮合名单</LinkButton>}
      {mayTune && <LinkButton to="/matching/weights">匹配权重</LinkButton>}
      {mayEnter && <LinkButton to="/demands/new">录入需求</LinkButton>}
    </>
  );
}

interface NeedListProps {
  needs: readonly EntryView[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

function NeedList({ needs, chosen, onChoose }: NeedListProps) {
  const phone = usePhone();
  return (
    <ul className={styles.list}>
      {needs.map((need) => (
        <li key={need.id}>
          <Need
            need={need}
            to={phone ? need.path : `/matching?need=${encodeURIComponent(need.id)}`}
            current={!phone && need.id === chosen}
            onChoose={phone ? undefined : () => onChoose(need.id)}
          />
        </li>
      ))}
    </ul>
  );
}

interface NeedProps {
  need: EntryView;
  to: string;
  current: boolean;
  onChoose?: () => void;
}

function Need({ need, to, current, onChoose }: NeedProps) {
  return (
    <Link
      to={to}
      className={current ? styles.current : styles.need}
      aria-current={current || undefined}
      onClick={(event) => {
        if (!onChoose || event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        onChoose();
      }}
    >
      <span className={styles.title}>
        <LongName name={need.title} max={45} /> <ExampleBadge example={need.example} />
      </span>
      <span className={styles.quiet}>
        {need.owner ? (
          <LongName name={need.owner.name} max={16} />
        ) : need.source ? (
          "公开资料"
        ) : (
          "未写明提出单位"
        )}
      </span>
      {need.window !== unknown && <span className={styles.quiet}>{need.window}</span>}
    </Link>
  );
}

function Matches({ id }: { id: string }) {
  return <MatchPanel id={id} query={useDemandMatches(id)} side="offers" state="published" />;
}
