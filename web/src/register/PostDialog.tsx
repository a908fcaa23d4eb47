import { Form, Input } from "antd";
import type { Post } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { today } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { takePostDocument } from "./documents.ts";
import { posts, registerQueries } from "./words.ts";

interface PostValues {
  name: string;
  title?: string;
  since?: string;
}

interface PostDialogProps {
  placeId: string;
  placeName: string;
  post: Post;
  /** Whoever holds it now ends on the day that is entered. */
  holder?: string;
  onClose: () => void;
}

/** 任职 and 交接: who takes up a post from which day on. */
export function PostDialog({ placeId, placeName, post, holder, onClose }: PostDialogProps) {
  const refresh = useRefresh(registerQueries);
  return (
    <FormDialog<PostValues>
      open
      onClose={onClose}
      title={`${placeName}：${posts[post]}`}
      word={holder ? "登记交接" : "登记任职"}
      lead={holder ? `${holder}的任职到这一天为止，记录保留。` : undefined}
      initial={{ since: today() }}
      submit={async ({ name, title, since }, clientMutationId) => {
        await send(takePostDocument, {
          input: { clientMutationId, placeId, post, name, title: title ?? null, since: since ?? null },
        });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item
        name="name"
        label="姓名"
        rules={[{ required: true, whitespace: true, message: "请填写姓名" }]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="title" label="职务" extra={`可留空，默认“${posts[post]}”`}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="since" label="任职日期">
        <DayInput />
      </Form.Item>
    </FormDialog>
  );
}
