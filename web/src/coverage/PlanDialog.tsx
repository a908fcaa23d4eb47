import { Form, Input, InputNumber, Radio, Select } from "antd";
import type { FormationForm } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { planFormationDocument } from "./documents.ts";
import type { Firm } from "./Firms.tsx";
import { coverageQueries, forms } from "./words.ts";

interface PlanValues {
  partyMembers?: number | null;
  kind: "found" | "exempt" | "none";
  form?: FormationForm;
  dueOn?: string;
  reason?: string;
}

const kinds = [
  { value: "found", label: "计划组建" },
  { value: "exempt", label: "暂不组建" },
  { value: "none", label: "还没有安排" },
];

/** 安排: how many members a firm has and what is planned for it. */
export function PlanDialog({ firm, onClose }: { firm: Firm; onClose: () => void }) {
  const refresh = useRefresh(coverageQueries);
  const { enterprise, partyMembers, version, plan, suggested } = firm;
  return (
    <FormDialog<PlanValues>
      open
      onClose={onClose}
      title={`${enterprise.name}的组建安排`}
      word="保存"
      initial={{
        partyMembers,
        kind: plan?.kind ?? "found",
        form: plan?.form ?? suggested ?? undefined,
        dueOn: plan?.dueOn ?? undefined,
        reason: plan?.reason ?? undefined,
      }}
      submit={async ({ kind, form, dueOn, reason, ...values }, clientMutationId) => {
        const found = { kind: "found" as const, form, dueOn, reason };
        const planned = kind === "found" ? found : { kind: "exempt" as const, reason };
        await send(planFormationDocument, {
          input: {
            clientMutationId,
            enterpriseId: enterprise.id,
            expectedVersion: version,
            partyMembers: values.partyMembers ?? null,
            plan: kind === "none" ? null : planned,
          },
        });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item name="partyMembers" label="正式党员人数" extra="不知道就留空，先摸底。">
        <InputNumber min={0} max={100000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="kind" label="安排">
        <Radio.Group options={kinds} />
      </Form.Item>
      <Form.Item noStyle dependencies={["kind"]}>
        {({ getFieldValue }) => <Details kind={getFieldValue("kind") as PlanValues["kind"]} />}
      </Form.Item>
    </FormDialog>
  );
}

function Details({ kind }: { kind: PlanValues["kind"] }) {
  if (kind === "none") return null;
  return (
    <>
      {kind === "found" && (
        <>
          <Form.Item
            name="form"
            label="形式"
            rules={[{ required: true, message: "请选择形式" }]}
            extra="正式党员 3 名以上建党支部，50 名以上建党总支，100 名以上建党委，不足 3 名联合组建，没有党员派驻指导员。"
          >
            <Select options={Object.entries(forms).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="dueOn" label="哪天前完成" rules={[{ required: true, message: "请选择日期" }]}>
            <DayInput min={today()} />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="reason"
        label={kind === "exempt" ? "原因" : "说明"}
        rules={kind === "exempt" ? [{ required: true, whitespace: true, message: "请写明原因" }] : []}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
      </Form.Item>
    </>
  );
}
