/**
 * Units of quantities (计量单位): their spellings, and which can be turned into which. One table for forms, imports, matching,
 * whole-list plans and what an agreement takes of a capacity.
 */

/** Spellings, the first the one that is kept, with how many of its dimension's base one is. */
type UnitRow = readonly [spellings: string, factor: number];

/** 亩 is 10,000/15 m² (GB 3100 lists it beside the hectare as in use for land until metric: 15 亩 = 1 公顷). */
const table: Readonly<Record<string, readonly UnitRow[]>> = {
  money: [
    ["元 块 块钱 人民币 元人民币 rmb", 1],
    ["千元", 1e3],
    ["万元 万 万块 万元人民币", 1e4],
    ["百万元 百万", 1e6],
    ["亿元 亿 亿元人民币", 1e8],
  ],
  area: [
    ["平方米 ㎡ m² m2 平米 平方 平 方米", 1],
    ["亩", 1e4 / 15],
    ["万平方米 万㎡ 万平米 万平 万m²", 1e4],
    ["公顷 ha hm²", 1e4],
    ["平方公里 平方千米 km² km2", 1e6],
  ],
  person: [["人 名 位 个人", 1]],
  visit: [["人次", 1]],
  mass: [
    ["克 g", 0.001],
    ["公斤 千克 kg", 1],
    ["吨 t", 1000],
    ["万吨", 1e7],
  ],
  length: [
    ["毫米 mm", 0.001],
    ["米 m", 1],
    ["公里 千米 km", 1000],
  ],
  volume: [
    ["升 l", 0.001],
    ["立方米 m³ m3 立方 方", 1],
  ],
  power: [
    ["千瓦 kw", 1],
    ["兆瓦 mw", 1000],
  ],
  energy: [
    ["千瓦时 度 kwh", 1],
    ["万千瓦时 万度", 1e4],
  ],
  day: [
    ["天 日 工作日", 1],
    ["周 星期 礼拜", 7],
  ],
  month: [
    ["个月 月", 1],
    ["年", 12],
  ],
  hour: [
    ["分钟", 1 / 60],
    ["小时 个小时 h", 1],
  ],
  firm: [["家 户 家企业 户企业 个企业", 1]],
  piece: [["件", 1]],
};

interface Unit {
  name: string;
  dimension: string;
  factor: number;
}

const known = new Map<string, Unit>();
for (const [dimension, rows] of Object.entries(table))
  for (const [spellings, factor] of rows) {
    const all = spellings.split(" ");
    for (const spelling of all) known.set(spelling, { name: all[0] ?? spelling, dimension, factor });
  }

const plain = (unit: string): string =>
  unit
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/^[（(【[]+|[）)】\]]+$/g, "")
    .toLowerCase();

const lookUp = (unit: string): Unit | undefined => known.get(unit.toLowerCase()) ?? known.get(plain(unit));

/** A unit in the spelling that is kept: ㎡ and 平米 are 平方米; what the table does not know stays as it is. Null for nothing. */
export function unitName(unit: string | null): string | null {
  const text = unit?.trim() ?? "";
  if (text === "") return null;
  return lookUp(text)?.name ?? text;
}

/** Whether the table knows it. */
export const isUnit = (text: string): boolean => lookUp(text) !== undefined;

/**
 * How many of `to` one of `from` is: 万元 → 元 10,000; 1 for the same spelling, or where neither says any. Null where one cannot be
 * turned into the other: 人 and 人次, or a unit and none.
 */
export function unitRatio(from: string | null, to: string | null): number | null {
  const [a, b] = [unitName(from), unitName(to)];
  if (a === b) return 1;
  const [one, other] = [a === null ? undefined : lookUp(a), b === null ? undefined : lookUp(b)];
  return one && other && one.dimension === other.dimension ? one.factor / other.factor : null;
}

/** An amount in another unit, without the noise of the last binary digits; null where there is no way from one to the other. */
export function inUnit(amount: number, from: string | null, to: string | null): number | null {
  const ratio = unitRatio(from, to);
  if (ratio === null) return null;
  return ratio === 1 ? amount : Number((amount * ratio).toPrecision(12));
}

/** The table as statements take it: by spelling the dimension, and how many of its base one is. */
export const unitTable: Readonly<Record<string, { dimension: string; factor: number }>> = Object.fromEntries(
  [...known].map(([spelling, { dimension, factor }]) => [spelling, { dimension, factor }]),
);
