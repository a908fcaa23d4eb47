import { Alert } from "antd";
import { Link } from "react-router";
import type { EntryState } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { Count } from "../ui/Count.tsx";
import styles from "./ListsPage.module.css";
import { waitingDocument } from "./reviewDocuments.ts";

const lists = [
  ["demands", "需求"],
  ["resources", "资源"],
  ["projects", "服务项目"],
] as const;

/** What waits for a review, and what came back from one; each number leads to its entries. */
export function ReviewReminder() {
  const reviews = useMay("reviewEntry");
  const writes = [useMay("writeDemand"), useMay("writeOffer")].some(Boolean);
  return (
    <>
      {(reviews || writes) && (
        <Waiting state="pendingReview" words={reviews ? "等待审核" : "已提交，等待审核"} />
      )}
      {writes && <Waiting state="returned" words="被退回，修改后可以再次提交" />}
    </>
  );
}

function Waiting({ state, words }: { state: EntryState; words: string }) {
  const { data } = useQueryDocument(waitingDocument, { state });
  const some = lists.filter(([tab]) => (data?.[tab].totalCount ?? 0) > 0);
  if (some.length === 0) return null;
  return (
    <Alert
      className={styles.ending}
      type={state === "returned" ? "warning" : "info"}
      title={
        <>
          {words}：
          {some.map(([tab, name], index) => (
            <span key={tab}>
              {index > 0 && "，"}
              <Link className={styles.inText} to={`/lists?tab=${tab}&state=${state}`}>
                {name} <Count of={data?.[tab]} unit="条" />
              </Link>
            </span>
          ))}
        </>
      }
    />
  );
}
