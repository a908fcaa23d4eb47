import type { ImportKind } from "../generated/resolvers.ts";
import { unitName } from "../language/units.ts";
import { type Amount, headerUnit, readAmount } from "./amounts.ts";
import {
  type Cell,
  isFormula,
  keptFromFormula,
  type Place,
  readChoice,
  readCreditCode,
  readDay,
  readPlace,
  readText,
  shortened,
  splitList,
} from "./cells.ts";
import { columnOf } from "./columns.ts";
import type { Doubt } from "./judge.ts";
import type { Mapping } from "./recognise.ts";

/** What a row says under each field, as it was written; fields without a column are absent. */
export type WrittenRow = Readonly<Record<string, string>>;

export const writtenRow = (mapping: Mapping, cells: readonly string[]): WrittenRow =>
  Object.fromEntries(mapping.flatMap((key, index) => (key === null ? [] : [[key, cells[index] ?? ""]])));

/** The unit that the header of the column of quantities names; null where it names none. */
export const usualUnit = (mapping: Mapping, headers: readonly string[]): string | null =>
  headerUnit(headers[mapping.indexOf("quantity")] ?? "");

/** What the user said of a cell that could not be read: one of its readings, null to leave it empty, undefined for nothing yet. */
export type Answers = (question: string) => string | null | undefined;

/** Reads the cells of one row and collects what is wrong with them. */
export class RowReader {
  readonly problems: string[] = [];
  /** Cells that could not be read and may stay empty, as they are put to the user; each has its problem too. */
  readonly unread: Doubt[] = [];
  readonly #kind: ImportKind;
  readonly #row: WrittenRow;

  readonly #answer: Answers;

  constructor(kind: ImportKind, row: WrittenRow, answer: Answers = () => undefined) {
    this.#kind = kind;
    this.#row = row;
    this.#answer = answer;
    for (const [key, cell] of Object.entries(row))
      if (isFormula(cell))
        this.problems.push(`${this.#name(key)}是公式，系统不计算公式，请在表格里复制后“粘贴为数值”`);
  }

  #name(key: string): string {
    return columnOf(this.#kind, key)?.name ?? key;
  }

