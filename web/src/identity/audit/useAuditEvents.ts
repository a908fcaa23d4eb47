import { usePages } from "../../graphql/useQueryDocument.ts";
import { auditEventsDocument } from "./documents.ts";
import { type AuditEvent, type AuditView, toAuditFilter } from "./view.ts";

export const pageSize = 50;

/** The events of a view, newest first, page by page. */
export function useAuditEvents(view: AuditView) {
  const variables = { filter: toAuditFilter(view), first: pageSize };
  const pages = usePages(auditEventsDocument, variables, (answer) => answer.auditEvents);
  const loaded = pages.data?.pages;
  const events: AuditEvent[] | undefined = loaded?.flatMap((page) => page.auditEvents.nodes);
  return { pages, events, total: loaded?.[0]?.auditEvents.totalCount ?? 0 };
}
