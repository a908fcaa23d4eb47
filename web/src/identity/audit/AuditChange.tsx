import { Button } from "antd";
import styles from "./AuditPage.module.css";
import { changesOf, factsOf, idsIn } from "./changes.ts";
import { useNames } from "./useNames.ts";
import type { AuditEvent } from "./view.ts";

interface AuditChangeProps {
  event: AuditEvent;
  onNarrow: (changes: Record<string, string>) => void;
}

/** What an event changed, before and after, and where it stands in the chain. */
export function AuditChange({ event, onNarrow }: AuditChangeProps) {
  const before = factsOf(event.before);
  const after = factsOf(event.after);
  const names = useNames(idsIn(before, after));
  const changes = changesOf(before, after, names);
  const { actorId, targetId } = event;
  return (
    <div className={styles.change}>
      {changes.length === 0 ? (
        <p className={styles.quiet}>这个操作没有改动任何字段。</p>
      ) : (
        <table className={styles.both}>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">之前</th>
              <th scope="col">之后</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ label, before: old, after: now }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className={styles.old}>{old}</td>
                <td>{now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.chain}>
        <span>{event.seq ? `封存序号 ${event.seq}` : "等待封存"}</span>
        {event.hash && <span className={styles.hash}>指纹 {event.hash.slice(0, 16)}…</span>}
        {event.address && <span>来自 {event.address}</span>}
        {event.requestId && <span className={styles.hash}>请求编号 {event.requestId}</span>}
      </p>
      <div className={styles.narrow}>
        {actorId && (
          <Button size="small" onClick={() => onNarrow({ actor: actorId })}>
            只看{event.actorName}做的
          </Button>
        )}
        {targetId && (
          <Button size="small" onClick={() => onNarrow({ target: targetId })}>
            只看这个对象的
          </Button>
        )}
      </div>
    </div>
  );
}
