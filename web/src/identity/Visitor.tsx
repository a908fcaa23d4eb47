import { DownOutlined, UserOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useLocation, useNavigate } from "react-router";
import type { Role } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { LongName } from "../ui/bits.tsx";
import { dayOf } from "../ui/format.ts";
import { usePhone } from "../ui/useMedia.ts";
import { enterDemoDocument, signOutDocument } from "./documents.ts";
import { type Me, useMe, useTakeMe } from "./session.tsx";
import styles from "./Visitor.module.css";

/** Says that this is the demo mode and in which role, and changes the role. Nothing outside of the demo mode. */
export function DemoBand() {
  const me = useMe();
  const change = useChange();
  const phone = usePhone();
  const navigate = useNavigate();
  if (!me.demo.on || me.kind === "account") return null;
  const role = me.roles[0]?.roleName;
  const items = [
    ...me.demo.roles.map(({ role: key, name }) => ({ key: key as string, label: name })),
    { type: "divider" as const },
    { key: "signin", label: "用自己的账号登录" },
  ];
  return (
    <section className={styles.band} aria-label="示例模式">
      <span>示例模式{role ? `，当前身份：${role}` : phone ? "" : "，现在只能浏览公开内容"}</span>
      <Dropdown
        trigger={["click"]}
        menu={{
          items,
          onClick: ({ key }) =>
            key === "signin"
              ? void navigate("/signin")
              : change(async () => (await send(enterDemoDocument, { role: key as Role })).enterDemo.me),
        }}
      >
        <Button size="small" icon={<DownOutlined aria-hidden />} iconPlacement="end">
          {role ? "切换身份" : "选择身份"}
        </Button>
      </Dropdown>
    </section>
  );
}

/** Says that this is a guest's look by a share link, until when, and the way to one's own account. */
export function GuestBand({ className }: { className?: string }) {
  const me = useMe();
  const change = useChange();
  if (me.kind !== "guest") return null;
  const until = me.linkExpiresAt ? `，到期日 ${dayOf(me.linkExpiresAt)}` : "";
  const signIn = () => change(async () => (await send(signOutDocument, {})).signOut.me);
  return (
    <section className={`${styles.guest} ${className ?? ""}`} aria-label="访客">
      <span>访客：只读{until}</span>
      <Button size="small" onClick={signIn}>
        用自己的账号登录
      </Button>
    </section>
  );
}

/** The signed-in person: the own account, sharing this page, signing out. */
export function Visitor() {
  const me = useMe();
  const change = useChange();
  const phone = usePhone();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  if (me.kind !== "account" || !me.account) return null;
  const steps: Record<string, () => void> = {
    own: () => void navigate("/me"),
    share: () => void navigate(`/me?share=${encodeURIComponent(pathname + search)}`),
    out: () => change(async () => (await send(signOutDocument, {})).signOut.me),
  };
  const items = [
    { key: "own", label: "我的账号" },
    ...(me.permissions.includes("share") ? [{ key: "share", label: "分享这一页" }] : []),
    { type: "divider" as const },
    { key: "out", label: "退出登录" },
  ];
  return (
    <div className={styles.visitor}>
      <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => steps[key]?.() }}>
        <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={`${me.account.name}，账号菜单`}>
          {phone ? null : <LongName name={me.account.name} max={10} />}
        </Button>
      </Dropdown>
    </div>
  );
}

function useChange(): (step: () => Promise<Me>) => void {
  const takeMe = useTakeMe();
  const { message } = App.useApp();
  return (step) => void step().then(takeMe, (error: unknown) => message.error(sentenceOf(error)));
}
