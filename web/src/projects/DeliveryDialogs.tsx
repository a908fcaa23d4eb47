import { Form, Input, InputNumber } from "antd";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import styles from "./ProjectPage.module.css";
import { editDeliveryDocument, recordDeliveryDocument, removeDeliveryDocument } from "./projectDocuments.ts";
import { projectQueries } from "./useProjectSteps.ts";

type Delivery = ProjectInFullFragment["deliveries"][number];

interface DeliveryValues {
  on: string;
  text: string;
  quantity?: number | null;
  unit?: string;
  reason?: string;
}

interface DialogProps {
  project: ProjectInFullFragment;
  onClose: () => void;
}

/** The form of a delivery: of a new one, or of one that is corrected with the reason. */
export function DeliveryDialog({ project, delivery, onClose }: DialogProps & { delivery?: Delivery }) {
  const refresh = useRefresh(projectQueries);
  return (
    <FormDialog<DeliveryValues>
      open
      onClose={onClose}
      title={delivery ? "更正交付记录" : "登记交付"}
      word={delivery ? "更正" : "登记"}
      initial={
        delivery
          ? {
              on: delivery.on,
              text: delivery.text,
              quantity: delivery.quantity ?? null,
              unit: delivery.unit ?? "",
            }
          : { on: today() }
      }
      submit={async ({ on, text, quantity: amount, unit, reason }, clientMutationId) => {
        const { id, version: expectedVersion } = project;
        const said = { on, text, quantity: amount ?? null, unit: unit || null };
        const input = { clientMutationId, id, expectedVersion, ...said };
        if (delivery)
          await send(editDeliveryDocument, {
            input: { ...input, deliveryId: delivery.id, reason: reason ?? "" },
          });
        else await send(recordDeliveryDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item
        name="text"
        label="做了什么"
        rules={[{ required: true, whitespace: true, message: "请写明做了什么" }]}
      >
        <Input.TextArea rows={2} maxLength={500} placeholder="上门检测 3 批零件" />
      </Form.Item>
      <Form.Item name="on" label="日期" rules={[{ required: true, message: "请选择日期" }]}>
        <DayInput max={today()} />
      </Form.Item>
      <div className={styles.line}>
        <Form.Item name="quantity" label="数量">
          <InputNumber min={0} style={{ width: "100%" }} placeholder="可留空" />
        </Form.Item>
        <Form.Item name="unit" label="单位">
          <Input maxLength={20} placeholder="家、人、件" />
        </Form.Item>
      </div>
      {delivery && <Reason label="更正的原因" />}
    </FormDialog>
  );
}

const Reason = ({ label }: { label: string }) => (
  <Form.Item
    name="reason"
    label={label}
    extra="会写进审计记录"
    rules={[{ required: true, whitespace: true, message: "请写明原因" }]}
  >
    <Input maxLength={200} />
  </Form.Item>
);

/** Asks why a record is removed, and removes it. */
export function RemoveDeliveryDialog({ project, delivery, onClose }: DialogProps & { delivery: Delivery }) {
  const refresh = useRefresh(projectQueries);
  const { attachmentCount } = delivery;
  return (
    <FormDialog<{ reason: string }>
      open
      onClose={onClose}
      title="删除交付记录"
      word="删除"
      lead={`“${delivery.text}”（${delivery.on}）将从项目里删除${attachmentCount > 0 ? `，它的 ${attachmentCount} 个附件一起删除` : ""}；审计记录里仍可查到。`}
      submit={async ({ reason }, clientMutationId) => {
        const { id, version: expectedVersion } = project;
        const input = { clientMutationId, id, expectedVersion, deliveryId: delivery.id, reason };
        await send(removeDeliveryDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <Reason label="删除的原因" />
    </FormDialog>
  );
}
