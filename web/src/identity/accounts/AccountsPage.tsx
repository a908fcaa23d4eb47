import { UserAddOutlined } from "@ant-design/icons";
import { Button, Drawer, Tabs } from "antd";
import { useState } from "react";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { SidePanel } from "../../ui/SidePanel.tsx";
import { useAddress } from "../../ui/useAddress.ts";
import { useMedia } from "../../ui/useMedia.ts";
import { ManagePage } from "../ManagePage.tsx";
import { useMay } from "../session.tsx";
import { AccountDetails } from "./AccountDetails.tsx";
import { AccountFilters, readAccountView } from "./AccountFilters.tsx";
import { AccountList } from "./AccountList.tsx";
import styles from "./AccountsPage.module.css";
import { DemoEnd } from "./DemoEnd.tsx";
import { invitationsDocument } from "./documents.ts";
import { InvitationList } from "./InvitationList.tsx";
import { InviteDialog } from "./InviteDialog.tsx";

/** 账号与权限: who may come in, as what, over what; and who is invited. */
export function AccountsPage() {
  const [inviting, setInviting] = useState(false);
  return (
    <ManagePage
      to="/accounts"
      question="谁能进来，以什么角色，管哪些范围"
      actions={
        <Button type="primary" icon={<UserAddOutlined aria-hidden />} onClick={() => setInviting(true)}>
          邀请人员
        </Button>
      }
    >
      <Accounts />
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </ManagePage>
  );
}

function Accounts() {
  const [params, put] = useAddress();
  const maySettings = useMay("manageSettings");
  const invitations = useQueryDocument(invitationsDocument, {});
  const invited = invitations.data?.invitations.length;
  const chosen = params.get("account");
  const view = readAccountView(params);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <div className={styles.sheet}>
          <Tabs
            activeKey={params.get("tab") === "invitations" ? "invitations" : "accounts"}
            onChange={(tab) => put({ tab: tab === "accounts" ? "" : tab, account: "" })}
            destroyOnHidden
            items={[
              {
                key: "accounts",
                label: "账号",
                children: (
                  <>
                    <AccountFilters view={view} onChange={put} />
                    <AccountList view={view} chosen={chosen} />
                  </>
                ),
              },
              {
                key: "invitations",
                label: `未用的链接${invited === undefined ? "" : ` ${invited}`}`,
                children: <InvitationList query={invitations} />,
              },
            ]}
          />
        </div>
        {maySettings && <DemoEnd />}
      </div>
      {chosen && <Details id={chosen} onClose={() => put({ account: "" })} />}
    </div>
  );
}

/** Beside the list where there is room, else in a sheet over it. */
function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const wide = useMedia("(min-width: 1200px)");
  const details = <AccountDetails key={id} id={id} />;
  if (!wide)
    return (
      <Drawer open placement="bottom" size="88%" title="账号详情" onClose={onClose}>
        {details}
      </Drawer>
    );
  return (
    <SidePanel label="账号详情" onClose={onClose}>
      {details}
    </SidePanel>
  );
}
