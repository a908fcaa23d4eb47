import { Button } from "antd";
import { Link } from "react-router";
import { Page } from "../ui/Page.tsx";
import { Nothing } from "../ui/states.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title="没有这个页面">
      <Nothing action={<Link to="/alliance">回到联盟图谱</Link>}>地址可能已改变，或链接不完整。</Nothing>
    </Page>
  );
}

/** A page that could not be loaded or drawn; most often a lost network or a new version on the server. */
export function PageCrash() {
  return (
    <Page title="页面没有打开">
      <Nothing action={<Button onClick={() => window.location.reload()}>重新载入</Button>}>
        网络中断或系统刚刚更新。重新载入后可继续，已填写的草稿都保留着。
      </Nothing>
    </Page>
  );
}
