/** What is said where nothing is known; never 0. */
export const unknown = "暂无数据";

const counts = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

/** A number with its unit, e.g. `1,200 人`; 暂无数据 when there is none. */
export function quantity(value: number | null | undefined, unit?: string | null): string {
  if (value === null || value === undefined) return unknown;
  if (!unit) return counts.format(value);
  return unit === "%" ? `${counts.format(value)}%` : `${counts.format(value)} ${unit}`;
}

/**
 * A count that never mixes what is real with generated examples: `36 条`, `36 + 示例 32 条`, `示例 32 条`.
 * @param examples how many of `total` are examples
 */
export function countText(total: number, examples: number, unit?: string): string {
  const figures = [counts.format(total - examples), `示例 ${counts.format(examples)}`];
  const told = examples === 0 ? figures[0] : total === examples ? figures[1] : figures.join(" + ");
  return unit ? `${told} ${unit}` : `${told}`;
}

/** What is left of a capacity, e.g. `余 30 / 50 人`. */
export function remainder(
  remaining: number | null | undefined,
  capacity: number | null | undefined,
  unit?: string | null,
): string {
  if (remaining === null || remaining === undefined) return quantity(capacity, unit);
  if (capacity === null || capacity === undefined) return `余 ${quantity(remaining, unit)}`;
  return `余 ${counts.format(remaining)} / ${quantity(capacity, unit)}`;
}

/** A window of days, both ends in it: `2026-11-22 至 2026-12-01`, `2026-11-22 起`, `2026-12-01 止`; 暂无数据 for neither. */
export function dayWindow(from: string | null | undefined, until: string | null | undefined): string {
  if (from && until) return `${from} 至 ${until}`;
  if (from) return `${from} 起`;
  if (until) return `${until} 止`;
  return unknown;
}

/** The same for a half-open interval, whose `until` is the first day no longer in it: `2026-11-01 至 2026-11-30`. */
export const dayInterval = (since: string | null | undefined, until: string | null | undefined): string =>
  dayWindow(since, until && dayBefore(until));

/** A share in 0..1 as 80.0%. */
export const share = (value: number): string => `${(value * 100).toFixed(1)}%`;

/** An instant (ISO, UTC) as day and minute in Shanghai: 2026-11-22 10:05. */
export function instant(iso: string | null | undefined): string {
  if (!iso) return unknown;
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "short",
  });
  return parts.format(new Date(iso));
}

/** The day of an instant (ISO, UTC) in Shanghai: 2026-11-22. */
export const dayOf = (iso: string): string => today(new Date(iso));

/** Today's day in Shanghai, 2026-11-22. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(now);
}

/** The day after a day, 2026-11-23. */
export const dayAfter = (day: string): string => shiftDay(day, 1);

/** The day before a day, 2026-11-21. */
export const dayBefore = (day: string): string => shiftDay(day, -1);

const shiftDay = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** The first line of a text, at most `max` characters: the title of an entry that has none. */
export function firstWords(text: string, max = 32): string {
  const line = text.split(/[\n。；]/, 1)[0] ?? "";
  const characters = Array.from(line);
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
