import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { send } from "../../graphql/client.ts";
import { Section } from "../../ui/Section.tsx";
import { changePasswordDocument } from "../documents.ts";
import { PasswordForm, passwordRules } from "../door/PasswordForm.tsx";
import { useTakeMe } from "../session.tsx";

/** A new password; whoever came in with the old one elsewhere is out. */
export function OwnPassword() {
  const takeMe = useTakeMe();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [changes, setChanges] = useState(0);
  const change = async ({ currentPassword = "", newPassword = "" }: Record<string, string | undefined>) => {
    const answer = await send(changePasswordDocument, { input: { currentPassword, newPassword } });
    takeMe(answer.changePassword.me);
    await cache.invalidateQueries({ queryKey: ["ApiTokens"] });
    message.success("密码已修改，其他地方的登录已退出，令牌已失效");
    // Empties the fields.
    setChanges((count) => count + 1);
  };
  return (
    <Section
      title="修改密码"
      hint="修改后，别处的登录会退出，给程序用的令牌和未用的重置链接失效；这里不用重新登录。"
    >
      <PasswordForm
        key={changes}
        small
        word="修改密码"
        fields={[
          { name: "currentPassword", label: "现在的密码", autoComplete: "current-password", secret: true },
          {
            name: "newPassword",
            label: "新密码",
            autoComplete: "new-password",
            secret: true,
            hint: passwordRules,
          },
        ]}
        submit={change}
      />
    </Section>
  );
}
