import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { instant } from "../../ui/format.ts";
import { Copyable } from "../../ui/OnceShown.tsx";
import { LoadingRows, Part } from "../../ui/states.tsx";
import styles from "./AuditPage.module.css";
import { auditHeadDocument } from "./documents.ts";

/** The end of the sealed chain, to be written down elsewhere. */
export function AuditHead() {
  const head = useQueryDocument(auditHeadDocument, {});
  return (
    <section className={styles.head} aria-labelledby="audit-head">
      <div className={styles.headWords}>
        <h2 id="audit-head" className={styles.heading}>
          防篡改的封存码
        </h2>
        <p className={styles.hint}>
          每条记录都和前一条锁在一起。请不时把这串封存码抄到系统之外：以后用它核对，就能发现有人删改过记录，连整个换掉也瞒不住。
        </p>
      </div>
      <Part query={head} loading={<LoadingRows rows={2} />}>
        {({ auditHead: { seq, hash, sealedAt, waiting } }) => (
          <div className={styles.seal}>
            {seq > 0 && <Copyable label="封存码" value={`${seq}:${hash}`} />}
            <p className={styles.quiet}>
              {seq > 0 ? `已封存 ${seq} 条，最近一次 ${instant(sealedAt)}` : "还没有封存过记录"}
              {waiting > 0 && `；另有 ${waiting} 条等待封存，一般 5 秒内完成`}
            </p>
          </div>
        )}
      </Part>
    </section>
  );
}
