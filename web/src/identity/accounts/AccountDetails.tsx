import { Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { send } from "../../graphql/client.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { instant, unknown } from "../../ui/format.ts";
import { LoadingRows, Nothing, Part } from "../../ui/states.tsx";
import { useMay } from "../session.tsx";
import { accountStates } from "../words.ts";
import styles from "./AccountDetails.module.css";
import { AccountGrants } from "./AccountGrants.tsx";
import { type Account, AccountTags } from "./AccountList.tsx";
import { AccountSteps } from "./AccountSteps.tsx";
import { accountDocument, revealPhoneDocument } from "./documents.ts";

/** One account: who it is, what it holds, and what an administrator can do about it. */
export function AccountDetails({ id }: { id: string }) {
  const answer = useQueryDocument(accountDocument, { id });
  return (
    <Part query={answer} loading={<LoadingRows rows={8} label="正在载入账号" />}>
      {({ account }) =>
        account ? (
          <div className={styles.details}>
            <header>
              <h2 className={styles.title}>{account.name}</h2>
              <AccountTags account={account} />
            </header>
            <AccountFacts account={account} />
            <AccountGrants account={account} />
            <AccountSteps account={account} />
          </div>
        ) : (
          <Nothing>没有找到这个账号。</Nothing>
        )
      }
    </Part>
  );
}

function AccountFacts({ account }: { account: Account }) {
  const mayAudit = useMay("readAudit");
  const ways = [account.hasPassword && "密码", account.singleSignOn && "单点登录"].filter(Boolean);
  const facts: [string, ReactNode][] = [
    ["用户名", account.username],
    ["状态", accountStates[account.state]],
    ["邮箱", account.email ?? unknown],
    ["手机号", <Phone key="phone" account={account} />],
    ["登录方式", ways.join("、") || "没有"],
    ["最近登录", account.lastSignInAt ? instant(account.lastSignInAt) : "还没有登录过"],
    ["建立于", instant(account.createdAt)],
  ];
  if (account.lockedUntil)
    facts.splice(2, 0, ["登录锁定", `到 ${instant(account.lockedUntil)}，因多次输错密码`]);
  return (
    <div>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayAudit && (
        <Link to={`/audit?actor=${encodeURIComponent(account.id)}`}>查看{account.name}的操作记录</Link>
      )}
    </div>
  );
}

/** Masked; whole only for a reason, which is recorded. */
function Phone({ account }: { account: Account }) {
  const may = useMay("revealPhone");
  const [open, setOpen] = useState(false);
  if (!account.phone) return <>{unknown}</>;
  const reveal = async ({ reason }: { reason: string }) => {
    const input = { accountId: account.id, reason };
    const { phone } = (await send(revealPhoneDocument, { input })).revealPhone;
    return <p className={styles.phone}>{phone ?? unknown}</p>;
  };
  return (
    <span className={styles.inline}>
      {account.phone}
      {may && (
        <Button size="small" onClick={() => setOpen(true)}>
          查看
        </Button>
      )}
      <FormDialog<{ reason: string }>
        open={open}
        onClose={() => setOpen(false)}
        title={`查看${account.name}的手机号`}
        word="查看"
        lead="这次查看和原因会写进审计记录，监督员能看到。"
        submit={reveal}
      >
        <Form.Item
          name="reason"
          label="为什么要看"
          rules={[{ required: true, min: 2, message: "请写明原因，至少 2 个字" }]}
        >
          <Input maxLength={200} placeholder="例如：联席会议改期，需要当面通知" />
        </Form.Item>
      </FormDialog>
    </span>
  );
}
