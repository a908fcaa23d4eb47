import { Form, type FormInstance, Segmented, Select } from "antd";
import { type ReactNode, useMemo } from "react";
import { useParams } from "react-router";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Page } from "../ui/Page.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { beneficiaries, urgencies } from "../ui/words.ts";
import styles from "./EntryForm.module.css";
import { EntryForm } from "./EntryForm.tsx";
import { type DemandInFull, isUnpublished } from "./entry.ts";
import { demandDocument } from "./entryDocuments.ts";
import { AllianceField, AmountFields, CategoryField, TextFields, WindowFields } from "./fields.tsx";
import { editDemandDocument, enterDemandDocument } from "./formDocuments.ts";
import { type DemandValues, demandFields, demandValues, type Trade } from "./formValues.ts";
import { OwnerField, PlaceField, ProductsField } from "./pickers.tsx";
import { demandProblems, textProblem } from "./rules.ts";
import { useOwnerKinds } from "./useListKinds.ts";
import { usePrefill } from "./usePrefill.ts";
import type { Saver } from "./useSave.ts";
import { VisibilityField } from "./VisibilityField.tsx";

const pathOfDemand = (id: string): string => `/demands/${encodeURIComponent(id)}`;

const createDemand: Saver<DemandValues> = {
  save: async (values, clientMutationId, _version, asDraft) => {
    const { enterDemand } = await send(enterDemandDocument, {
      input: { clientMutationId, asDraft, fields: demandFields(values) },
    });
    return { path: pathOfDemand(enterDemand.demand.id), state: enterDemand.demand.state };
  },
};

/** Saves changes of a need and can show what it has become meanwhile. */
function demandEditor(demand: DemandInFull): Saver<DemandValues> {
  return {
    version: demand.version,
    save: async (values, clientMutationId, version, asDraft) => {
      const input = {
        clientMutationId,
        asDraft,
        id: demand.id,
        expectedVersion: version ?? demand.version,
        fields: demandFields(values),
      };
      const { editDemand } = await send(editDemandDocument, { input });
      return { path: pathOfDemand(demand.id), state: editDemand.demand.state };
    },
    current: async () => {
      const { demand: now } = await send(demandDocument, { id: demand.id });
      if (!now) throw new Error("gone");
      return { values: demandValues(now), version: now.version };
    },
  };
}

/** 录入需求. */
export function NewDemandPage() {
  return (
    <Page title="录入需求" question="保存后立即推荐能解决它的资源和服务项目">
      <EntryForm<DemandValues>
        draftName="demand.new"
        initial={{ urgency: "normal" }}
        saver={createDemand}
        problems={demandProblems}
        saveWord="保存并推荐匹配"
        mayDraft
        side="demands"
      >
        {(form, underText) => <DemandFormFields form={form} underText={underText} />}
      </EntryForm>
    </Page>
  );
}

/** 修改需求. */
export function EditDemandPage() {
  const { id = "" } = useParams();
  const answer = useQueryDocument(demandDocument, { id });
  return (
    <Page title="修改需求">
      <Part query={answer} loading={<LoadingRows rows={10} />}>
        {({ demand }) =>
          demand ? <DemandEditor demand={demand} /> : <Nothing>没有找到这条需求，可能已被撤回。</Nothing>
        }
      </Part>
    </Page>
  );
}

function DemandEditor({ demand }: { demand: DemandInFull }) {
  // The version that editing began with: a newer one in the cache must not silence a conflict.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const saver = useMemo(() => demandEditor(demand), [demand.id]);
  return (
    <EntryForm<DemandValues>
      draftName={`demand.${demand.id}`}
      initial={demandValues(demand)}
      saver={saver}
      problems={demandProblems}
      saveWord="保存修改"
      mayDraft={isUnpublished(demand.state)}
      side="demands"
      entryId={demand.id}
    >
      {(form, underText) => <DemandFormFields form={form} underText={underText} />}
    </EntryForm>
  );
}

const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const productTrades: [Trade, string][] = [
  ["buys", "要采购的"],
  ["sells", "要卖出的"],
];

interface FieldsProps {
  form: FormInstance<DemandValues>;
  underText: ReactNode;
}

function DemandFormFields({ form, underText }: FieldsProps) {
  const prefill = usePrefill(form);
  const owners = useOwnerKinds("demands");
  const phone = usePhone();
  return (
    <>
      <TextFields
        label="需要什么"
        placeholder="例如：招聘 20 名数控机床操作工，希望 7 月底前到岗"
        problem={(text) => textProblem(text, "需要什么")}
      />
      {underText}
      <OwnerField label="提出单位" kinds={owners} onPick={prefill} />
      <div className={styles.pair}>
        <CategoryField />
        <AllianceField />
      </div>
      <AmountFields name="quantity" label="数量" />
      <WindowFields from="neededFrom" until="neededBy" words={["最早", "最晚"]} />
      <ProductsField trades={productTrades} />
      <PlaceField />
      <VisibilityField />
      <div className={styles.pair}>
        <Form.Item name="urgency" label="紧急程度">
          <Segmented aria-label="紧急程度" options={options(urgencies)} />
        </Form.Item>
        <Form.Item name="beneficiary" label="受益对象">
          <Select
            allowClear
            size={phone ? "large" : "middle"}
            options={options(beneficiaries)}
            placeholder="不清楚可留空"
          />
        </Form.Item>
      </div>
    </>
  );
}
