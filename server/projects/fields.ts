import { isDay } from "../api/days.ts";
import { badInput } from "../errors.ts";
import { normalizeText } from "../language/words.ts";

const longestTitle = 60;
const longestText = 500;
const longestUnit = 20;
const longestName = 30;
const mostMonths = 24;
const mostMembers = 100;
const colours = ["绿", "蓝", "红", "橙"];
const largestNumber = 1_000_000_000_000;
const monthShape = /^20\d{2}-(0[1-9]|1[0-2])$/;

const bounded = (value: string, name: string, most: number, field: string): string => {
  // Cleaning a pasted book costs more than counting it.
  const kept = value.length > most * 4 ? value : normalizeText(value);
  if ([...kept].length > most) throw badInput(`${name}最多 ${most} 字，请缩短后再保存。`, "input", field);
  return kept;
};

const required = (value: string, name: string, most: number, field: string): string => {
  const kept = bounded(value, name, most, field);
  if (kept === "") throw badInput(`请填写${name}。`, "input", field);
  return kept;
};

/** Words that may stay away; null for none. @throws AppError BAD_INPUT, as everything here */
export const optionalText = (value: string | null | undefined, name: string, field: string): string | null =>
  value == null ? null : bounded(value, name, longestText, field) || null;

export interface ProjectInput {
  title: string;
  summary?: string | null | undefined;
  months?: readonly { month: string; text: string }[] | null | undefined;
}

/** Title, summary and plan as they are kept: months in order, `YYYY-MM`, each once. */
export function cleanProject({ title, summary, months }: ProjectInput) {
  const rows = (months ?? []).map(({ month, text }) => {
    if (!monthShape.test(month)) throw badInput("月份应写作 2026-11 这样的年和月。", "input", "months");
    return { month, text: required(text, "当月安排", longestText, "months") };
  });
  if (rows.length > mostMonths) throw badInput(`月度计划最多 ${mostMonths} 个月。`, "input", "months");
  if (new Set(rows.map(({ month }) => month)).size < rows.length)
    throw badInput("同一个月只能写一行，请合并后再保存。", "input", "months");
  return {
    title: required(title, "项目名称", longestTitle, "title"),
    summary: optionalText(summary, "项目说明", "summary"),
    months: rows.sort((a, b) => a.month.localeCompare(b.month)),
  };
}

export interface DeliveryInput {
  on: string;
  text: string;
  quantity?: number | null | undefined;
  unit?: string | null | undefined;
}

/** One delivery as it is kept. A day to come is none. */
export function cleanDelivery({ on, text, quantity, unit }: DeliveryInput, today: string) {
  if (!isDay(on) || on > today) throw badInput("交付日期不能晚于今天。", "input", "on");
  if (quantity != null && !(quantity > 0 && quantity <= largestNumber))
    throw badInput("数量应大于 0，不清楚可以留空。", "input", "quantity");
  return {
    on,
    text: required(text, "交付内容", longestText, "text"),
    quantity: quantity ?? null,
    unit: unit == null ? null : bounded(unit, "单位", longestUnit, "unit") || null,
  };
}

export interface TeamInput {
  name: string;
  colour?: string | null | undefined;
  division?: string | null | undefined;
  description?: string | null | undefined;
  members: readonly { name: string; unit?: string | null | undefined }[];
}

/** A team as it is kept; `number` counts its members, null while none is written down. */
export function cleanTeam({ name, colour, division, description, members }: TeamInput) {
  if (colour != null && !colours.includes(colour))
    throw badInput(`颜色应是${colours.join("、")}之一，也可以不选。`, "input", "colour");
  if (members.length > mostMembers)
    throw badInput(`一支服务队最多 ${mostMembers} 人，人多时请分成几支。`, "input", "members");
  return {
    name: required(name, "服务队名称", longestName, "name"),
    colour: colour ?? null,
    division: division == null ? null : bounded(division, "分工", longestName, "division") || null,
    description: optionalText(description, "说明", "description"),
    number: members.length || null,
    members: members.map((member) => ({
      name: required(member.name, "队员姓名", longestName, "members"),
      unit: member.unit == null ? null : bounded(member.unit, "单位", longestTitle, "members") || null,
    })),
  };
}
