import { Form, Input } from "antd";
import { FormDialog } from "../ui/FormDialog.tsx";
import { type SteppedEntry, useEntriesStep } from "./useReview.tsx";

interface ReturnDialogProps {
  open: boolean;
  entries: readonly SteppedEntry[];
  onClose: () => void;
}

/** 退回: the reason that the owner will read. */
export function ReturnDialog({ open, entries, onClose }: ReturnDialogProps) {
  const step = useEntriesStep();
  return (
    <FormDialog<{ reason: string }>
      open={open}
      onClose={onClose}
      title={entries.length === 1 ? "退回这一条" : `退回 ${entries.length} 条`}
      word="退回"
      lead="提出单位会看到原因，修改后可以再次提交。"
      submit={async ({ reason }, key) => {
        await step("return", entries, key, reason);
        return undefined;
      }}
    >
      <Form.Item
        name="reason"
        label="原因"
        rules={[{ required: true, whitespace: true, message: "请写明原因，例如：请补充人数和时间" }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}
