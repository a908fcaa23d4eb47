import { inUnit, isUnit, unitName } from "../language/units.ts";
import { type Cell, readText, shortened } from "./cells.ts";

/** A number as people write it: 1,200 · １２００ · 约20 · 3.5万元 · 500亩 · 一百二十. The unit is what stands behind it. */
export interface Amount {
  value: number;
  unit: string | null;
}

const chineseDigits = "零一二三四五六七八九";
const chineseUnits: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 一百二十 → 120, 两千 → 2000, 三万五千 → 35000; null for anything else. Below 100,000,000. */
export function chineseNumber(text: string): number | null {
  const whole = text.replaceAll("两", "二").replaceAll("〇", "零");
  const [high, low, more] = whole.includes("万") ? whole.split("万") : ["", whole];
  if (more !== undefined || !/^[零一二三四五六七八九十百千]*$/.test(`${high}${low}`)) return null;
  if (whole === "" || whole === "万") return null;
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

const around = /^(?:约|大约|大概|近|共|计|共计|合计|总计|不少于|至少|不超过|不低于|[¥￥$])+\s*/u;
const behind = /\s*(?:左右|以上|以内|上下|多|余|许)$/u;
/** 20余人, 20多人: the sign of "somewhat more" stands between number and unit. */
const between = /(?<=[\d零〇一二两三四五六七八九十百千万亿])\s*[余多几来]\s*(?=[^\d\s])/u;
const chineseSign = "零〇一二两三四五六七八九十百千";

/**
 * Reads an amount. What is no number, a range, or negative is a problem, and the sentence says what to write.
 * @param usual the unit that the column's header names, for a number that has none
 */
export function readAmount(raw: string, name: string, usual: string | null = null): Cell<Amount> {
  const { value: text } = readText(raw) as { value: string | null };
  if (text === null) return { value: null };
  const bare = text
    .replace(around, "")
    .replace(behind, "")
    .replace(between, "")
    .replaceAll(/(?<!\d)\d{1,3}(?:([,，]) ?\d{3}(?:\1 ?\d{3})*|(?: \d{3})+)(?!\d)/gu, (number) =>
      number.replace(/[,， ]/gu, ""),
    )
    .replace(/\s*[(（]([^()（）]{1,20})[)）]$/u, "$1")
    .trim();
  const readings = endsOf(bare);
  if (readings)
    return { problem: `${name}“${shortened(text)}”是两个数。请只写一个，例如 ${readings[0]}`, readings };
  const found = digitsIn(bare) ?? chineseIn(bare);
  if (!found)
    return { problem: `${name}“${shortened(text)}”不是一个数。请只写一个数，可以带单位，例如 20人` };
  if (found.unit !== null || usual === null)
    return { value: { value: found.value, unit: unitName(found.unit) } };
  // "50万" under 资金需求（万元） is fifty of them, "2万" under 人数 twenty thousand.
  const money = found.large ? inUnit(found.value, "元", usual) : null;
  return { value: { value: money ?? found.value, unit: unitName(usual) } };
}

const range =
  /^(\d+(?:\.\d+)?)([^\d\s.]{0,6}?)\s*[-－–—~～至到]+\s*(\d+(?:\.\d+)?)\s*([^\d\s.\-－–—~～至到]{0,12})$/u;

/** Both ends of a range, each with its unit: 2-3万元 → 2万元, 3万元; null for what is none. */
function endsOf(text: string): string[] | null {
  const [, low, own, high, unit = ""] = range.exec(text) ?? [];
  if (low === undefined || high === undefined) return null;
  return [...new Set([`${low}${own || unit}`, `${high}${unit || own}`])];
}

interface Found extends Amount {
  /** Written with 万 or 亿 and nothing behind it. */
  large: boolean;
}

function digitsIn(text: string): Found | null {
  const found = /^[+]?(\d+(?:\.\d+)?)\s*([^\d\s.+\-~～至到][^\d]{0,19})?$/u.exec(text);
  if (!found) return null;
  const unit = found[2]?.trim() || null;
  return counted(Number(found[1]), unit);
}

function chineseIn(text: string): Found | null {
  const found = new RegExp(`^([${chineseSign}万]+)([^${chineseSign}].{0,19})?$`, "u").exec(text);
  const value = found ? chineseNumber(found[1] ?? "") : null;
  const unit = found?.[2]?.trim() || null;
  // 一亩三分 is two amounts.
  if (value === null || (unit !== null && /[\d零〇一二两三四五六七八九十百千]/u.test(unit))) return null;
  return counted(value, unit);
}

/** "2万人" counts persons and "3亿" nothing in particular; "2万元" and "2万亩" are units of their own. */
function counted(value: number, unit: string | null): Found {
  const large = unit ? /^([万亿千百])(.*)$/u.exec(unit) : null;
  if (!large || (unit && isUnit(unit) && (large[2] ?? "") !== "")) return { value, unit, large: false };
  const factor = { 百: 100, 千: 1000, 万: 10_000, 亿: 1e8 }[large[1] ?? ""] ?? 1;
  const rest = large[2]?.trim() || null;
  return { value: value * factor, unit: rest, large: rest === null };
}

const inBrackets = /[(（【[]\s*(?:单位\s*[:：])?\s*([^()（）【】[\]]{1,12}?)\s*[)）】\]]/u;
/** Headers that name what is counted: 需求人数, 用工人数. */
const persons = /人数$/u;

/** The unit that a column's header names: 资金需求（万元） → 万元, 需求人数 → 人; null where it names none. */
export function headerUnit(header: string): string | null {
  const text = header.normalize("NFKC");
  const named = inBrackets.exec(text)?.[1] ?? /[/、]\s*([^\s/、]{1,6})$/u.exec(text)?.[1];
  if (named && isUnit(named)) return unitName(named);
  return persons.test(text.replace(/\s/g, "")) ? "人" : null;
}
