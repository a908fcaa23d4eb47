import { DownOutlined, UserOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import type { Role } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { usePhone } from "../ui/useMedia.ts";
import { enterDemoDocument, signOutDocument } from "./documents.ts";
import { type Me, useMe, useTakeMe } from "./session.tsx";
import styles from "./Visitor.module.css";

/** Says that this is the demo mode and in which role, and changes the role. Nothing outside of the demo mode. */
export function DemoBand() {
  const me = useMe();
  const change = useChange();
  const phone = usePhone();
  if (!me.demo.on || me.kind === "account") return null;
  const role = me.roles[0]?.roleName;
  const items = me.demo.roles.map(({ role: key, name }) => ({ key, label: name }));
  return (
    <section className={styles.band} aria-label="示例模式">
      <span>示例模式{role ? `，当前身份：${role}` : phone ? "" : "，现在只能浏览公开内容"}</span>
      <Dropdown
        trigger={["click"]}
        menu={{
          items,
          onClick: ({ key }) =>
            change(async () => (await send(enterDemoDocument, { role: key as Role })).enterDemo.me),
        }}
      >
        <Button size="small" icon={<DownOutlined />} iconPlacement="end">
          {role ? "切换身份" : "选择身份"}
        </Button>
      </Dropdown>
    </section>
  );
}

/** The signed-in person, and signing out. */
export function Visitor() {
  const me = useMe();
  const change = useChange();
  if (me.kind !== "account" || !me.account) return null;
  const signOut = () => change(async () => (await send(signOutDocument, {})).signOut.me);
  return (
    <Dropdown trigger={["click"]} menu={{ items: [{ key: "out", label: "退出登录" }], onClick: signOut }}>
      <Button type="text" icon={<UserOutlined />}>
        {me.account.name}
      </Button>
    </Dropdown>
  );
}

function useChange(): (step: () => Promise<Me>) => void {
  const takeMe = useTakeMe();
  const { message } = App.useApp();
  return (step) => void step().then(takeMe, (error: unknown) => message.error(sentenceOf(error)));
}
