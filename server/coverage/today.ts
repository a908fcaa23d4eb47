import { dayAfter } from "../api/days.ts";
import { pageOfAll, type TodaySource } from "../api/today.ts";
import { coverageFirms, coverageOf, elections, mayPlan } from "./coverage.ts";
import { plansDue } from "./queries.ts";

/** A plan is told so many days before it is due. */
const aheadDays = 30;

/** 今日: organisations to be founded, firms nobody has planned for, and terms of office that are over. */
export const todayOfCoverage: readonly TodaySource[] = [
  {
    ...{ kind: "formation", move: "mine", permissions: ["planCoverage"] },
    read: async (context, first) => {
      const until = dayAfter(context.today, aheadDays);
      const plans = await context.run(plansDue, { today: context.today, until });
      const mine = await Promise.all(plans.map(({ id }) => mayPlan(context, id)));
      return pageOfAll(
        plans
          .filter((_, at) => mine[at])
          .map(({ id, name, dueOn, at, example }) => ({
            ...{ id, title: name, about: null, since: at, dueOn, example },
            path: "/coverage",
            stuck: dueOn < context.today,
          })),
        first,
      );
    },
  },
  {
    ...{ kind: "uncovered", move: "mine", permissions: ["planCoverage"] },
    read: async (context, first) => {
      const { totalCount: due, exampleCount } = await coverageFirms(context, { state: "due", first: 0 });
      const { firms } = await coverageOf(context, null);
      // One line for all of them: the page lists each.
      const about = `全部 ${firms} 家企业中`;
      const line = { id: "due", title: `${due} 家企业应建未建党组织`, about, since: null, dueOn: null };
      return pageOfAll(
        due === 0 ? [] : [{ ...line, path: "/coverage", example: exampleCount === due, stuck: false }],
        first,
      );
    },
  },
  {
    ...{ kind: "election", move: "mine", permissions: ["planCoverage"] },
    read: async (context, first) => {
      const { totalCount, exampleCount, nodes } = await elections(context, { stage: "overdue", first });
      return {
        ...{ totalCount, exampleCount },
        items: nodes.map(({ id, name, dueOn, example }) => ({
          ...{ id, title: name, about: null, since: null, dueOn, example },
          path: `/n/${encodeURIComponent(id)}`,
          stuck: true,
        })),
      };
    },
  },
];
