import type { MergeField } from "../generated/resolvers.ts";
import type { Value } from "./links.ts";

/** What of two entries can differ, in the order of the form; links are taken by `planLinks`. */
export const fieldsOf = {
  Enterprise: "name shortName creditCode scale employees partyMembers tags location park coveredBy".split(
    " ",
  ),
  PartyOrganization:
    "name shortName kind founded termYears lastElectedOn memberCount superior secretary".split(" "),
} as unknown as Readonly<Record<"Enterprise" | "PartyOrganization", readonly MergeField[]>>;

/** Fields that are relationships. */
const linked: ReadonlySet<string> = new Set(["park", "coveredBy", "superior", "secretary"]);

/** The properties that a field stands in: how a name is searched goes with it. */
const propertiesOf = (field: MergeField): readonly string[] =>
  field === "name" ? ["name", "pinyin", "pinyinInitials"] : linked.has(field) ? [] : [field];

/** Every property that a merge may change. */
export const mergedProperties = (kind: keyof typeof fieldsOf): string[] => [
  ...fieldsOf[kind].flatMap(propertiesOf),
  "aliases",
];

export const emptyValue = ({ value }: Value): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export const sameValue = (a: Value | undefined, b: Value | undefined): boolean =>
  JSON.stringify(a?.value ?? null) === JSON.stringify(b?.value ?? null);

const textsOf = (values: readonly Value[], name: string): string[] => {
  const found = values.find((value) => value.name === name)?.value;
  return Array.isArray(found) ? found.map(String) : typeof found === "string" ? [found] : [];
};

/**
 * What changes of the kept one: what was chosen of the other, what it had nothing for, and every name of both that is not
 * its name any more among its aliases.
 */
export function mergedValues(
  kept: readonly Value[],
  removed: readonly Value[],
  takes: ReadonlySet<string>,
  kind: keyof typeof fieldsOf,
): Value[] {
  const changed = fieldsOf[kind].flatMap((field) =>
    propertiesOf(field).flatMap((name): Value[] => {
      const [own, other] = [kept, removed].map((values) => values.find((value) => value.name === name));
      if (!other || emptyValue(other) || sameValue(own, other)) return [];
      return takes.has(field) || !own || emptyValue(own) ? [other] : [];
    }),
  );
  const after = kept.map((value) => changed.find(({ name }) => name === value.name) ?? value);
  const now = [...textsOf(after, "name"), ...textsOf(after, "shortName")];
  const aliases = new Set(textsOf(kept, "aliases"));
  for (const name of ["name", "shortName", "aliases"])
    for (const values of [kept, removed]) for (const text of textsOf(values, name)) aliases.add(text);
  for (const text of now) if (!textsOf(kept, "aliases").includes(text)) aliases.delete(text);
  const joined: Value = { name: "aliases", kind: "LIST<STRING", value: [...aliases] };
  return JSON.stringify(joined.value) === JSON.stringify(textsOf(kept, "aliases"))
    ? changed
    : [...changed, joined];
}

/**
 * What undoing puts back of the fields: as they were where they still are as the merge left them; what somebody changed
 * since stays, of the aliases all but those that the merge added.
 */
export function undoneValues(
  before: readonly Value[],
  after: readonly Value[],
  now: readonly Value[],
): { back: Value[]; stay: string[] } {
  const back: Value[] = [];
  const stay: string[] = [];
  for (const was of before) {
    const [left, current] = [after, now].map((values) => values.find(({ name }) => name === was.name));
    if (sameValue(left, current)) back.push(was);
    else if (was.name === "aliases") {
      const own = textsOf(before, "aliases");
      const added = new Set(textsOf(after, "aliases").filter((text) => !own.includes(text)));
      const value = textsOf(now, "aliases").filter((text) => !added.has(text));
      back.push({ name: "aliases", kind: "LIST<STRING", value });
    } else stay.push(was.name);
  }
  return { back, stay };
}
