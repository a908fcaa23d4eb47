import dayjs from "dayjs";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);

const dayFormat = "YYYY-MM-DD";

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const todayInShanghai = (now: Date = new Date()): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(now);

/** `day` moved by a number of days, which may be negative. */
export const addDays = (day: string, days: number): string =>
  dayjs.utc(day).add(days, "day").format(dayFormat);

/** First day of the month that lies `months` after the month of `day`. */
export const firstOfMonth = (day: string, months = 0): string =>
  dayjs.utc(day).startOf("month").add(months, "month").format(dayFormat);

/** The instant at which `day` begins in Asia/Shanghai, ISO 8601 in UTC. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();
