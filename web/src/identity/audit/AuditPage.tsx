import { ReloadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useAddress } from "../../ui/useAddress.ts";
import { ManagePage } from "../ManagePage.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { AuditHead } from "./AuditHead.tsx";
import { AuditList } from "./AuditList.tsx";
import styles from "./AuditPage.module.css";
import { readAuditView } from "./view.ts";

/** 审计记录: who did what, when, from where, and what it was before. */
export function AuditPage() {
  const cache = useQueryClient();
  const again = () => {
    for (const name of ["AuditEvents", "AuditHead"]) void cache.invalidateQueries({ queryKey: [name] });
  };
  return (
    <ManagePage
      to="/audit"
      question="谁在什么时候做了什么，改之前是什么样"
      actions={
        <Button icon={<ReloadOutlined aria-hidden />} onClick={again}>
          刷新
        </Button>
      }
    >
      <Audit />
    </ManagePage>
  );
}

function Audit() {
  const [params, put] = useAddress();
  const view = readAuditView(params);
  return (
    <>
      <AuditHead />
      <div className={styles.sheet}>
        <AuditFilters view={view} onChange={put} />
        <AuditList view={view} onNarrow={put} />
      </div>
    </>
  );
}
