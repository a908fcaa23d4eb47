import type { FirmRow } from "./queries.ts";

const strength: readonly FirmRow["how"][] = [
  "delivers",
  "makes",
  "makesNarrower",
  "makesBroader",
  "receives",
  "uses",
  "makesFromIt",
  "usesBroader",
];

/** Each firm once, by its strongest way: the kind of way, then the shorter, then by names so that equal input gives equal order. */
export function strongestWays(rows: readonly FirmRow[]): FirmRow[] {
  const sorted = [...rows].sort(
    (a, b) =>
      strength.indexOf(a.how) - strength.indexOf(b.how) ||
      a.products.length - b.products.length ||
      compare(a.id, b.id) ||
      compare(a.partner ?? "", b.partner ?? "") ||
      compare(a.products.map(({ id }) => id).join(), b.products.map(({ id }) => id).join()),
  );
  const firms = new Map<string, FirmRow>();
  for (const row of sorted) if (!firms.has(row.id)) firms.set(row.id, row);
  return [...firms.values()];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
