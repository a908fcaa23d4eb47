import { useMay } from "../identity/session.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Nothing } from "../ui/states.tsx";
import styles from "./CategorySettings.module.css";
import { CategorySettings } from "./CategorySettings.tsx";
import { ListKindSettings } from "./ListKindSettings.tsx";
import { ReviewSettings } from "./ReviewSettings.tsx";

/** 清单设置: how the lists work. */
export function ListSettingsPage() {
  const may = useMay("configureLists");
  return (
    <Page
      title="清单设置"
      question="条目怎样发布，怎样分类"
      actions={<LinkButton to="/lists">返回供需清单</LinkButton>}
    >
      {may ? (
        <div className={styles.settings}>
          <div className={styles.column}>
            <ReviewSettings />
            <ListKindSettings />
          </div>
          <CategorySettings />
        </div>
      ) : (
        <Nothing>您的角色不能打开这一页。需要时请联系管理员授予相应的角色。</Nothing>
      )}
    </Page>
  );
}
