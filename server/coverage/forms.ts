/** Which form of party organisation a firm calls for: plain values, nothing of the graph. */

/** Forms in the order of the members they need; `instructor`: no members yet, so somebody is sent there instead. */
export const forms = ["instructor", "jointBranch", "branch", "generalBranch", "committee"] as const;
export type Form = (typeof forms)[number];

/** Full members from which a form is the usual one (Party constitution and the regulations on branches and grass-roots committees). */
export const membersFrom: Readonly<Record<Form, number>> = {
  instructor: 0,
  jointBranch: 1,
  branch: 3,
  generalBranch: 50,
  committee: 100,
};

/** The form for so many full members, 0 or more; null where nobody has counted them. */
export function suggestedForm(members: number | null): Form | null {
  if (members === null) return null;
  return forms.findLast((form) => members >= membersFrom[form]) ?? "instructor";
}

/** How firms stand, as counts; they add up to `firms`. */
export const states = ["covered", "due", "instructor", "unknown", "exempt"] as const;
export type State = (typeof states)[number];
export type Figures = Record<State, number> & { firms: number; exampleCount: number };

/** Counts by state as one record, zeros where nothing was counted. */
export function figuresOf(rows: readonly { state: State; firms: number; examples: number }[]): Figures {
  const figures: Figures = {
    ...{ firms: 0, exampleCount: 0 },
    ...{ covered: 0, due: 0, instructor: 0, unknown: 0, exempt: 0 },
  };
  for (const { state, firms, examples } of rows) {
    figures[state] += firms;
    figures.firms += firms;
    figures.exampleCount += examples;
  }
  return figures;
}

/** The first days of the last `months` months, the oldest first, and today at the end. Days as YYYY-MM-DD. */
export function trendDays(today: string, months: number): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const firsts = Array.from({ length: months }, (_, at) => {
    const whole = year * 12 + (month - 1) - (months - 1 - at);
    return `${String(Math.floor(whole / 12)).padStart(4, "0")}-${String((whole % 12) + 1).padStart(2, "0")}-01`;
  });
  return firsts.at(-1) === today ? firsts : [...firsts, today];
}
