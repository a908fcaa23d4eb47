import { Button, Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { DuplicateReason, MergeField, MergeSideFieldsFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { useKeyOfContent } from "../ui/useKeyOfContent.ts";
import { useStep } from "../ui/useStep.tsx";
import styles from "./DuplicatesPage.module.css";
import { mergeDocument, tellApartDocument } from "./documents.ts";
import { fields, held, mergingQueries, reasons, shown } from "./words.ts";

type Side = MergeSideFieldsFragment;
export interface Pair {
  id: string;
  reasons: DuplicateReason[];
  left: Side;
  right: Side;
}

const hangs = ({ holds }: Side): string =>
  holds.map(({ what, count }) => `${held[what][0]} ${count} ${held[what][1]}`).join("、") || "没有往来";

const valueIn = (side: Side, field: MergeField) =>
  side.fields.find((one) => one.field === field)?.value ?? null;

/** Two entries beside each other: which stays, what of each, and that they are two after all. */
export function PairCompare({ pair, onMerged }: { pair: Pair; onMerged?: (keptId: string) => void }) {
  const { left, right } = pair;
  const [keptId, setKeptId] = useState(left.id);
  const [chosen, setChosen] = useState<Partial<Record<MergeField, string>>>({});
  const [busy, setBusy] = useState(false);
  const keyOf = useKeyOfContent();
  const { take: step, ask } = useStep();
  const [kept, removed] = keptId === left.id ? [left, right] : [right, left];
  const pickOf = (field: MergeField): string =>
    chosen[field] ?? (valueIn(kept, field) === null ? removed.id : kept.id);
  const differing = left.fields.filter(({ field, value }) => value !== valueIn(right, field));
  const merge = () => {
    const take = differing.flatMap(({ field }) => (pickOf(field) === removed.id ? [field] : []));
    const asked = {
      ...{ keptId: kept.id, removedId: removed.id, take },
      ...{ keptVersion: kept.version, removedVersion: removed.version },
    };
    ask({
      title: `把“${removed.name}”并入“${kept.name}”？`,
      content: `${hangs(removed)}会转到“${kept.name}”名下，“${removed.name}”留作别名，旧链接继续可用。合并可以撤销。`,
      word: "合并",
      work: async () => {
        await send(mergeDocument, { input: { clientMutationId: keyOf(asked), ...asked } });
        onMerged?.(kept.id);
      },
      done: "已合并，可在“合并记录”里撤销",
      changes: mergingQueries,
    });
  };
  const apart = async () => {
    setBusy(true);
    await step({
      work: () =>
        send(tellApartDocument, {
          input: { clientMutationId: newMutationId(), aId: left.id, bId: right.id, distinct: true },
        }),
      done: "已记下，不再提示",
      changes: mergingQueries,
    });
    setBusy(false);
  };
  return (
    <article className={styles.pair} aria-label={`${left.name}与${right.name}`}>
      <p className={styles.reasons}>
        {pair.reasons.length > 0
          ? pair.reasons.map((reason) => reasons[reason]).join("；")
          : "名称和代码看不出相同"}
      </p>
      <Choice
        label="保留哪一条"
        value={keptId}
        onChange={(id) => {
          setKeptId(id);
          setChosen({});
        }}
        options={[left, right].map((side) => ({
          id: side.id,
          text: (
            <>
              <Link to={`/n/${encodeURIComponent(side.id)}`}>{side.name}</Link>{" "}
              <ExampleBadge example={side.example} />
              <span className={styles.hangs}>{hangs(side)}</span>
            </>
          ),
        }))}
      />
      {differing.map(({ field }) => (
        <Choice
          key={field}
          label={fields[field]}
          value={pickOf(field)}
          onChange={(id) => setChosen({ ...chosen, [field]: id })}
          options={[left, right].map((side) => ({
            id: side.id,
            text: shown(field, valueIn(side, field)),
            disabled: valueIn(side, field) === null,
          }))}
        />
      ))}
      <div className={styles.actions}>
        <Button type="primary" onClick={merge}>
          合并
        </Button>
        <Button onClick={() => void apart()} loading={busy}>
          不是同一家
        </Button>
      </div>
    </article>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (id: string) => void;
  options: { id: string; text: React.ReactNode; disabled?: boolean }[];
}

const Choice = ({ label, value, onChange, options }: ChoiceProps) => (
  <div className={styles.choice}>
    <span className={styles.label}>{label}</span>
    <Radio.Group
      className={styles.options ?? ""}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as string)}
    >
      {options.map(({ id, text, disabled = false }) => (
        <Radio key={id} value={id} disabled={disabled}>
          {text}
        </Radio>
      ))}
    </Radio.Group>
  </div>
);
