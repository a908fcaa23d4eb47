import { PlusOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Row, Rows } from "../../ui/Section.tsx";
import { useStep } from "../../ui/useStep.tsx";
import { grantWords } from "../words.ts";
import styles from "./AccountDetails.module.css";
import type { Account } from "./AccountList.tsx";
import { grantRoleDocument, revokeGrantDocument } from "./documents.ts";
import { GrantFields, type GrantValues, grantInput } from "./GrantFields.tsx";

/** Queries that show what an account holds. */
export const accountQueries = ["Accounts", "Account"] as const;

/** The roles of an account, granting and taking back. */
export function AccountGrants({ account }: { account: Account }) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="account-grants">
      <div className={styles.head}>
        <h3 id="account-grants" className={styles.heading}>
          角色与范围
        </h3>
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
          授予角色
        </Button>
      </div>
      {account.grants.length === 0 ? (
        <p className={styles.quiet}>没有角色，登录后看不到任何内容。</p>
      ) : (
        <Rows label={`${account.name}的角色`}>
          {account.grants.map((grant) => (
            <GrantRow key={grant.grantId} account={account} grant={grant} />
          ))}
        </Rows>
      )}
      <NewGrant account={account} open={open} onClose={() => setOpen(false)} />
    </section>
  );
}

function GrantRow({ account, grant }: { account: Account; grant: Account["grants"][number] }) {
  const { ask } = useStep();
  const { grantId, roleName, place, until } = grant;
  const revoke = (id: string, clientMutationId = newMutationId()) =>
    ask({
      title: `收回${account.name}的“${grantWords(grant)}”？`,
      content: "对方立即失去这个角色能看到和能做的一切。可以重新授予。",
      word: "收回角色",
      done: "已收回",
      changes: accountQueries,
      work: () => send(revokeGrantDocument, { grantId: id, clientMutationId }),
    });
  return (
    <Row
      title={roleName}
      facts={[place?.name ?? "全系统", until && `${until} 前有效`]}
      action={
        grantId && (
          <Button size="small" aria-label={`收回${grantWords(grant)}`} onClick={() => revoke(grantId)}>
            收回
          </Button>
        )
      }
    />
  );
}

interface NewGrantProps {
  account: Account;
  open: boolean;
  onClose: () => void;
}

function NewGrant({ account, open, onClose }: NewGrantProps) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const grant = async (values: GrantValues, clientMutationId: string) => {
    await send(grantRoleDocument, {
      input: { clientMutationId, accountId: account.id, grant: grantInput(values) },
    });
    await Promise.all(accountQueries.map((name) => cache.invalidateQueries({ queryKey: [name] })));
    message.success("已授予");
    return undefined;
  };
  return (
    <FormDialog<GrantValues>
      open={open}
      onClose={onClose}
      title={`给${account.name}授予角色`}
      word="授予角色"
      submit={grant}
    >
      <GrantFields />
    </FormDialog>
  );
}
