import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input } from "antd";
import { useId } from "react";
import type { OwnAccountFieldsFragment } from "../../generated/graphql.ts";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { Section } from "../../ui/Section.tsx";
import { useKeyOfContent } from "../../ui/useKeyOfContent.ts";
import { useStep } from "../../ui/useStep.tsx";
import { useSubmit } from "../../ui/useSubmit.ts";
import { meDocument } from "../documents.ts";
import { useTakeMe } from "../session.tsx";
import { editOwnAccountDocument } from "./documents.ts";
import styles from "./OwnPage.module.css";

interface Values {
  name: string;
  email?: string;
  phone?: string;
}

/** One's name, address and phone number. The number is shown masked and stays as it is when its field is left empty. */
export function OwnProfile({ account }: { account: OwnAccountFieldsFragment }) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const id = useId();
  const takeMe = useTakeMe();
  const reread = () => cache.invalidateQueries({ queryKey: ["OwnAccount"] });
  const { ask } = useStep();
  const keyFor = useKeyOfContent();
  const save = async ({ name, email, phone }: Values) => {
    const fields = {
      expectedVersion: account.version,
      name,
      email: email?.trim() || null,
      ...(phone?.trim() ? { phone: phone.trim() } : {}),
    };
    await send(editOwnAccountDocument, { input: { clientMutationId: keyFor(fields), ...fields } });
    form.setFieldValue("phone", "");
    message.success("已保存");
    // The name stands in the frame too.
    takeMe((await send(meDocument, {})).me);
  };
  const { busy, failure, run } = useSubmit(form, save, { onConflict: reread });
  const removePhone = (clientMutationId = newMutationId()) =>
    ask({
      title: `删除手机号 ${account.phone}？`,
      content: "管理员和联盟统筹将不能再通过系统找到您的手机号。",
      word: "删除手机号",
      done: "手机号已删除",
      changes: ["OwnAccount"],
      work: () => {
        const { version: expectedVersion, name, email } = account;
        const input = { clientMutationId, expectedVersion, name, email, phone: "" };
        return send(editOwnAccountDocument, { input });
      },
    });
  return (
    <Section title="个人信息" hint={`用户名 ${account.username}，不能修改`}>
      <Form
        form={form}
        name={id}
        layout="vertical"
        requiredMark={false}
        className={styles.form}
        initialValues={{ name: account.name, email: account.email ?? "" }}
        onFinish={(values) => void run(values)}
      >
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: "请填写姓名" }]}>
          <Input maxLength={60} autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" label="邮箱">
          <Input autoComplete="email" inputMode="email" placeholder="可留空" />
        </Form.Item>
        <Form.Item
          label="手机号"
          htmlFor={`${id}_phone`}
          extra={account.phone ? "留空则不变。只有获准的人说明原因后才能看到完整号码。" : undefined}
        >
          <div className={styles.phone}>
            <Form.Item name="phone" noStyle>
              <Input
                autoComplete="tel"
                inputMode="tel"
                placeholder={account.phone ? `现为 ${account.phone}` : "可留空"}
              />
            </Form.Item>
            {account.phone && <Button onClick={() => removePhone()}>删除</Button>}
          </div>
        </Form.Item>
        {failure && <Alert className={styles.notice} type="error" showIcon title={failure} />}
        <Button type="primary" htmlType="submit" loading={busy}>
          保存
        </Button>
      </Form>
    </Section>
  );
}
