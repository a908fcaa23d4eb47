import { Alert, App, Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { sentenceOf } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { type EntryView, isUnpublished } from "../lists/entry.ts";
import { ReturnDialog } from "../lists/ReturnDialog.tsx";
import { useEntriesStep } from "../lists/useReview.tsx";
import { ExampleBadge, SourceLink, UrgentBadge } from "../ui/bits.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { useUndo } from "../ui/undo.tsx";
import { entryStates } from "../ui/words.ts";
import styles from "./EntryHead.module.css";

interface EntryFactsProps {
  view: EntryView;
  returnReason: string | null | undefined;
  /** What is known of it; rows that were never asked for are left out when empty. */
  rows: readonly (readonly [term: string, value: React.ReactNode])[];
}

const unpublishedWords: Partial<Record<EntryView["state"], string>> = {
  draft: "草稿，还没有提交。只有本单位和联盟统筹能看到，不参与匹配。",
  pendingReview: "等待审核。通过前只有本单位和审核人能看到，不参与匹配。",
  returned: "已退回，修改后可以再次提交。只有本单位和审核人能看到，不参与匹配。",
};

/** State, badges and facts of an entry. */
export function EntryFacts({ view, rows, returnReason }: EntryFactsProps) {
  return (
    <section className={styles.facts} aria-label="基本情况">
      {view.state === "expired" && (
        <Alert type="warning" showIcon title="已到期，不再推荐匹配。仍然需要时，请修改时间后保存。" />
      )}
      {isUnpublished(view.state) && (
        <Alert
          className={styles.notice}
          type={view.state === "returned" ? "warning" : "info"}
          showIcon
          title={unpublishedWords[view.state]}
          description={returnReason && `退回原因：${returnReason}`}
        />
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
  mayReview: boolean;
  editPath: string;
  /** Takes the entry from the list; resolves when done. */
  withdraw: () => Promise<unknown>;
  republish: () => Promise<unknown>;
}

/** Approve and return, for whoever reviews. */
function ReviewActions({ view }: { view: EntryView }) {
  const step = useEntriesStep();
  const { message } = App.useApp();
  const [returning, setReturning] = useState(false);
  const [key] = useState(newMutationId);
  const approve = () =>
    step("approve", [view], key).catch((error: unknown) => void message.error(sentenceOf(error)));
  return (
    <>
      <Button type="primary" onClick={() => void approve()}>
        通过
      </Button>
      <Button onClick={() => setReturning(true)}>退回</Button>
      <ReturnDialog open={returning} entries={[view]} onClose={() => setReturning(false)} />
    </>
  );
}

/** Edit and withdraw, the latter with ten seconds to take it back; withdrawn entries can be published again. */
export function EntryActions(props: EntryActionsProps) {
  const { view, mayEdit, mayReview, editPath, withdraw, republish } = props;
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
      {mayReview && <ReviewActions view={view} />}
      <LinkButton to={editPath}>修改</LinkButton>
      <Button onClick={() => void take(withdraw, () => offerUndo("已撤回，不再参与匹配", republish))}>
        撤回
      </Button>
    </>
  );
}
