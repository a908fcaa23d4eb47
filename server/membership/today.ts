import { openStates } from "../alliance/cases.ts";
import type { ApiContext } from "../api/context.ts";
import { loadWhole } from "../api/loaders.ts";
import { maxPage } from "../api/page.ts";
import { daysSince, pageOfAll, type TodayItem, type TodaySource } from "../api/today.ts";
import type { CaseRow } from "./queries.ts";
import { findCases, unvotedOf } from "./read.ts";
import { actsFor, answersFor } from "./rights.ts";

/** A case that nobody took up for so many days is stuck. */
const stuckDays = 14;

const open = loadWhole(async (context, _: object) => {
  const { nodes } = await findCases(context, { states: openStates, first: maxPage });
  return nodes;
});

const kindWords: Record<CaseRow["kind"], string> = { admit: "入盟", observe: "观察", withdraw: "退出" };

const itemOf = (row: CaseRow, today: string): TodayItem => ({
  id: row.id,
  title: `${row.member?.name ?? "一家单位"}${kindWords[row.kind]}${row.alliance ? `：${row.alliance.name}` : ""}`,
  ...{ about: null, since: row.updatedAt, dueOn: null, example: row.example },
  path: `/membership/${encodeURIComponent(row.id)}`,
  stuck: daysSince(row.updatedAt, today) > stuckDays,
});

type Concerns = (context: ApiContext, row: CaseRow) => boolean | Promise<boolean>;

/** Cases that something is asked of the viewer about, the longest waiting first. */
async function waiting(context: ApiContext, first: number, concerns: Concerns) {
  const rows = await open.load(context, {});
  const asked = await Promise.all(rows.map((row) => concerns(context, row)));
  const items = rows.filter((_, at) => asked[at]).map((row) => itemOf(row, context.today));
  return pageOfAll(
    items.sort((a, b) => (a.since ?? "").localeCompare(b.since ?? "")),
    first,
  );
}

const source = (
  kind: TodaySource["kind"],
  move: TodaySource["move"],
  permission: TodaySource["permissions"][number],
  concerns: Concerns,
): TodaySource => ({
  kind,
  move,
  permissions: [permission],
  read: (context, first) => waiting(context, first, concerns),
});

const leads = (context: ApiContext, { alliance }: CaseRow): boolean => answersFor(context, alliance?.id);
/** Whoever answers for the alliance acts for every unit of it: what is a unit's is told to the unit alone. */
const isUnit = (context: ApiContext, row: CaseRow): boolean =>
  !leads(context, row) && actsFor(context, row.member?.id);

/** 今日: cases to be put before a meeting, to be voted on, to be decided, and what became of one's own. */
export const todayOfMembership: readonly TodaySource[] = [
  source(
    "tableCase",
    "mine",
    "decideMembership",
    (context, row) => row.state === "submitted" && leads(context, row),
  ),
  source("castVote", "mine", "applyMembership", async (context, row) => {
    if (row.state !== "voting" || leads(context, row)) return false;
    return (await unvotedOf(context, row)).some((memberId) => actsFor(context, memberId));
  }),
  source(
    "decideCase",
    "mine",
    "decideMembership",
    (context, row) => row.state === "voting" && leads(context, row),
  ),
  source(
    "returnedCase",
    "mine",
    "applyMembership",
    (context, row) => row.state === "returned" && isUnit(context, row),
  ),
  source(
    "awaitCase",
    "others",
    "applyMembership",
    (context, row) => row.state !== "returned" && isUnit(context, row),
  ),
];
