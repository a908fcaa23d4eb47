import { Button, Table, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import { Link, useSearchParams } from "react-router";
import type { AccountFieldsFragment } from "../../generated/graphql.ts";
import { usePages } from "../../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../../ui/bits.tsx";
import { instant } from "../../ui/format.ts";
import { Failed, LoadingRows, Nothing } from "../../ui/states.tsx";
import { useMedia } from "../../ui/useMedia.ts";
import { grantWords } from "../words.ts";
import { type AccountView, isNarrowed, toAccountFilter } from "./AccountFilters.tsx";
import styles from "./AccountsPage.module.css";
import { accountsDocument } from "./documents.ts";

export type Account = AccountFieldsFragment;

const pageSize = 50;

/** The accounts of a view, page by page; a name opens its details. */
export function AccountList({ view, chosen }: { view: AccountView; chosen: string | null }) {
  const narrow = useMedia("(max-width: 1023px)");
  const pages = usePages(
    accountsDocument,
    { filter: toAccountFilter(view), first: pageSize },
    (answer) => answer.accounts,
  );
  const loaded = pages.data?.pages;
  if (!loaded)
    return pages.error ? (
      <Failed error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <LoadingRows rows={8} />
    );
  const accounts = loaded.flatMap((page) => page.accounts.nodes);
  const total = loaded[0]?.accounts.totalCount ?? 0;
  if (accounts.length === 0)
    return (
      <Nothing>
        {isNarrowed(view) ? "没有符合条件的账号。可减少筛选条件。" : "还没有账号。先邀请一个人。"}
      </Nothing>
    );
  return (
    <div aria-busy={pages.isPlaceholderData}>
      {narrow ? <Cards accounts={accounts} /> : <AccountTable accounts={accounts} chosen={chosen} />}
      <div className={styles.foot}>
        <span aria-live="polite">
          已显示 {accounts.length} / {total} 个
        </span>
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            再显示 {Math.min(pageSize, total - accounts.length)} 个
          </Button>
        )}
      </div>
    </div>
  );
}

function AccountTable({ accounts, chosen }: { accounts: Account[]; chosen: string | null }) {
  const columns: ColumnsType<Account> = [
    { title: "姓名", key: "name", width: "34%", render: (_, account) => <Person account={account} /> },
    { title: "角色与范围", key: "grants", render: (_, account) => <Grants account={account} /> },
    {
      title: "最近登录",
      key: "seen",
      width: 150,
      render: (_, account) => <span className={styles.quiet}>{lastSeen(account)}</span>,
    },
  ];
  return (
    <Table
      rowKey="id"
      dataSource={accounts}
      columns={columns}
      pagination={false}
      size="middle"
      tableLayout="fixed"
      rowClassName={({ id }) => (id === chosen ? (styles.chosen ?? "") : "")}
    />
  );
}

function Cards({ accounts }: { accounts: Account[] }) {
  return (
    <ul className={styles.cards}>
      {accounts.map((account) => (
        <li key={account.id} className={styles.card}>
          <Person account={account} />
          <Grants account={account} />
          <span className={styles.quiet}>最近登录 {lastSeen(account)}</span>
        </li>
      ))}
    </ul>
  );
}

function Person({ account }: { account: Account }) {
  const [params] = useSearchParams();
  const to = new URLSearchParams(params);
  to.set("account", account.id);
  return (
    <div className={styles.person}>
      <span>
        <Link className={styles.name} to={`?${to}`} replace>
          {account.name}
        </Link>
        <AccountTags account={account} />
      </span>
      <span className={styles.quiet}>{account.username}</span>
    </div>
  );
}

/** What is unusual about an account. */
export function AccountTags({ account }: { account: Account }) {
  return (
    <>
      {account.state === "disabled" && <Tag>已停用</Tag>}
      {account.lockedUntil && <Tag>登录锁定</Tag>}
      {account.singleSignOn && <Tag>单点登录</Tag>}
      <ExampleBadge example={account.demo} />
    </>
  );
}

function Grants({ account }: { account: Account }) {
  if (account.grants.length === 0) return <span className={styles.quiet}>没有角色</span>;
  return (
    <ul className={styles.grants} aria-label={`${account.name}的角色`}>
      {account.grants.map((grant) => (
        <li key={grant.grantId}>{grantWords(grant)}</li>
      ))}
    </ul>
  );
}

const lastSeen = ({ lastSignInAt }: Account): string =>
  lastSignInAt ? instant(lastSignInAt) : "还没有登录过";
