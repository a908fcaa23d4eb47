import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { instant } from "../../ui/format.ts";
import { OnceShown, wholeLink } from "../../ui/OnceShown.tsx";
import { useStep } from "../../ui/useStep.tsx";
import { useMe } from "../session.tsx";
import styles from "./AccountDetails.module.css";
import { accountQueries } from "./AccountGrants.tsx";
import type { Account } from "./AccountList.tsx";
import { resetPasswordDocument, setAccountStateDocument } from "./documents.ts";

/** Keeping an account out or letting it in again, and the way back for somebody who forgot the password. */
export function AccountSteps({ account }: { account: Account }) {
  const [resetting, setResetting] = useState(false);
  const { take, ask } = useStep();
  const self = useMe().account?.id === account.id;
  const set = (state: "active" | "disabled", done: string, clientMutationId = newMutationId()) => ({
    done,
    changes: accountQueries,
    work: () =>
      send(setAccountStateDocument, {
        input: { clientMutationId, accountId: account.id, expectedVersion: account.version, state },
      }),
  });
  const disable = () =>
    ask({
      title: `停用“${account.name}”（${account.username}）？`,
      content: `${self ? "这是您自己的账号。" : ""}立即退出所有登录，令牌和分享链接失效，其发出的邀请撤回，不能再登录。可以重新启用，令牌需要重新建立。`,
      word: "停用账号",
      ...set("disabled", "账号已停用"),
    });
  return (
    <div className={styles.steps}>
      {account.state === "active" && !account.demo && (
        <Button onClick={() => setResetting(true)}>重置密码</Button>
      )}
      {account.state === "active" ? (
        <Button danger onClick={disable}>
          停用账号
        </Button>
      ) : (
        <Button onClick={() => void take(set("active", "账号已启用"))}>重新启用</Button>
      )}
      <ResetDialog account={account} open={resetting} onClose={() => setResetting(false)} />
    </div>
  );
}

interface ResetDialogProps {
  account: Account;
  open: boolean;
  onClose: () => void;
}

function ResetDialog({ account, open, onClose }: ResetDialogProps) {
  const cache = useQueryClient();
  const reset = async (_: object, clientMutationId: string) => {
    const input = { clientMutationId, accountId: account.id };
    const { link, invitation } = (await send(resetPasswordDocument, { input })).resetPassword;
    await cache.invalidateQueries({ queryKey: ["Invitations"] });
    return (
      <OnceShown
        label="重置链接"
        value={wholeLink(link)}
        hint={`请当面或用可靠的方式交给${account.name}。${instant(invitation.expiresAt)} 前有效，只能用一次。`}
      />
    );
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`重置“${account.name}”的密码`}
      word="生成重置链接"
      lead="生成一个链接，对方用它自己设置新密码。设置之前旧密码仍然有效；设置之后，用旧密码的登录和令牌都会失效。以前生成的重置链接立即失效。"
      submit={reset}
    />
  );
}
