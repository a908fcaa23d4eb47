import type { ApiContext } from "../api/context.ts";
import { daysSince, type TodayItem, type TodayPage, type TodaySource } from "../api/today.ts";
import { demandById, offerById } from "../lists/loaders.ts";
import { contactsOf, isMyMove } from "./reminders.ts";
import type { WaitingContactRow } from "./resultQueries.ts";

async function itemOf(
  context: ApiContext,
  { id, demandId, offerId, at, example }: WaitingContactRow,
): Promise<TodayItem[]> {
  const [demand, offer] = await Promise.all([
    demandById.load(context, demandId),
    offerById.load(context, offerId),
  ]);
  if (!demand || !offer) return [];
  return [
    {
      ...{ id, title: demand.title ?? demand.text.slice(0, 30), since: at, dueOn: null, example },
      about: `与“${offer.title ?? offer.text.slice(0, 30)}”`,
      path: `/demands/${encodeURIComponent(demandId)}`,
      stuck: daysSince(at, context.today) > context.contactDays,
    },
  ];
}

async function contacts(context: ApiContext, first: number, mine: boolean): Promise<TodayPage> {
  const { rows, held } = await contactsOf(context, 0);
  const found = rows.filter(
    (row) =>
      row.state === "contacted" &&
      (held.has(row.demandId) || held.has(row.offerId)) &&
      isMyMove(row, held) === mine,
  );
  const shown = await Promise.all(found.slice(0, first).map((row) => itemOf(context, row)));
  const exampleCount = found.filter(({ example }) => example).length;
  return { totalCount: found.length, exampleCount, items: shown.flat() };
}

/** 今日: contacts that the viewer is to answer, and those that wait for another side. */
export const todayOfMatching: readonly TodaySource[] = [
  {
    ...{ kind: "answerContact", move: "mine", permissions: ["decideMatch"] },
    read: (context, first) => contacts(context, first, true),
  },
  {
    ...{ kind: "awaitContact", move: "others", permissions: ["decideMatch"] },
    read: (context, first) => contacts(context, first, false),
  },
];
