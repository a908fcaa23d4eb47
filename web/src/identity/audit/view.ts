import type { AuditEventsQuery, AuditFilter } from "../../generated/graphql.ts";
import { factsOf } from "./changes.ts";

export type AuditEvent = AuditEventsQuery["auditEvents"]["nodes"][number];

/** Which events are listed; empty texts for no filter. */
export interface AuditView {
  action: string;
  actor: string;
  target: string;
  from: string;
  to: string;
}

const day = (text: string | null): string => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : "");

/** The view that an address describes. */
export const readAuditView = (params: URLSearchParams): AuditView => ({
  action: params.get("action") ?? "",
  actor: params.get("actor") ?? "",
  target: params.get("target") ?? "",
  from: day(params.get("from")),
  to: day(params.get("to")),
});

/** The view as the server takes it. */
export const toAuditFilter = ({ action, actor, target, from, to }: AuditView): AuditFilter => ({
  ...(action ? { action } : {}),
  ...(actor ? { actorId: actor } : {}),
  ...(target ? { targetId: target } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

export const isNarrowed = (view: AuditView): boolean => Object.values(view).some((value) => value !== "");

/** The need and the offer of a match; empty for anything else. */
export const pairOf = ({ targetKind, targetId }: AuditEvent): string[] =>
  targetKind === "Match" ? (targetId ?? "").split("~") : [];

/** Ids of records whose names the events do not tell. */
export const unnamed = (events: readonly AuditEvent[]): string[] =>
  events.flatMap((event) => [
    ...pairOf(event),
    ...(event.targetId && (event.targetKind === "Demand" || event.targetKind === "Offer")
      ? [event.targetId]
      : []),
  ]);

/** What an event was about, by name; undefined where nobody knows. */
export function targetName(event: AuditEvent, names: ReadonlyMap<string, string>): string | undefined {
  const pair = pairOf(event);
  if (pair.length === 2) return pair.map((id) => names.get(id) ?? "（看不到或已不在）").join(" ↔ ");
  const facts = factsOf(event.after) ?? factsOf(event.before);
  const told = facts?.name ?? facts?.title ?? facts?.weights;
  return (
    event.targetName ??
    (event.targetId ? names.get(event.targetId) : undefined) ??
    (typeof told === "string" ? told : undefined)
  );
}

/** The page of what an event was about, where it has one. */
export function targetPath({ targetKind, targetId }: AuditEvent, mayAccounts: boolean): string | undefined {
  if (!targetId) return undefined;
  const id = encodeURIComponent(targetId);
  if (targetKind === "Demand") return `/demands/${id}`;
  if (targetKind === "Offer") return `/offers/${id}`;
  if (targetKind === "Account" && mayAccounts) return `/accounts?account=${id}`;
  if (targetKind === "Match") return `/demands/${encodeURIComponent(targetId.split("~")[0] ?? "")}`;
  return undefined;
}
