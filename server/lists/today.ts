import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { loadWhole } from "../api/loaders.ts";
import { daysSince, pageOfAll, type TodayItem, type TodaySource } from "../api/today.ts";
import type { RowOf } from "../graph/query.ts";
import { endingEntries } from "./expiry.ts";
import { mayDo } from "./held.ts";
import { demandById, offerById } from "./loaders.ts";
import { waitingEntries } from "./queries.ts";

/** A review that takes longer is told to whoever waits for it. */
const reviewDays = 3;
/** What ends within so many days is told. */
const endingDays = 14;

type Waiting = RowOf<typeof waitingEntries>;

const waiting = loadWhole((context, _: object) =>
  context.run(waitingEntries, { reviewer: scopeOf(context.access, "reviewEntry") }),
);

const pathOf = ({ id, demand }: Pick<Waiting, "id" | "demand">): string =>
  `/${demand ? "demands" : "offers"}/${encodeURIComponent(id)}`;

const itemOf = (entry: Waiting, today: string, about: string | null): TodayItem => ({
  ...{ id: entry.id, title: entry.title, about, since: entry.since, dueOn: null },
  path: pathOf(entry),
  example: entry.example,
  stuck: entry.state === "pendingReview" && daysSince(entry.since, today) > reviewDays,
});

const answersFor = (context: ApiContext, { id, demand }: Waiting): Promise<boolean> =>
  mayDo(context, demand ? "writeDemand" : "writeOffer", id);

async function own(context: ApiContext, state: Waiting["state"]): Promise<Waiting[]> {
  const rows = (await waiting.load(context, {})).filter((row) => row.state === state && !row.mayReview);
  const held = await Promise.all(rows.map((row) => answersFor(context, row)));
  return rows.filter((_, at) => held[at]);
}

const writers = ["writeDemand", "writeOffer"] as const;

/** 今日: reviews, what came back from one, what waits for one, and what ends soon. */
export const todayOfLists: readonly TodaySource[] = [
  {
    ...{ kind: "review", move: "mine", permissions: ["reviewEntry"] },
    read: async (context, first) => {
      const rows = (await waiting.load(context, {})).filter(
        ({ state, mayReview }) => state === "pendingReview" && mayReview,
      );
      return pageOfAll(
        rows.map((row) => itemOf(row, context.today, null)),
        first,
      );
    },
  },
  {
    ...{ kind: "returned", move: "mine", permissions: writers },
    read: async (context, first) => {
      const rows = await own(context, "returned");
      return pageOfAll(
        rows.map((row) => itemOf(row, context.today, row.returnReason && `退回原因：${row.returnReason}`)),
        first,
      );
    },
  },
  {
    ...{ kind: "submitted", move: "others", permissions: writers },
    read: async (context, first) => {
      const rows = await own(context, "pendingReview");
      return pageOfAll(
        rows.map((row) => itemOf(row, context.today, null)),
        first,
      );
    },
  },
  {
    ...{ kind: "ending", move: "mine", permissions: writers },
    read: async (context, first) => {
      const { items, ...counts } = await endingEntries(context, { days: endingDays, first });
      const found = await Promise.all(
        items.map(({ id, offer }) => (offer ? offerById : demandById).load(context, id)),
      );
      return {
        ...counts,
        items: items.flatMap(({ id, offer, endsOn }, at): TodayItem[] => {
          const entry = found[at];
          return entry
            ? [
                {
                  ...{ id, title: entry.title ?? entry.text.slice(0, 30), about: null, since: null },
                  ...{ dueOn: endsOn, path: pathOf({ id, demand: !offer }), example: entry.example },
                  stuck: false,
                },
              ]
            : [];
        }),
      };
    },
  },
];
