import { Alert, Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { send, sentenceOf } from "../graphql/client.ts";
import { useTitle } from "../ui/Page.tsx";
import { changePasswordDocument, signInDocument } from "./documents.ts";
import styles from "./SignInPage.module.css";
import { type Me, useTakeMe } from "./session.tsx";

/** What single sign-on says when it comes back without a session. */
const problems: Record<string, string> = {
  unknown: "这个账号还没有被邀请。请联系管理员。",
  denied: "统一身份认证拒绝了这次登录。可重试，或改用用户名和密码。",
  expired: "登录用时过长，请重新开始。",
  unavailable: "统一身份认证暂时连不上。请稍后重试，或改用用户名和密码。",
};

/** Signing in by name and password, or by the organisation's single sign-on. */
export function SignInPage({ singleSignOn }: { singleSignOn?: string | null }) {
  useTitle("登录");
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
          (await send(signInDocument, { input: { username: username.trim(), password } })).signIn.me
        }
      />
      {singleSignOn && (
        <Button block size="large" href={`/auth/oidc/start?returnTo=${encodeURIComponent(returnTo)}`}>
          用{singleSignOn}登录
        </Button>
      )}
    </Sheet>
  );
}

/** Replacing a one-time password, before anything else is possible. */
export function ChangePasswordPage() {
  useTitle("设置新密码");
  return (
    <Sheet title="设置新密码">
      <p className={styles.hint}>您正在使用一次性密码。设置自己的密码后即可继续。</p>
      <PasswordForm
        word="保存并继续"
        fields={[
          { name: "currentPassword", label: "一次性密码", autoComplete: "current-password", secret: true },
          { name: "newPassword", label: "新密码", autoComplete: "new-password", secret: true },
        ]}
        submit={async ({ currentPassword = "", newPassword = "" }) =>
          (await send(changePasswordDocument, { input: { currentPassword, newPassword } })).changePassword.me
        }
      />
    </Sheet>
  );
}

function Sheet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}

interface Field {
  name: string;
  label: string;
  autoComplete: string;
  secret?: boolean;
}

interface PasswordFormProps {
  word: string;
  fields: Field[];
  submit: (values: Record<string, string | undefined>) => Promise<Me>;
}

function PasswordForm({ word, fields, submit }: PasswordFormProps) {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const takeMe = useTakeMe();
  const run = async (values: Record<string, string | undefined>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      takeMe(await submit(values));
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" size="large" requiredMark={false} onFinish={(values) => void run(values)}>
      {failure && <Alert className={styles.failure} type="error" showIcon title={failure} />}
      {fields.map(({ name, label, autoComplete, secret }) => {
        const Box = secret ? Input.Password : Input;
        return (
          <Form.Item
            key={name}
            name={name}
            label={label}
            rules={[{ required: true, message: `请填写${label}` }]}
          >
            <Box autoComplete={autoComplete} />
          </Form.Item>
        );
      })}
      <Button block type="primary" htmlType="submit" loading={busy}>
        {word}
      </Button>
    </Form>
  );
}
