import neo4j, { type Integer } from "neo4j-driver";

/**
 * A property's value as JSON that loses nothing. Text, truth values, lists and finite floats stand as they are;
 * everything else is an object with one key: `i` integer, `f` special float, `F` a long list of floats, `b` bytes,
 * `date`, `time`, `localTime`, `dateTime`, `localDateTime`, `duration`, `point`, `vector`, `uuid`.
 */
export type PlainValue = string | boolean | number | PlainValue[] | { [tag: string]: unknown };

const longList = 8;
const { Date: Day, Time, LocalTime, DateTime, LocalDateTime, Duration, Point } = neo4j.types;

/** Turns a value as the driver gives it with lossless integers into plain JSON. Throws on a type it does not know. */
export function toPlain(value: unknown): PlainValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return plainFloat(value);
  if (neo4j.isInt(value)) return { i: plainInt(value) };
  if (Array.isArray(value)) return plainList(value);
  if (value instanceof Int8Array) return { b: base64(value) };
  if (value instanceof Day) return { date: ints(value.year, value.month, value.day) };
  if (value instanceof LocalTime) return { localTime: clock(value) };
  if (value instanceof Time) return { time: [...clock(value), whole(value.timeZoneOffsetSeconds)] };
  if (value instanceof LocalDateTime)
    return { localDateTime: [...ints(value.year, value.month, value.day), ...clock(value)] };
  if (value instanceof DateTime) {
    const offset = value.timeZoneOffsetSeconds;
    const zone = [offset == null ? null : whole(offset), value.timeZoneId ?? null];
    return { dateTime: [...ints(value.year, value.month, value.day), ...clock(value), ...zone] };
  }
  if (value instanceof Duration)
    return { duration: ints(value.months, value.days, value.seconds, value.nanoseconds) };
  if (value instanceof Point)
    return { point: [whole(value.srid), ...[value.x, value.y, value.z].filter(isNumber).map(plainFloat)] };
  if (neo4j.isVector(value)) {
    const typed = value.asTypedArray();
    return { vector: [typed.constructor.name, base64(typed)] };
  }
  if (neo4j.isUUID(value)) return { uuid: value.toString() };
  throw new Error(
    `a property has a type that this version cannot archive: ${Object.prototype.toString.call(value)}`,
  );
}

/** The inverse of `toPlain`, for parameters. */
export function fromPlain(plain: PlainValue): unknown {
  if (typeof plain !== "object") return plain;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  const [tag, content] = Object.entries(plain)[0] ?? [];
  const read = tag ? readers[tag] : undefined;
  if (!read) throw new Error(`unknown kind of value: ${tag}`);
  return read(content as never);
}

type Numeral = number | string;

const readers: Record<string, (content: never) => unknown> = {
  i: (content: Numeral) => neo4j.int(content),
  f: (content: string) => Number(content),
  F: (content: string) => [...floatsOf(content)],
  b: (content: string) => new Int8Array(bytesOf(content)),
  date: (parts: Numeral[]) => new Day(...three(parts)),
  localTime: (parts: Numeral[]) => new LocalTime(...four(parts)),
  time: (parts: Numeral[]) => new Time(...five(parts)),
  localDateTime: (parts: Numeral[]) => new LocalDateTime(...seven(parts)),
  dateTime: (parts: (Numeral | null)[]) => {
    const offset = parts[7];
    const zone = parts[8] as string | null;
    return new DateTime(
      ...seven(parts as Numeral[]),
      offset == null ? undefined : neo4j.int(offset),
      zone ?? undefined,
    );
  },
  duration: (parts: Numeral[]) => new Duration(...four(parts)),
  point: ([srid, ...axes]: [Numeral, ...PlainValue[]]) => {
    const [x = 0, y = 0, z] = axes.map(fromPlain) as number[];
    return new Point(neo4j.int(srid), x, y, z);
  },
  vector: ([kind, content]: [string, string]) => neo4j.vector(typedArray(kind, bytesOf(content)) as never),
  uuid: (content: string) => neo4j.uuid(content as never),
};

const plainFloat = (value: number): PlainValue =>
  Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { f: Object.is(value, -0) ? "-0" : String(value) };

const plainInt = (value: Integer): Numeral => (value.inSafeRange() ? value.toNumber() : value.toString());
const whole = (value: unknown): Numeral => plainInt(neo4j.int(value as number));
const ints = (...values: unknown[]): Numeral[] => values.map(whole);
const isNumber = (value: unknown): value is number => typeof value === "number";

interface Clock {
  hour: unknown;
  minute: unknown;
  second: unknown;
  nanosecond: unknown;
}
const clock = ({ hour, minute, second, nanosecond }: Clock): Numeral[] =>
  ints(hour, minute, second, nanosecond);

function plainList(list: unknown[]): PlainValue {
  if (list.length >= longList && list.every(isNumber)) return { F: base64(Float64Array.from(list)) };
  return list.map(toPlain);
}

type Int = Integer;
const all = (parts: Numeral[]): Int[] => parts.map((part) => neo4j.int(part));
const three = (parts: Numeral[]) => all(parts) as [Int, Int, Int];
const four = (parts: Numeral[]) => all(parts) as [Int, Int, Int, Int];
const five = (parts: Numeral[]) => all(parts) as [Int, Int, Int, Int, Int];
const seven = (parts: Numeral[]) => all(parts.slice(0, 7)) as [Int, Int, Int, Int, Int, Int, Int];

const base64 = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("base64");

/** Bytes in a buffer of their own, so that any typed array may lie over them. */
const bytesOf = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, "base64")).buffer;
const floatsOf = (text: string): Float64Array => new Float64Array(bytesOf(text));

const kinds = { Int8Array, Int16Array, Int32Array, BigInt64Array, Float32Array, Float64Array };
function typedArray(kind: string, bytes: ArrayBuffer): ArrayBufferView {
  const Kind = kinds[kind as keyof typeof kinds];
  if (!Kind) throw new Error(`unknown kind of vector: ${kind}`);
  return new Kind(bytes);
}
