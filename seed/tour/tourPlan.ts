import { firstOfMonth } from "../dates.ts";
import type { TourProject } from "./tourData.ts";

export interface TourPlan {
  /** `YYYY-MM`, each once, in order. */
  months: { month: string; text: string }[];
  /** None of them after today. */
  deliveries: { on: string; text: string; quantity: number; unit: string }[];
  /** Of the evaluation chain's stages so far, in their order. */
  stars: number[];
}

/**
 * Three months of a project around today: those completed lie behind, those under way around, those agreed ahead.
 * @param at place among the projects: they begin in turns, so that the year is filled
 */
export function planOf({ does, deliveries, stars }: TourProject, today: string, at: number): TourPlan {
  const completed = stars.length > 0;
  const done = completed ? 2 : deliveries;
  const back = completed ? 3 + (at % 4) : done;
  const steps = ["摸底报名、定时间地点", `开展${does}`, `再办一次${does}，回访并建台账`];
  const months = steps.map((text, step) => ({ month: firstOfMonth(today, step - back).slice(0, 7), text }));
  const first = completed ? 1 : 0;
  return {
    months,
    deliveries: months.slice(first, first + done).map(({ month }, time) => ({
      on: `${month}-15`,
      text: `${does}第 ${time + 1} 次`,
      quantity: 10 + ((at * 7 + time * 3) % 30),
      unit: "家",
    })),
    stars,
  };
}
