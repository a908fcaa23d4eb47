import { Button, Input, InputNumber, Select } from "antd";
import { type ReactNode, useId, useState } from "react";
import type { Fairness } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useChoices } from "../lists/useChoices.ts";
import { Section } from "../ui/Section.tsx";
import { useStep } from "../ui/useStep.tsx";
import { fairnesses } from "../ui/words.ts";
import { startPlanDocument } from "./documents.ts";
import styles from "./PlansPage.module.css";

interface Wish {
  text: string;
  categoryId: string;
  allianceId: string;
  providersPerNeed: number;
  fairness: Fairness;
}

const usualWish: Wish = { text: "", categoryId: "", allianceId: "", providersPerNeed: 1, fairness: "some" };

interface WishProps {
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

/** Which needs, how many providers each, how fair; starts the plan and says its id. */
export function PlanForm({ onStarted }: { onStarted: (id: string) => void }) {
  const [wish, setWish] = useState(usualWish);
  const { busy, start } = useStart(onStarted);
  const fields: WishProps = { wish, onChange: (part) => setWish((before) => ({ ...before, ...part })) };
  return (
    <Section
      title="统筹哪些需求"
      hint="已发布、还没有人对接的需求，一次最多 1000 条。余量、时间和不撮合名单一律遵守。"
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void start(wish);
        }}
      >
        <NeedFields {...fields} />
        <ShareFields {...fields} />
        <Button type="primary" htmlType="submit" loading={busy}>
          开始统筹
        </Button>
      </form>
    </Section>
  );
}

function useStart(onStarted: (id: string) => void) {
  const { take } = useStep();
  const [busy, setBusy] = useState(false);
  const start = async ({ text, categoryId, allianceId, providersPerNeed, fairness }: Wish) => {
    setBusy(true);
    const input = {
      clientMutationId: newMutationId(),
      providersPerNeed,
      fairness,
      text: text.trim() || null,
      categoryId: categoryId || null,
      allianceId: allianceId || null,
    };
    const work = async () => onStarted((await send(startPlanDocument, { input })).startPlan.plan.id);
    await take({ work, changes: ["Plans"] });
    setBusy(false);
  };
  return { busy, start };
}

/** Which needs: by their words, their category, their alliance. */
function NeedFields({ wish, onChange }: WishProps) {
  const { categories, alliances } = useChoices();
  return (
    <>
      <Field label="需求中的用词" wide>
        {(id) => (
          <Input
            id={id}
            allowClear
            maxLength={100}
            placeholder="留空为全部"
            value={wish.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label="类别">
        {(id) => (
          <Select
            id={id}
            className={styles.select}
            value={wish.categoryId}
            onChange={(categoryId) => onChange({ categoryId })}
            popupMatchSelectWidth={false}
            options={[{ value: "", label: "全部类别" }, ...categories]}
          />
        )}
      </Field>
      <Field label="联盟">
        {(id) => (
          <Select
            id={id}
            className={styles.select}
            value={wish.allianceId}
            onChange={(allianceId) => onChange({ allianceId })}
            popupMatchSelectWidth={false}
            options={[{ value: "", label: "全部联盟" }, ...alliances]}
          />
        )}
      </Field>
    </>
  );
}

const fairnessOptions = Object.entries(fairnesses).map(([value, label]) => ({
  value: value as Fairness,
  label,
}));

/** How the work is shared: how many providers a need, and how fair among them. */
function ShareFields({ wish, onChange }: WishProps) {
  return (
    <>
      <Field label="每条最多几家">
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={5}
            precision={0}
            value={wish.providersPerNeed}
            onChange={(value) => onChange({ providersPerNeed: value ?? 1 })}
          />
        )}
      </Field>
      <Field label="提供方之间的公平">
        {(id) => (
          <Select<Fairness>
            id={id}
            className={styles.select}
            value={wish.fairness}
            onChange={(fairness) => onChange({ fairness })}
            options={fairnessOptions}
          />
        )}
      </Field>
    </>
  );
}

interface FieldProps {
  label: string;
  wide?: boolean;
  children: (id: string) => ReactNode;
}

function Field({ label, wide, children }: FieldProps) {
  const id = useId();
  return (
    <div className={wide ? `${styles.field} ${styles.words}` : styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
