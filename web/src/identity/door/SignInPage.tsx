import { Alert, Button } from "antd";
import { send } from "../../graphql/client.ts";
import { LinkButton } from "../../ui/LinkButton.tsx";
import { useTitle } from "../../ui/Page.tsx";
import { changePasswordDocument, signInDocument } from "../documents.ts";
import { useTakeMe } from "../session.tsx";
import { PasswordForm, passwordRules } from "./PasswordForm.tsx";
import { Sheet, SheetText } from "./Sheet.tsx";

/** What single sign-on says when it comes back without a session. */
const problems: Record<string, string> = {
  unknown: "这个账号还没有被邀请。请联系管理员。",
  denied: "统一身份认证拒绝了这次登录。可重试，或改用用户名和密码。",
  expired: "登录用时过长，请重新开始。",
  unavailable: "统一身份认证暂时连不上。请稍后重试，或改用用户名和密码。",
};

/** Signing in by name and password, or by the organisation's single sign-on. */
export function SignInPage({ singleSignOn, demo }: { singleSignOn?: string | null; demo: boolean }) {
  useTitle("登录");
  const takeMe = useTakeMe();
  const problem = new URLSearchParams(window.location.search).get("problem");
  const returnTo = window.location.pathname.startsWith("/signin")
    ? "/"
    : window.location.pathname + window.location.search;
  return (
    <Sheet title="登录链盟">
      {problem && <Alert type="warning" showIcon title={problems[problem] ?? problems.unavailable} />}
      <PasswordForm
        word="登录"
        fields={[
          { name: "username", label: "用户名", autoComplete: "username" },
          { name: "password", label: "密码", autoComplete: "current-password", secret: true },
        ]}
        submit={async ({ username = "", password = "" }) =>
          takeMe((await send(signInDocument, { input: { username: username.trim(), password } })).signIn.me)
        }
      />
      {singleSignOn && <SingleSignOnButton name={singleSignOn} returnTo={returnTo} />}
      {demo && (
        <LinkButton block size="large" type="link" to="/alliance">
          不登录，继续看示例
        </LinkButton>
      )}
    </Sheet>
  );
}

/** Leaves for the organisation's sign-on; it comes back to `returnTo`. */
export const SingleSignOnButton = ({ name, returnTo }: { name: string; returnTo: string }) => (
  <Button block size="large" href={`/auth/oidc/start?returnTo=${encodeURIComponent(returnTo)}`}>
    用{name}登录
  </Button>
);

/** Replacing a one-time password, before anything else is possible. */
export function ChangePasswordPage() {
  useTitle("设置新密码");
  const takeMe = useTakeMe();
  return (
    <Sheet title="设置新密码">
      <SheetText>您正在使用一次性密码。设置自己的密码后即可继续。</SheetText>
      <PasswordForm
        word="保存并继续"
        fields={[
          { name: "currentPassword", label: "一次性密码", autoComplete: "current-password", secret: true },
          {
            name: "newPassword",
            label: "新密码",
            autoComplete: "new-password",
            secret: true,
            hint: passwordRules,
          },
        ]}
        submit={async ({ currentPassword = "", newPassword = "" }) =>
          takeMe(
            (await send(changePasswordDocument, { input: { currentPassword, newPassword } })).changePassword
              .me,
          )
        }
      />
    </Sheet>
  );
}
