import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { Link } from "react-router";
import type { EndingEntriesQuery } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { firstWords } from "../ui/format.ts";
import styles from "./ListsPage.module.css";
import { endingDocument, prolongDemandDocument, prolongOfferDocument } from "./reminderDocuments.ts";

type Ending = EndingEntriesQuery["endingEntries"]["nodes"][number];
const months = [3, 12] as const;

/** Reminds of one's own entries that end within 30 days or have ended; each is prolonged with one click. */
export function ExpiryReminder() {
  const mayWrite = [useMay("writeDemand"), useMay("writeOffer")].some(Boolean);
  const ending = useQueryDocument(endingDocument, {}, { enabled: mayWrite });
  const [open, setOpen] = useState(false);
  const listId = useId();
  const found = ending.data?.endingEntries;
  if (!found || found.totalCount === 0) return null;
  return (
    <Alert
      className={styles.ending}
      type="warning"
      title={
        <>
          您负责的清单中有 <Count of={found} unit="条" /> 已到期或 30 天内到期
        </>
      }
      action={
        <Button size="small" aria-expanded={open} aria-controls={listId} onClick={() => setOpen(!open)}>
          {open ? "收起" : "查看和延长"}
        </Button>
      }
      description={
        open && (
          <ul id={listId} className={styles.endingList}>
            {found.nodes.map((entry) => (
              <Row key={entry.demand?.id ?? entry.offer?.id} entry={entry} />
            ))}
            {found.totalCount > found.nodes.length && (
              <li>先列出最早到期的 {found.nodes.length} 条，处理后会显示其余的。</li>
            )}
          </ul>
        )
      }
    />
  );
}

function Row({ entry: { demand, offer, endsOn } }: { entry: Ending }) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const it = demand ?? offer;
  if (!it) return null;
  const today = dayjs().format("YYYY-MM-DD");
  const prolong = async (by: number) => {
    // From today where it has ended already.
    const until = dayjs(endsOn > today ? endsOn : today)
      .add(by, "month")
      .format("YYYY-MM-DD");
    const input = { clientMutationId: newMutationId(), id: it.id, expectedVersion: it.version, until };
    setBusy(true);
    try {
      if (demand) await send(prolongDemandDocument, { input });
      else await send(prolongOfferDocument, { input });
      message.success(`已延长到 ${until}`);
    } catch (error) {
      message.error(sentenceOf(error));
    } finally {
      await cache.invalidateQueries();
      setBusy(false);
    }
  };
  const title = it.title || firstWords(it.text);
  return (
    <li>
      <span className={styles.endingTitle}>
        <Link to={`/${demand ? "demands" : "offers"}/${encodeURIComponent(it.id)}`}>{title}</Link>{" "}
        <ExampleBadge example={it.example} />
      </span>
      <span>{endsOn < today ? `${endsOn} 已到期` : `${endsOn} 到期`}</span>
      {months.map((by) => (
        <Button
          key={by}
          size="small"
          disabled={busy}
          aria-label={`把“${title}”延长 ${by} 个月`}
          onClick={() => void prolong(by)}
        >
          延长 {by} 个月
        </Button>
      ))}
    </li>
  );
}
