import { Form, type FormInstance, InputNumber, Segmented } from "antd";
import { type ReactNode, useMemo } from "react";
import { useParams } from "react-router";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Page } from "../ui/Page.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { offerKinds } from "../ui/words.ts";
import styles from "./EntryForm.module.css";
import { EntryForm } from "./EntryForm.tsx";
import { isUnpublished, type OfferInFull } from "./entry.ts";
import { offerDocument } from "./entryDocuments.ts";
import { AllianceField, AmountFields, CategoryField, reject, TextFields, WindowFields } from "./fields.tsx";
import { editOfferDocument, enterOfferDocument } from "./formDocuments.ts";
import { type OfferValues, offerFields, offerValues, type Trade } from "./formValues.ts";
import { OwnerField, PlaceField, ProductsField } from "./pickers.tsx";
import { amountProblem, offerProblems, textProblem } from "./rules.ts";
import { useListOrder, useOwnerKinds } from "./useListKinds.ts";
import { usePrefill } from "./usePrefill.ts";
import type { Saver } from "./useSave.ts";
import { VisibilityField } from "./VisibilityField.tsx";

const pathOfOffer = (id: string): string => `/offers/${encodeURIComponent(id)}`;

const createOffer: Saver<OfferValues> = {
  save: async (values, clientMutationId, _version, asDraft) => {
    const { enterOffer } = await send(enterOfferDocument, {
      input: { clientMutationId, asDraft, fields: offerFields(values) },
    });
    return { path: pathOfOffer(enterOffer.offer.id), state: enterOffer.offer.state };
  },
};

/** Saves changes of a resource or project and can show what it has become meanwhile. */
function offerEditor(offer: OfferInFull): Saver<OfferValues> {
  return {
    version: offer.version,
    save: async (values, clientMutationId, version, asDraft) => {
      const input = {
        clientMutationId,
        asDraft,
        id: offer.id,
        expectedVersion: version ?? offer.version,
        fields: offerFields(values),
      };
      const { editOffer } = await send(editOfferDocument, { input });
      return { path: pathOfOffer(offer.id), state: editOffer.offer.state };
    },
    current: async () => {
      const { offer: now } = await send(offerDocument, { id: offer.id });
      if (!now) throw new Error("gone");
      return { values: offerValues(now), version: now.version };
    },
  };
}

/** 录入资源. */
export function NewOfferPage() {
  return (
    <Page title="录入资源" question="保存后立即推荐它能解决的需求">
      <EntryForm<OfferValues>
        draftName="offer.new"
        initial={{ kind: "resource" }}
        saver={createOffer}
        problems={offerProblems}
        saveWord="保存并推荐匹配"
        mayDraft
        side="offers"
      >
        {(form, underText) => <OfferFormFields form={form} underText={underText} />}
      </EntryForm>
    </Page>
  );
}

/** 修改资源. */
export function EditOfferPage() {
  const { id = "" } = useParams();
  const answer = useQueryDocument(offerDocument, { id });
  return (
    <Page title="修改资源">
      <Part query={answer} loading={<LoadingRows rows={10} />}>
        {({ offer }) =>
          offer ? <OfferEditor offer={offer} /> : <Nothing>没有找到这条资源，可能已被撤回。</Nothing>
        }
      </Part>
    </Page>
  );
}

function OfferEditor({ offer }: { offer: OfferInFull }) {
  // The version that editing began with: a newer one in the cache must not silence a conflict.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const saver = useMemo(() => offerEditor(offer), [offer.id]);
  return (
    <EntryForm<OfferValues>
      draftName={`offer.${offer.id}`}
      initial={offerValues(offer)}
      saver={saver}
      problems={offerProblems}
      saveWord="保存修改"
      mayDraft={isUnpublished(offer.state)}
      side="offers"
      entryId={offer.id}
    >
      {(form, underText) => <OfferFormFields form={form} underText={underText} />}
    </EntryForm>
  );
}

const productTrades: [Trade, string][] = [
  ["sells", "能提供的"],
  ["buys", "要采购的"],
];

interface FieldsProps {
  form: FormInstance<OfferValues>;
  underText: ReactNode;
}

function OfferFormFields({ form, underText }: FieldsProps) {
  const prefill = usePrefill(form);
  const owners = useOwnerKinds(Form.useWatch("kind", form) === "project" ? "projects" : "resources");
  const used = useListOrder();
  const phone = usePhone();
  return (
    <>
      <Form.Item name="kind" label="种类">
        <Segmented
          aria-label="种类"
          options={Object.entries(offerKinds).map(([value, label]) => ({
            value,
            label,
            // A list that is not used here takes nothing new.
            disabled: !used.includes(value === "project" ? "projects" : "resources"),
          }))}
        />
      </Form.Item>
      <TextFields
        label="能提供什么"
        placeholder="例如：可容纳 80 人的培训教室，周末免费开放给联盟成员"
        problem={(text) => textProblem(text, "能提供什么")}
      />
      {underText}
      <OwnerField label="提供单位" kinds={owners} onPick={prefill} />
      <div className={styles.pair}>
        <CategoryField />
        <AllianceField />
      </div>
      <AmountFields name="capacity" label="可提供数量" />
      <WindowFields from="availableFrom" until="availableUntil" words={["开始", "结束"]} />
      <ProductsField trades={productTrades} />
      <PlaceField />
      <VisibilityField />
      <Form.Item
        name="serviceRadiusKm"
        label="服务半径（公里）"
        extra="可留空，表示不限"
        rules={[{ validator: (_, value) => reject(amountProblem(value)) }]}
      >
        <InputNumber className={styles.full} size={phone ? "large" : "middle"} inputMode="decimal" />
      </Form.Item>
    </>
  );
}
