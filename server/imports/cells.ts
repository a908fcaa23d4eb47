import { isDay } from "../api/days.ts";
import { isCreditCode } from "../language/creditCode.ts";

/**
 * One cell, read: a value, nothing, or the sentence that says what is wrong with it. Formulas are never computed: a cell
 * of the sheet that holds one arrives as its own text, with "=" in front, and is no value.
 */
export type Cell<T> = { value: T | null } | { problem: string };

const empty = /^(?:[-—–/／\\]+|无|暂无|没有|不详|未知|待定|n\/?a|null)$/i;

/** A cell's text in one spelling: full-width letters and digits half-width, no invisible signs, trimmed. */
export const tidyCell = (text: string): string =>
  text
    .replace(/\p{Format}/gu, "")
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0B\uFF0D\uFF0E\uFF0F\uFF05]/g, (sign) =>
      sign.normalize("NFKC"),
    )
    .replace(/\u3000|\u00A0/g, " ")
    // How exports, ours too, keep a text from being taken for a formula.
    .replace(/^'(?=[=+\-@])/, "")
    .replace(/[^\S\n]+/g, " ")
    .trim();

/** Whether a cell holds a formula, as a sheet marks it and as a CSV file spells it. */
export const isFormula = (text: string): boolean => /^'?[=＝]/.test(text.trim());

/** What stands for nothing ("无", "/", "—") is nothing. */
export function readText(raw: string): Cell<string> {
  const text = tidyCell(raw);
  return { value: text === "" || empty.test(text) ? null : text };
}

/** A number as people write it: 1,200 · １２００ · 约20 · 3.5万元 · 500亩 · 一百二十. The unit is what stands behind it. */
export interface Amount {
  value: number;
  unit: string | null;
}

const chineseDigits = "零一二三四五六七八九";
const chineseUnits: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 一百二十 → 120, 两千 → 2000, 三万五千 → 35000; null for anything else. Below 100,000,000. */
export function chineseNumber(text: string): number | null {
  const plain = text.replaceAll("两", "二").replaceAll("〇", "零");
  const [high, low, more] = plain.includes("万") ? plain.split("万") : ["", plain];
  if (more !== undefined || !/^[零一二三四五六七八九十百千]*$/.test(`${high}${low}`)) return null;
  if (plain === "" || plain === "万") return null;
  const section = (part: string): number => {
    let sum = 0;
    let digit = 0;
    for (const sign of part) {
      const unit = chineseUnits[sign];
      if (unit === undefined) digit = chineseDigits.indexOf(sign);
      else {
        sum += (digit || 1) * unit;
        digit = 0;
      }
    }
    return sum + digit;
  };
  return section(high ?? "") * 10_000 + section(low ?? "");
}

const around = /^(?:约|大约|近|共|计|共计|合计|不少于|至少|不超过)\s*/;
const behind = /\s*(?:左右|以上|以内|余|多)$/;

/** Reads an amount. What is no number, a range or negative is a problem, and the sentence says what to write. */
export function readAmount(raw: string, name: string): Cell<Amount> {
  const { value: text } = readText(raw) as { value: string | null };
  if (text === null) return { value: null };
  const bare = text
    .replace(around, "")
    .replace(behind, "")
    .replaceAll(/[,，](?=\d{3})/g, "");
  const digits = /^[+]?(\d+(?:\.\d+)?)\s*([^\d\s+\-~～至到].{0,19})?$/.exec(bare);
  if (digits) {
    const unit = digits[2]?.replace(behind, "").trim() || null;
    // "2万人" counts persons; "2万元" and "2万亩" are units of their own.
    const tens = unit && /^万(?!元|亩|平)/.test(unit);
    const factor = tens ? 10_000 : 1;
    return { value: { value: Number(digits[1]) * factor, unit: tens ? unit.slice(1) || null : unit } };
  }
  const chinese = /^([零〇一二两三四五六七八九十百千万]+)([^零〇一二两三四五六七八九十百千万].{0,19})?$/.exec(
    bare,
  );
  const number = chinese ? chineseNumber(chinese[1] ?? "") : null;
  if (number !== null) return { value: { value: number, unit: chinese?.[2]?.trim() || null } };
  return { problem: `${name}“${shortened(text)}”不是一个数。请只写一个数，可以带单位，例如 20人` };
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
  if (text === null || /^(?:长期|常年|全年|随时|不限|即日|即日起|现在)$/.test(text)) return { value: null };
  const plain = text.replace(/\s*(?:前|之前|以前|止|起|开始)$/, "").replace(/[T\s]+\d{1,2}:\d{2}.*$/, "");
  const whole =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (whole) {
    const day = `${whole[1]}-${pad(whole[2] ?? "")}-${pad(whole[3] ?? "")}`;
    return isDay(day) ? { value: day } : noDay(text, name);
  }
  const month = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*(初|底|末)?$/.exec(plain);
  if (month) {
    const [, year = "", number = "", where] = month;
    if (Number(number) < 1 || Number(number) > 12) return noDay(text, name);
    const last = where === undefined ? end : where !== "初";
    return { value: last ? endOfMonth(Number(year), Number(number)) : `${year}-${pad(number)}-01` };
  }
  const year = /^(\d{4})\s*年(?:底|末|初)?$/.exec(plain);
  if (year) return { value: end || /[底末]$/.test(plain) ? `${year[1]}-12-31` : `${year[1]}-01-01` };
  const serial = /^\d{5}(?:\.\d+)?$/.test(plain) ? dayOfSerial(Number(plain)) : null;
  return serial ? { value: serial } : noDay(text, name);
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

/** Several values in one cell, between 、，；or line ends. */
export const splitList = (text: string | null): string[] =>
  text === null
    ? []
    : [...new Set(text.split(/[、，,；;\n|]/).map((part) => part.trim()))].filter((part) => part !== "");

export const shortened = (text: string): string =>
  [...text].length > 30 ? `${[...text].slice(0, 29).join("")}…` : text;
