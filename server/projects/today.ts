import type { ApiContext } from "../api/context.ts";
import { loadWhole } from "../api/loaders.ts";
import { maxPage } from "../api/page.ts";
import { daysSince, pageOfAll, type TodayItem, type TodaySource } from "../api/today.ts";
import type { ProjectRow } from "./queries.ts";
import { findProjects, monthsOf } from "./read.ts";
import { mayRun } from "./rights.ts";
import { daysToAnswer, turnOf } from "./turn.ts";

const openStates = ["approved", "running", "completed"] as const;

const open = loadWhole(async (context, _: object) => {
  const { nodes } = await findProjects(context, { filter: { states: [...openStates] }, first: maxPage });
  return nodes;
});

const itemOf = ({ id, title, updatedAt, example }: ProjectRow, more: Partial<TodayItem>): TodayItem => ({
  ...{ id, title, about: null, since: updatedAt, dueOn: null, example, stuck: false },
  path: `/projects/${encodeURIComponent(id)}`,
  ...more,
});

/** The open projects of a state for which `pick` says something, longest waiting first. */
async function inState(
  context: ApiContext,
  state: (typeof openStates)[number],
  pick: (project: ProjectRow) => Promise<TodayItem | null>,
): Promise<TodayItem[]> {
  const projects = (await open.load(context, {})).filter((project) => project.state === state);
  const found = await Promise.all(projects.map(pick));
  return found
    .flatMap((item) => item ?? [])
    .sort((a, b) => (a.dueOn ?? a.since ?? "").localeCompare(b.dueOn ?? b.since ?? ""));
}

/** The last month that was planned, is over and saw no delivery. */
async function missedMonth(context: ApiContext, project: ProjectRow): Promise<string | null> {
  const months = await monthsOf.load(context, project.id);
  const over = months.filter(({ month, delivered }) => !delivered && month < context.today.slice(0, 7));
  return over.at(-1)?.month ?? null;
}

/** 今日: projects without a plan, planned months without a delivery, evaluations that are due. */
export const todayOfProjects: readonly TodaySource[] = [
  {
    ...{ kind: "evaluate", move: "mine", permissions: ["evaluate"] },
    read: async (context, first) =>
      pageOfAll(
        await inState(context, "completed", async (project) =>
          (await turnOf(context, project))?.mine ? itemOf(project, {}) : null,
        ),
        first,
      ),
  },
  {
    ...{ kind: "planProject", move: "mine", permissions: ["runProject"] },
    read: async (context, first) =>
      pageOfAll(
        await inState(context, "approved", async (project) =>
          project.monthCount === 0 && (await mayRun(context, project)) ? itemOf(project, {}) : null,
        ),
        first,
      ),
  },
  {
    ...{ kind: "lateProject", move: "mine", permissions: ["runProject"] },
    read: async (context, first) =>
      pageOfAll(
        await inState(context, "running", async (project) => {
          const month = await missedMonth(context, project);
          if (!month || !(await mayRun(context, project))) return null;
          return itemOf(project, {
            about: `计划 ${month} 的服务还没有交付记录`,
            since: `${month}-01`,
            stuck: true,
          });
        }),
        first,
      ),
  },
  {
    ...{ kind: "awaitEvaluation", move: "others", permissions: ["runProject"] },
    read: async (context, first) =>
      pageOfAll(
        await inState(context, "completed", async (project) => {
          const turn = await turnOf(context, project);
          if (!turn || turn.mine || !(await mayRun(context, project))) return null;
          return itemOf(project, { stuck: daysSince(project.updatedAt, context.today) > daysToAnswer });
        }),
        first,
      ),
  },
];
