import { Form, Input, Select } from "antd";
import type { AttachmentKind, AttachmentShownFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { editAttachmentDocument } from "./documents.ts";
import { attachmentQueries } from "./useUploads.ts";
import { attachmentKinds, isPicture } from "./words.ts";

interface Values {
  name: string;
  caption?: string;
  kind: AttachmentKind;
}

interface AttachmentDialogProps {
  attachment: AttachmentShownFragment;
  onClose: () => void;
}

/** Name, caption and kind of an attachment. */
export function AttachmentDialog({ attachment, onClose }: AttachmentDialogProps) {
  const { id, version, name, caption, kind, mediaType } = attachment;
  const refresh = useRefresh(attachmentQueries);
  const ending = /\.\w+$/.exec(name)?.[0] ?? "";
  const kinds = (Object.keys(attachmentKinds) as AttachmentKind[]).filter(
    (one) => one !== "photo" || isPicture(mediaType),
  );
  return (
    <FormDialog<Values>
      open
      onClose={onClose}
      title="修改附件"
      word="保存"
      initial={{ name: name.slice(0, name.length - ending.length), caption: caption ?? "", kind }}
      submit={async (values, clientMutationId) => {
        const input = { clientMutationId, id, expectedVersion: version, ...values };
        await send(editAttachmentDocument, {
          input: { ...input, name: `${values.name}${ending}`, caption: values.caption || null },
        });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item name="caption" label="说明">
        <Input maxLength={200} placeholder="例如：双方盖章的服务协议，可留空" />
      </Form.Item>
      <Form.Item
        name="name"
        label="文件名"
        rules={[{ required: true, whitespace: true, message: "请填写文件名" }]}
      >
        <Input maxLength={110} suffix={ending} />
      </Form.Item>
      <Form.Item name="kind" label="是什么">
        <Select options={kinds.map((value) => ({ value, label: attachmentKinds[value] }))} />
      </Form.Item>
    </FormDialog>
  );
}
