import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { Page } from "../../ui/Page.tsx";
import { LoadingRows, Nothing, Part } from "../../ui/states.tsx";
import { useMay, useMe } from "../session.tsx";
import { grantWords } from "../words.ts";
import { ownAccountDocument } from "./documents.ts";
import styles from "./OwnPage.module.css";
import { OwnPassword } from "./OwnPassword.tsx";
import { OwnProfile } from "./OwnProfile.tsx";
import { OwnSessions } from "./OwnSessions.tsx";
import { OwnShareLinks } from "./OwnShareLinks.tsx";
import { OwnTokens } from "./OwnTokens.tsx";

/** 我的账号: who one is here, and everything by which somebody could be here in one's name. */
export function OwnPage() {
  const may = useMay("ownAccount");
  return (
    <Page title="我的账号" question={<OwnRoles />}>
      {may ? (
        <Own />
      ) : (
        <Nothing>现在没有用自己的账号登录：示例角色和访客由大家共用，没有个人信息可改。</Nothing>
      )}
    </Page>
  );
}

function OwnRoles() {
  const { roles } = useMe();
  return roles.length === 0 ? "还没有角色，请联系管理员授予" : roles.map(grantWords).join("；");
}

function Own() {
  const own = useQueryDocument(ownAccountDocument, {});
  const mayShare = useMay("share");
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Part query={own} loading={<LoadingRows rows={6} />}>
          {({ me: { account } }) =>
            account && (
              <>
                <OwnProfile account={account} />
                {account.hasPassword && <OwnPassword />}
              </>
            )
          }
        </Part>
      </div>
      <div className={styles.column}>
        <OwnSessions />
        {mayShare && <OwnShareLinks />}
        <OwnTokens />
      </div>
    </div>
  );
}
