import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { send } from "../../graphql/client.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { instant } from "../../ui/format.ts";
import { OnceShown, wholeLink } from "../../ui/OnceShown.tsx";
import { DaysField } from "../DaysField.tsx";
import { inviteDocument } from "./documents.ts";
import { GrantFields, type GrantValues, grantInput } from "./GrantFields.tsx";
import styles from "./InviteDialog.module.css";

interface Values {
  name: string;
  email?: string;
  grants: GrantValues[];
  days: number;
}

/** Inviting somebody with one role or several; the link is shown once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const cache = useQueryClient();
  const invite = async ({ name, email, grants, days }: Values, clientMutationId: string) => {
    const input = {
      clientMutationId,
      name,
      email: email?.trim() || null,
      grants: grants.map(grantInput),
      days,
    };
    const { link, invitation } = (await send(inviteDocument, { input })).invite;
    await cache.invalidateQueries({ queryKey: ["Invitations"] });
    return (
      <OnceShown
        label="邀请链接"
        value={wholeLink(link)}
        hint={`请把链接交给${invitation.name}本人。${instant(invitation.expiresAt)} 前有效，只能用一次。`}
      />
    );
  };
  return (
    <FormDialog<Values>
      open={open}
      onClose={onClose}
      title="邀请人员"
      word="生成邀请链接"
      initial={{ grants: [{}], days: 7 }}
      submit={invite}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, message: "请填写姓名" }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="email" label="邮箱" extra="用单点登录的人需要；系统不会发邮件">
        <Input inputMode="email" placeholder="可留空" />
      </Form.Item>
      <Form.List name="grants">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <fieldset key={key} className={fields.length > 1 ? styles.grant : styles.only}>
                <legend className={styles.legend}>
                  {fields.length > 1 ? `第 ${index + 1} 个角色` : "角色"}
                  {fields.length > 1 && (
                    <Button
                      size="small"
                      type="text"
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={`去掉第 ${index + 1} 个角色`}
                      onClick={() => remove(name)}
                    />
                  )}
                </legend>
                <GrantFields at={[name]} within={["grants"]} />
              </fieldset>
            ))}
            <Button className={styles.more} icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
              再加一个角色
            </Button>
          </>
        )}
      </Form.List>
      <DaysField most={30} label="邀请链接有效期" />
    </FormDialog>
  );
}
