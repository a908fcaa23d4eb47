import { isDay } from "../api/days.ts";
import { isCreditCode } from "../language/creditCode.ts";

/**
 * One cell, read: a value, nothing, or the sentence that says what is wrong with it. Formulas are never computed: a cell
 * of the sheet that holds one arrives as its own text, with "=" in front, and is no value.
 */
export type Cell<T> =
  | { value: T | null }
  | {
      problem: string;
      /** Texts that the cell may have meant, to be chosen from. */
      readings?: string[];
    };

const empty = /^(?:[-—–/／\\]+|无|暂无|没有|不详|未知|待定|n\/?a|null)$/i;

/** How exports, ours too, keep a text from being taken for a formula. */
export const keptFromFormula = /^'(?=[=＝+\-@＠])/;

/** A cell's text in one spelling: full-width letters and digits half-width, no invisible signs, trimmed. */
export const tidyCell = (text: string): string =>
  text
    .replace(/\p{Format}/gu, "")
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0B\uFF0D\uFF0E\uFF0F\uFF05]/g, (sign) =>
      sign.normalize("NFKC"),
    )
    .replace(/\u3000|\u00A0/g, " ")
    .replace(keptFromFormula, "")
    .replace(/[^\S\n]+/g, " ")
    .trim();

const formulaMark = "公式：";

/** Whether a cell holds a formula: as a sheet marks it, as a CSV file spells it, as we show it. A text that begins with = has ' in front. */
export const isFormula = (text: string): boolean => /^(?:公式：)?[=＝]/.test(text.trim());

/** A formula as a workbook of ours shows it: no formula there, and none when it is read again. */
export const shownFormula = (text: string): string =>
  text.trim().startsWith(formulaMark) ? text : `${formulaMark}${text.trim()}`;

/** What a spreadsheet program writes where it could not compute. */
export const isErrorValue = (text: string): boolean =>
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/i.test(text.trim());

/** What stands for nothing ("无", "/", "—") is nothing. */
export function readText(raw: string): Cell<string> {
  const text = tidyCell(raw);
  return { value: text === "" || empty.test(text) ? null : text };
}

const msPerDay = 86_400_000;

/** The day of an Excel serial number (1900 system, days since 1899-12-30; from 1954 to 2119, or it is no date). */
export function dayOfSerial(serial: number): string | null {
  if (!(serial >= 20_000 && serial < 80_000)) return null;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * msPerDay).toISOString().slice(0, 10);
}

const pad = (part: string): string => part.padStart(2, "0");
const endOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/**
 * Reads a day: 2026-7-1 · 2026/07/01 · 2026.7.1 · 20260701 · 2026年7月1日(号) · an Excel serial number. A month alone is
 * its first day, or its last when `end` (`2026年7月底` always the last); "长期" is no day.
 */
export function readDay(raw: string, name: string, end = false): Cell<string> {
  const { value: text } = readText(raw) as { value: string | null };
  if (text === null || /^(?:长期|常年|全年|随时|不限|即日|即日起|现在|尽快|越快越好|近期)$/.test(text))
    return { value: null };
  const plain = text
    .replace(/\s*(?:完成|办结|解决|到位|结束|交付|截止)$/, "")
    .replace(/\s*(?:之前|以前|前|止|起|开始)$/, "")
    .replace(/[T\s]+\d{1,2}:\d{2}.*$/, "");
  const whole =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (whole) {
    const day = `${whole[1]}-${pad(whole[2] ?? "")}-${pad(whole[3] ?? "")}`;
    return isDay(day) ? { value: day } : noDay(text, name);
  }
  const span = spanOf(plain);
  if (span) {
    const last = span.where === undefined ? end : span.where !== "初";
    return { value: last ? span.until : span.since };
  }
  if (/^\d{1,2}\s*月/.test(plain))
    return { problem: `${name}“${shortened(text)}”没有写年份。请写成 2026-07-01 或 2026年7月1日` };
  const serial = /^\d{5}(?:\.\d+)?$/.test(plain) ? dayOfSerial(Number(plain)) : null;
  return serial ? { value: serial } : noDay(text, name);
}

interface Span {
  since: string;
  until: string;
  /** 初, 底 or 末 where the text says which end of it is meant. */
  where: string | undefined;
}

const months = (year: string, first: number, last: number, where: string | undefined): Span | null =>
  first < 1 || last > 12
    ? null
    : { since: `${year}-${pad(String(first))}-01`, until: endOfMonth(Number(year), last), where };
