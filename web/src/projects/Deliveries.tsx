import { Button, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { quantity, today } from "../ui/format.ts";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import styles from "./ProjectPage.module.css";
import { recordDeliveryDocument } from "./projectDocuments.ts";
import { projectQueries } from "./useProjectSteps.ts";

/** 交付记录: what was given when, and the form for the next. */
export function Deliveries({ project }: { project: ProjectInFullFragment }) {
  const [adding, setAdding] = useState(false);
  const { deliveries, deliveryCount, mayDeliver, state } = project;
  return (
    <Section
      title="交付记录"
      actions={mayDeliver && <Button onClick={() => setAdding(true)}>登记交付</Button>}
    >
      {deliveries.length === 0 ? (
        <SectionNote>
          {state === "approved" ? "还没有开始实施，开始后在这里登记交付。" : "还没有交付记录。"}
        </SectionNote>
      ) : (
        <Rows label="交付记录">
          {deliveries.map(({ id, on, text, quantity: amount, unit, byName }) => (
            <Row
              key={id}
              title={text}
              facts={[on, amount != null && quantity(amount, unit), byName && `${byName}登记`]}
            />
          ))}
        </Rows>
      )}
      {deliveryCount > deliveries.length && (
        <SectionNote>
          先显示最近 {deliveries.length} 次，共 {deliveryCount} 次。
        </SectionNote>
      )}
      {adding && <DeliveryDialog project={project} onClose={() => setAdding(false)} />}
    </Section>
  );
}

interface DeliveryValues {
  on: string;
  text: string;
  quantity?: number | null;
  unit?: string;
}

function DeliveryDialog({ project, onClose }: { project: ProjectInFullFragment; onClose: () => void }) {
  const refresh = useRefresh(projectQueries);
  return (
    <FormDialog<DeliveryValues>
      open
      onClose={onClose}
      title="登记交付"
      word="登记"
      initial={{ on: today() }}
      submit={async ({ on, text, quantity: amount, unit }, clientMutationId) => {
        const input = {
          clientMutationId,
          id: project.id,
          expectedVersion: project.version,
          on,
          text,
          quantity: amount ?? null,
          unit: unit || null,
        };
        await send(recordDeliveryDocument, { input });
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
    </FormDialog>
  );
}
