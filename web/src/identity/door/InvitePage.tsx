import { Alert } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { InvitationQuery } from "../../generated/graphql.ts";
import { send } from "../../graphql/client.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { instant } from "../../ui/format.ts";
import { LinkButton } from "../../ui/LinkButton.tsx";
import { useTitle } from "../../ui/Page.tsx";
import { LoadingRows, Part } from "../../ui/states.tsx";
import { acceptInvitationDocument, invitationDocument, meDocument } from "../documents.ts";
import { useTakeMe } from "../session.tsx";
import { grantWords } from "../words.ts";
import { PasswordForm, passwordRules } from "./PasswordForm.tsx";
import styles from "./Sheet.module.css";
import { Sheet, SheetText } from "./Sheet.tsx";
import { SingleSignOnButton } from "./SignInPage.tsx";
import { useFragment } from "./useFragment.ts";

type Invitation = NonNullable<InvitationQuery["invitationByToken"]>;

/** Accepting an invitation, or setting a new password, by a link. */
export function InvitePage() {
  const token = useFragment();
  const takeMe = useTakeMe();
  const navigate = useNavigate();
  const [accepted, setAccepted] = useState(false);
  // Not asked again once it is used: the answer would be that there is none.
  const enabled = token !== "" && !accepted;
  const invitation = useQueryDocument(invitationDocument, { token }, { enabled });
  const accept = async (values: { username?: string; password: string }) => {
    const { me } = (await send(acceptInvitationDocument, { input: { token, ...values } })).acceptInvitation;
    setAccepted(true);
    takeMe(me);
    await navigate("/", { replace: true });
  };
  if (token === "") return <NoInvitation />;
  if (accepted) return <Waiting title="正在进入" />;
  return (
    <Part query={invitation} loading={<Waiting title="正在打开链接" />}>
      {({ invitationByToken: found }) =>
        found ? <Acceptance invitation={found} accept={accept} /> : <NoInvitation />
      }
    </Part>
  );
}

const Waiting = ({ title }: { title: string }) => (
  <Sheet title={title}>
    <LoadingRows rows={4} />
  </Sheet>
);

function NoInvitation() {
  useTitle("链接不能使用");
  return (
    <Sheet title="链接不能使用">
      <SheetText>
        这个链接已经用过、已过期或不完整。请从收到的消息里重新打开一次；仍然不行时，请给您链接的人重新发一个。
      </SheetText>
      <SheetText>已经设置过密码的，可以直接登录。</SheetText>
      <LinkButton block size="large" to="/">
        去登录
      </LinkButton>
    </Sheet>
  );
}

interface AcceptanceProps {
  invitation: Invitation;
  accept: (values: { username?: string; password: string }) => Promise<void>;
}

function Acceptance({ invitation, accept }: AcceptanceProps) {
  const reset = invitation.kind === "reset";
  const title = reset ? "设置新密码" : "接受邀请";
  useTitle(title);
  const session = useQueryDocument(meDocument, {});
  const me = session.data?.me;
  return (
    <Sheet title={title}>
      <Terms invitation={invitation} />
      {me?.kind === "account" && me.account && (
        <Alert
          type="info"
          showIcon
          title={`您现在以“${me.account.name}”登录；继续后，这个浏览器会换成${reset ? "这个" : "新"}账号。`}
        />
      )}
      <PasswordForm
        word={reset ? "保存并登录" : "接受并登录"}
        initial={{ username: invitation.username ?? undefined }}
        fields={[
          ...(reset
            ? []
            : [
                {
                  name: "username",
                  label: "用户名",
                  autoComplete: "username",
                  hint: "以后用它登录。3 到 40 个字母、数字、汉字、点、横线或下划线。",
                },
              ]),
          {
            name: "password",
            label: reset ? "新密码" : "密码",
            autoComplete: "new-password",
            secret: true,
            hint: passwordRules,
          },
        ]}
        submit={({ username = "", password = "" }) =>
          accept(reset ? { password } : { username: username.trim(), password })
        }
      />
      {!reset && me?.singleSignOn && <SingleSignOnButton name={me.singleSignOn} returnTo="/" />}
    </Sheet>
  );
}

/** Who is invited to what, until when. */
function Terms({ invitation: { kind, name, username, roles, expiresAt } }: { invitation: Invitation }) {
  if (kind === "reset")
    return (
      <SheetText>
        {name}（用户名 {username}），请设置新密码。保存后，用旧密码登录的地方都会退出。
      </SheetText>
    );
  return (
    <>
      <SheetText>{name}，您被邀请使用链盟，角色是：</SheetText>
      <ul className={styles.roles} aria-label="角色">
        {roles.map((role) => (
          <li key={`${role.role} ${role.place?.id}`}>{grantWords(role)}</li>
        ))}
      </ul>
      <SheetText>链接在 {instant(expiresAt)} 前有效，只能用一次。</SheetText>
    </>
  );
}