  #read<T>(key: string, read: (raw: string, name: string) => Cell<T>): T | null {
    const raw = this.#row[key] ?? "";
    if (isFormula(raw)) return null;
    const cell = read(raw, this.#name(key));
    if ("value" in cell) return cell.value;
    if (columnOf(this.#kind, key)?.required) {
      this.problems.push(cell.problem);
      return null;
    }
    const question = `${this.#name(key)}“${shortened(raw.trim())}”`;
    const { problem, readings = [] } = cell;
    const answer = this.#answer(question);
    if (answer === null) return null;
    const meant = readings.find((reading) => reading === answer);
    const again = meant === undefined ? cell : read(meant, this.#name(key));
    if ("value" in again) return again.value;
    const candidates = readings.map((reading) => ({ id: reading, kind: "Reading", name: `按 ${reading}` }));
    this.unread.push({ name: question, candidates, optional: true });
    this.problems.push(problem);
    return null;
  }

  text = (key: string): string | null => this.#read(key, (raw) => readText(raw));
  list = (key: string): string[] => splitList(this.text(key));
  amount = (key: string, usual: string | null = null): Amount | null =>
    this.#read(key, (raw, name) => readAmount(raw, name, usual));
  day = (key: string, end = false): string | null => this.#read(key, (raw, name) => readDay(raw, name, end));
  place = (key: string): Place | string | null => this.#read(key, readPlace);
  creditCode = (key: string): string | null => this.#read(key, readCreditCode);
  choice = <T extends string>(key: string, choices: Readonly<Record<T, readonly string[]>>): T | null =>
    this.#read(key, (raw, name) => readChoice(raw, name, choices));

  /** A whole number from 0. */
  count(key: string): number | null {
    const amount = this.amount(key);
    if (amount === null) return null;
    if (Number.isSafeInteger(amount.value)) return amount.value;
    this.problems.push(`${this.#name(key)}应为整数`);
    return null;
  }
}

const beneficiaries = {
  enterprise: ["企业", "企业自身", "单位", "公司"],
  talent: ["人才", "高层次人才", "专家"],
  partyMember: ["党员", "党员群众"],
  worker: ["职工", "员工", "工人", "企业职工", "企业员工"],
} as const;
const urgencies = {
  urgent: ["是", "紧急", "急", "特急", "加急", "高", "很急", "√"],
  normal: ["否", "一般", "不急", "普通", "中", "低", "正常", "常规"],
} as const;
const visibilities = {
  organization: ["仅本单位", "本单位", "本单位可见", "仅本单位可见"],
  alliance: ["本联盟", "联盟", "联盟内", "本联盟可见"],
  hub: ["总联盟", "全联盟", "总联盟可见"],
  public: ["公开", "所有人", "全部"],
} as const;
const offerKinds = {
  resource: ["资源", "资源清单", "资源类"],
  project: ["服务项目", "项目", "服务项目清单", "服务", "项目类"],
} as const;

/** A row whose one column of days holds both, “2026-07-01 至 2026-12-31”, as one that has a column for each. */
function withPeriod(row: WrittenRow): WrittenRow {
  for (const [key, other] of [
    ["until", "from"],
    ["from", "until"],
  ] as const) {
    const [, from, until] = /^(.*?)\s*(?:至|到|~|～|—+)\s*(.*)$/u.exec(row[key]?.trim() ?? "") ?? [];
    if (from === undefined || until === undefined || (row[other] ?? "").trim() !== "") continue;
    if (/^(?:\d{4}.*)?$/.test(from) && /^(?:\d{4}.*)?$/.test(until) && from + until !== "")
      return { ...row, from, until };
  }
  return row;
}

/** A need, resource or project as its row says it: names are not looked up yet. */
export interface EntryDraft {
  text: string | null;
  title: string | null;
  owner: string | null;
  category: string | null;
  alliance: string | null;
  /** quantity or capacity */
  amount: number | null;
  unit: string | null;
  from: string | null;
  until: string | null;
  beneficiary: keyof typeof beneficiaries | null;
  urgency: keyof typeof urgencies | null;
  offerKind: keyof typeof offerKinds | null;
  radius: number | null;
  /** Names of products, not looked up yet. */
  buys: string[];
  sells: string[];
  visibility: keyof typeof visibilities | null;
  /** A string is the name of a place, not looked up yet. */
  location: Place | string | null;
  /** The text as the cell has it, but for the ends and what keeps it from being a formula. */
  written: string | null;
  problems: string[];
  /** As `RowReader.unread`. */
  unread: Doubt[];
}

/**
 * Reads a row of needs or offers. Never throws: what is wrong stands in `problems`.
 * @param usual the unit of amounts that have none, from the header
 */
export function readEntry(
  kind: "demand" | "offer",
  row: WrittenRow,
  usual: string | null = null,
  answer?: Answers,
): EntryDraft {
  const reader = new RowReader(kind, withPeriod(row), answer);
  const text = reader.text("text");
  const title = reader.text("title");
  const amount = reader.amount("quantity", usual);
  if (text === null && title === null && reader.problems.length === 0)
    reader.problems.push(kind === "demand" ? "没有写需求内容" : "没有写资源内容");
  return {
    // Many lists have the one where the other belongs.
    text: text ?? title,
    title: text === null ? null : title,
    owner: reader.text("owner"),
    category: reader.text("category"),
    alliance: reader.text("alliance"),
    amount: amount?.value === 0 ? null : (amount?.value ?? null),
    unit: unitName(reader.text("unit")) ?? amount?.unit ?? null,
    from: reader.day("from"),
    until: reader.day("until", true),
    beneficiary: reader.choice("beneficiary", beneficiaries),
    urgency: reader.choice("urgency", urgencies),
    offerKind: reader.choice("offerKind", offerKinds),
    radius: reader.amount("radius")?.value ?? null,
    buys: reader.list("buys"),
    sells: reader.list("sells"),
    visibility: reader.choice("visibility", visibilities),
    location: reader.place("location"),
    written: (row.text ?? "").replace(/\r\n?/g, "\n").trim().replace(keptFromFormula, "") || null,
    problems: reader.problems,
    unread: reader.unread,
  };
}

const scales = {
  large: ["大型", "大型企业", "大"],
  medium: ["中型", "中型企业", "中"],
  small: ["小型", "小型企业", "小"],
  micro: ["微型", "微型企业", "微"],
} as const;

export interface EnterpriseDraft {
  name: string | null;
  creditCode: string | null;
  shortName: string | null;
  aliases: string[];
  scale: keyof typeof scales | null;
  employees: number | null;
  partyMembers: number | null;
  tags: string[];
  park: string | null;
  alliance: string | null;
  problems: string[];
}

const longestName = 100;

/** Reads a row of firms. Never throws: what is wrong stands in `problems`. */
export function readEnterprise(row: WrittenRow): EnterpriseDraft {
  const reader = new RowReader("enterprise", row);
  const name = reader.text("name")?.replace(/\s+/g, "") ?? null;
  if (name === null && reader.problems.length === 0) reader.problems.push("没有写企业名称");
  if (name !== null && [...name].length > longestName) reader.problems.push(`企业名称最多 ${longestName} 字`);
  return {
    name,
    creditCode: reader.creditCode("creditCode"),
    shortName: reader.text("shortName"),
    aliases: reader.list("aliases"),
    scale: reader.choice("scale", scales),
    employees: reader.count("employees"),
    partyMembers: reader.count("partyMembers"),
    tags: reader.list("tags"),
    park: reader.text("park"),
    alliance: reader.text("alliance"),
    problems: reader.problems,
  };
}
