import type { FirmRow } from "./queries.ts";

/** A firm in the answer: by a way of the graph, or because an entry of its alone speaks of the product. */
export type PartnerRow = Omit<FirmRow, "how"> & { how: FirmRow["how"] | "said"; mention: string | null };

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

/** What the graph knows comes first; firms that only say so come below, each once, in the order given. */
export function waysBeforeWords(
  ways: readonly FirmRow[],
  mentions: readonly { id: string; mention: string }[],
  product: { id: string; name: string },
): PartnerRow[] {
  const found = new Map<string, PartnerRow>(ways.map((row) => [row.id, { ...row, mention: null }]));
  for (const { id, mention } of mentions)
    if (!found.has(id))
      found.set(id, {
        id,
        how: "said",
        partner: null,
        products: [{ id: product.id, name: product.name }],
        mention,
      });
  return [...found.values()];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
