import { Alert, Button } from "antd";
import { useId, useState } from "react";
import { Link } from "react-router";
import type { ContactRemindersQuery, ContactSide } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { dayOf, firstWords } from "../ui/format.ts";
import styles from "./ContactReminder.module.css";
import { contactRemindersDocument } from "./documents.ts";

type Reminder = ContactRemindersQuery["contactReminders"]["nodes"][number];

const waits: Record<ContactSide, string> = {
  demand: "等需求方回应",
  offer: "等资源方回应",
  both: "等双方回应",
};

/** Reminds whoever's move it is of contacts without an answer, and tells of those that ended with their need or resource. */
export function ContactReminder() {
  const may = useMay("decideMatch");
  const query = useQueryDocument(contactRemindersDocument, {}, { enabled: may });
  const [open, setOpen] = useState(false);
  const listId = useId();
  const found = query.data?.contactReminders;
  if (!found || found.totalCount === 0) return null;
  return (
    <Alert
      className={styles.reminder}
      type="warning"
      title={
        <>
          您负责的对接中有 <Count of={found} unit="项" /> 超过 {found.days} 天没有回应，或已随需求、资源结束
        </>
      }
      action={
        <Button size="small" aria-expanded={open} aria-controls={listId} onClick={() => setOpen(!open)}>
          {open ? "收起" : "查看"}
        </Button>
      }
      description={
        open && (
          <ul id={listId} className={styles.list}>
            {found.nodes.map((one) => (
              <Row key={one.id} reminder={one} />
            ))}
            {found.totalCount > found.nodes.length && (
              <li>先列出等得最久的 {found.nodes.length} 项，处理后会显示其余的。</li>
            )}
          </ul>
        )
      }
    />
  );
}

function Row({ reminder: { demand, offer, state, at, reason, waitsFor } }: { reminder: Reminder }) {
  const ended = state === "expired";
  return (
    <li>
      <span className={styles.title}>
        <Link to={`/demands/${encodeURIComponent(demand.id)}`}>
          {demand.title || firstWords(demand.text)}
        </Link>{" "}
        <ExampleBadge example={demand.example} /> 与{" "}
        <Link to={`/offers/${encodeURIComponent(offer.id)}`}>{offer.title || firstWords(offer.text)}</Link>{" "}
        <ExampleBadge example={offer.example} />
      </span>
      <span>
        {ended ? `${dayOf(at)} 结束：${reason ?? "已过期"}` : `${dayOf(at)} 发起对接，${waits[waitsFor]}`}
      </span>
    </li>
  );
}
