import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkFirst } from "../api/page.ts";
import { badInput } from "../errors.ts";
import { heldEntries } from "../lists/queries.ts";
import { type WaitingContactRow, waitingContacts } from "./resultQueries.ts";

const longestDays = 366;
/** What ended by itself is told for so many days. */
const endedToldDays = 14;

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Whose move it is: the side that did not make the last one. Where whoever made it acts for both, both may answer.
 * @param held which of the two entries whoever acted answers for
 */
export function waitsForOf(
  held: ReadonlySet<string>,
  { demandId, offerId }: { demandId: string; offerId: string },
): "demand" | "offer" | "both" {
  if (held.has(demandId) === held.has(offerId)) return "both";
  return held.has(demandId) ? "offer" : "demand";
}

/** Contacts of at least so many days, the oldest first, with the entries among theirs that the viewer answers for. */
export async function contactsOf(
  context: ApiContext,
  days: number,
): Promise<{ rows: WaitingContactRow[]; held: ReadonlySet<string> }> {
  const rows = await context.run(waitingContacts, {
    before: dayBefore(context.today, days),
    endedSince: dayBefore(context.today, endedToldDays),
  });
  const ids = [...new Set(rows.flatMap(({ demandId, offerId }) => [demandId, offerId]))];
  const actor = scopeOf(context.access, "decideMatch");
  const held = ids.length === 0 ? [] : await context.run(heldEntries, { ids, actor, today: context.today });
  return { rows, held: new Set(held.map(({ id }) => id)) };
}

/** Contacts that wait for an answer of those who ask, and those of theirs that ended by themselves lately. @throws AppError BAD_INPUT */
export async function contactReminders(
  context: ApiContext,
  { days, first }: { days?: number | null; first?: number | null },
) {
  const after = days ?? context.contactDays;
  if (after < 0 || after > longestDays) throw badInput(`天数应在 0 到 ${longestDays} 之间。`, "days");
  const shown = checkFirst(first, 50);
  const { rows, held } = await contactsOf(context, after);
  const mine = rows.filter((row) => isMyMove(row, held));
  return {
    days: after,
    totalCount: mine.length,
    exampleCount: mine.filter(({ example }) => example).length,
    nodes: mine.slice(0, shown),
  };
}

/** Whether a contact asks something of whoever holds these entries: what ended concerns both sides; what waits, those whose move it is. */
export function isMyMove(
  { state, waitsFor, demandId, offerId }: WaitingContactRow,
  held: ReadonlySet<string>,
): boolean {
  if (state === "expired" || waitsFor === "both") return held.has(demandId) || held.has(offerId);
  return held.has(waitsFor === "demand" ? demandId : offerId);
}