const quarters = "一二三四";

/** 2026年, 2026年7月(底), 2026年7月中旬, 2026年第三季度(末), 2026年下半年; null for what is none. */
function spanOf(text: string): Span | null {
  const month = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*(初|底|末)?$/.exec(text);
  if (month) return months(month[1] ?? "", Number(month[2]), Number(month[2]), month[3]);
  const third = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*([上中下])旬$/.exec(text);
  if (third) {
    const whole = months(third[1] ?? "", Number(third[2]), Number(third[2]), undefined);
    const [since, until] = { 上: ["01", "10"], 中: ["11", "20"], 下: ["21", ""] }[third[3] as "上"] ?? [];
    const start = whole?.since.slice(0, 8);
    return whole && { ...whole, since: `${start}${since}`, until: until ? `${start}${until}` : whole.until };
  }
  const quarter = /^(\d{4})\s*年\s*第?\s*([一二三四1-4])\s*季度\s*(初|底|末)?$/.exec(text);
  if (quarter) {
    const number = quarters.indexOf(quarter[2] ?? "") + 1 || Number(quarter[2]);
    return months(quarter[1] ?? "", number * 3 - 2, number * 3, quarter[3]);
  }
  const half = /^(\d{4})\s*年\s*([上下])半年$/.exec(text);
  if (half)
    return half[2] === "上"
      ? months(half[1] ?? "", 1, 6, undefined)
      : months(half[1] ?? "", 7, 12, undefined);
  const year = /^(\d{4})\s*年(初|底|末)?$/.exec(text);
  return year ? months(year[1] ?? "", 1, 12, year[2]) : null;
}

const noDay = (text: string, name: string): { problem: string } => ({
  problem: `${name}“${shortened(text)}”不是日历上的一天。请写成 2026-07-01 或 2026年7月1日`,
});

/** Reads a unified social credit code: spaces and hyphens dropped, upper case, checked by its last character (GB 32100). */
export function readCreditCode(raw: string, name: string): Cell<string> {
  const { value: text } = readText(raw) as { value: string | null };
  if (text === null) return { value: null };
  const code = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (isCreditCode(code)) return { value: code };
  const why = code.length === 18 ? "校验位不对，可能有一位抄错" : `应为 18 位，现有 ${[...code].length} 位`;
  return { problem: `${name}“${shortened(code)}”${why}。请对照营业执照改正，不清楚可以留空` };
}

/** Reads one word of a list, by any of its spellings. */
export function readChoice<T extends string>(
  raw: string,
  name: string,
  choices: Readonly<Record<T, readonly string[]>>,
): Cell<T> {
  const { value: text } = readText(raw) as { value: string | null };
  if (text === null) return { value: null };
  const all = Object.entries(choices) as [T, readonly string[]][];
  const found = all.find(([, spellings]) => spellings.includes(text.replace(/\s/g, "")));
  if (found) return { value: found[0] };
  return {
    problem: `${name}“${shortened(text)}”不在可选的范围里。可以写：${all.map(([, [first]]) => first).join("、")}`,
  };
}

export interface Place {
  longitude: number;
  latitude: number;
}

/** Reads longitude and latitude in degrees: 106.05,29.84 · 106.05，29.84 · 106.05 29.84; else the name of a place. */
export function readPlace(raw: string, name: string): Cell<Place | string> {
  const { value: text } = readText(raw) as { value: string | null };
  if (text === null) return { value: null };
  const found = /^(-?\d{1,3}(?:\.\d+)?)\s*[,，、\s]\s*(-?\d{1,2}(?:\.\d+)?)$/.exec(text);
  const [longitude, latitude] = [Number(found?.[1]), Number(found?.[2])];
  if (found && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)
    return { value: { longitude, latitude } };
  if (!/^[-+\d]/.test(text)) return { value: text };
  return { problem: `${name}“${shortened(text)}”不是经度和纬度。请写成 106.05,29.84，不清楚可以留空` };
}

/** Several values in one cell, between 、，；or line ends. */
export const splitList = (text: string | null): string[] =>
  text === null
    ? []
    : [...new Set(text.split(/[、，,；;\n|]/).map((part) => part.trim()))].filter((part) => part !== "");

export const shortened = (text: string): string =>
  [...text].length > 30 ? `${[...text].slice(0, 29).join("")}…` : text;
