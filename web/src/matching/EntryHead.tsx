import { Alert, App, Button, Tag } from "antd";
import { Link } from "react-router";
import { sentenceOf } from "../graphql/client.ts";
import type { EntryView } from "../lists/entry.ts";
import { ExampleBadge, SourceLink, UrgentBadge } from "../ui/bits.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { useUndo } from "../ui/undo.tsx";
import { entryStates } from "../ui/words.ts";
import styles from "./EntryHead.module.css";

interface EntryFactsProps {
  view: EntryView;
  /** What is known of it; rows that were never asked for are left out when empty. */
  rows: readonly (readonly [term: string, value: React.ReactNode])[];
}

/** State, badges and facts of an entry. */
export function EntryFacts({ view, rows }: EntryFactsProps) {
  return (
    <section className={styles.facts} aria-label="基本情况">
      {view.state === "expired" && (
        <Alert type="warning" showIcon title="已到期，不再推荐匹配。仍然需要时，请修改时间后保存。" />
      )}
      {view.text && <p className={styles.text}>{view.text}</p>}
      <dl className={styles.grid}>
        {rows
          .filter(([, value]) => value)
          .map(([term, value]) => (
            <div key={term} className={styles.fact}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {view.source && <SourceLink source={view.source} />}
    </section>
  );
}

/** Tags under the title: state, urgency, example. */
export function EntryTags({ view, kind }: { view: EntryView; kind: React.ReactNode }) {
  return (
    <span className={styles.tags}>
      {kind}
      <Tag>{entryStates[view.state]}</Tag>
      <UrgentBadge urgent={view.urgent} />
      <ExampleBadge example={view.example} />
    </span>
  );
}

/** The unit that raised or offers it, leading to its page. */
export function OwnerLink({ view }: { view: EntryView }) {
  return view.owner ? (
    <Link to={`/n/${encodeURIComponent(view.owner.id)}`}>{view.owner.name}</Link>
  ) : (
    <>暂无数据</>
  );
}

interface EntryActionsProps {
  view: EntryView;
  mayEdit: boolean;
  editPath: string;
  /** Takes the entry from the list; resolves when done. */
  withdraw: () => Promise<unknown>;
  republish: () => Promise<unknown>;
}

/** Edit and withdraw, the latter with ten seconds to take it back; withdrawn entries can be published again. */
export function EntryActions({ view, mayEdit, editPath, withdraw, republish }: EntryActionsProps) {
  const offerUndo = useUndo();
  const { message } = App.useApp();
  const take = (step: () => Promise<unknown>, done: () => void) =>
    step().then(done, (error: unknown) => message.error(sentenceOf(error)));
  if (!mayEdit) return null;
  if (view.state === "withdrawn") {
    return (
      <Button onClick={() => void take(republish, () => message.success("已重新发布"))}>重新发布</Button>
    );
  }
  return (
    <>
      <LinkButton to={editPath}>修改</LinkButton>
      <Button onClick={() => void take(withdraw, () => offerUndo("已撤回，不再参与匹配", republish))}>
        撤回
      </Button>
    </>
  );
}
