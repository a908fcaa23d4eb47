import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { evaluateProjectDocument } from "./projectDocuments.ts";
import { projectQueries } from "./useProjectSteps.ts";
import { starWords } from "./words.ts";

interface EnterValues {
  stars: number;
  text?: string;
  because: string;
}

/** 代录: what a beneficiary without an account says, entered by whoever answers for the alliance. */
export function EnterButton({ project }: { project: ProjectInFullFragment }) {
  const [open, setOpen] = useState(false);
  const refresh = useRefresh(projectQueries);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        代录受益方评价
      </Button>
      <FormDialog<EnterValues>
        open={open}
        onClose={() => setOpen(false)}
        title="代录受益方评价"
        word="提交代录"
        lead="请按受益方的原话和打分填写。评价会标明是代录、由谁代录；签字的回访单可在提交后附上。"
        submit={async ({ stars, text, because }, clientMutationId) => {
          const { id, version: expectedVersion } = project;
          const said = { stage: "beneficiary" as const, stars, text: text ?? null, enteredBecause: because };
          await send(evaluateProjectDocument, { input: { clientMutationId, id, expectedVersion, ...said } });
          await refresh();
          return undefined;
        }}
      >
        <Form.Item name="stars" label="满意程度" rules={[{ required: true, message: "请选择满意程度" }]}>
          <Radio.Group
            options={starWords.map(([value, word]) => ({ value, label: `${value} 分 ${word}` }))}
            aria-label="受益方的满意程度"
          />
        </Form.Item>
        <Form.Item name="text" label="评语">
          <Input.TextArea rows={2} maxLength={500} showCount placeholder="受益方的原话，可留空" />
        </Form.Item>
        <Form.Item
          name="because"
          label="代录的原因"
          rules={[{ required: true, whitespace: true, message: "请写明代录的原因" }]}
        >
          <Input maxLength={200} placeholder="企业没有账号，电话回访" />
        </Form.Item>
      </FormDialog>
    </>
  );
}
