import { textHash } from "../language/textHash.ts";
import { type DemandRow, type OfferRow, readDemands, readOffers } from "../lists/queries.ts";
import { parts } from "../register/names.ts";
import type { Desk } from "./desk.ts";
import { differences, namesById, type Said } from "./differences.ts";
import { type Change, differing, type Judged, merged } from "./judge.ts";
import { existingEntries, type NewDemand, type NewOffer, productNames } from "./queries.ts";
import { entryUpdate } from "./updates.ts";

type NewEntry = NewDemand | NewOffer;

/** A row with what it says, and its text as the cell has it: an entry by hand may hold signs that imports tidy. */
export type Spoken = Judged<NewEntry> & { said?: Said; written?: string | null };

/** Entries in these states are updated by an import; the others are taken up on their own pages. */
const updatable: ReadonlySet<string> = new Set(["published", "pendingReview", "draft"]);
const states: Readonly<Record<string, string>> = {
  withdrawn: "（已撤回）",
  expired: "（已到期）",
  returned: "（已退回）",
};

const keyOf = (hash: string, placeId: string | null): string => `${hash} ${placeId}`;

/**
 * The same words for the same unit are the same entry, in the graph or further up in the file. Where the row says
 * otherwise than the entry, how, and whether the user wished it updated. Of several such entries, the one that is most like
 * the row.
 */
export async function mergeKnown(
  desk: Desk,
  kind: "demand" | "offer",
  rows: readonly Spoken[],
): Promise<Spoken[]> {
  const known = await entriesOf(desk, kind, rows);
  const products = rows.some(({ said }) => said?.products) ? await desk.runner.run(productNames, {}) : [];
  const names = namesById([desk.lists.categories, desk.lists.alliances, products]);
  const above = new Map<string, NewEntry>();
  const met = new Set<string>();
  return rows.map((row): Spoken => {
    const { write, number, said = {}, written } = row;
    if (!write) return row;
    const placeId = write.ownerId ?? write.allianceId;
    const keys = [write.textHash, ...(written ? [textHash(written)] : [])].map((hash) =>
      keyOf(hash, placeId),
    );
    const compared = keys
      .flatMap((key) => known.get(key) ?? [])
      .map((entry) => ({ entry, changes: differences(entry, said, names) }))
      .sort((a, b) => a.changes.length - b.changes.length || (a.entry.id < b.entry.id ? -1 : 1));
    const [best] = compared.filter(({ entry }) => !met.has(entry.id)).concat(compared);
    if (best) {
      const { entry, changes } = best;
      const again = met.has(entry.id);
      met.add(entry.id);
      return told(desk, number, entry, { said, changes, again });
    }
    const [key = ""] = keys;
    const before = above.get(key);
    if (before) return merged(number, before.id, "与表中前面的一行相同。");
    above.set(key, write);
    return row;
  });
}

/** A row that is an entry already; `again`: a row further up is the same one. */
function told(
  { choices, context }: Desk,
  number: number,
  entry: DemandRow | OfferRow,
  { said, changes, again }: { said: Said; changes: Change[]; again: boolean },
): Judged<NewEntry> {
  const where = `与已有的一条相同${states[entry.state] ?? ""}`;
  if (changes.length === 0) return merged(number, entry.id, `${where}。`);
  const updates = updatable.has(entry.state) && !again;
  return differing({ number, targetId: entry.id }, choices, {
    ...{ id: entry.id, where, changes, version: updates ? entry.version : null },
    update: entryUpdate(context, entry, said),
  });
}

/** Entries with the texts of the rows, by text and whose they are. */
async function entriesOf(
  { runner, context }: Desk,
  kind: "demand" | "offer",
  rows: readonly Spoken[],
): Promise<Map<string, (DemandRow | OfferRow)[]>> {
  const { viewer, today } = context;
  const hashes = [
    ...new Set(
      rows.flatMap(({ write, written }) =>
        write ? [write.textHash, ...(written ? [textHash(written)] : [])] : [],
      ),
    ),
  ];
  const found = await runner.run(existingEntries, { viewer, hashes, kind });
  const byId = new Map<string, DemandRow | OfferRow>();
  for (const ids of parts([...new Set(found.map(({ id }) => id))], 1000))
    for (const entry of await runner.run(kind === "demand" ? readDemands : readOffers, {
      viewer,
      today,
      ids,
    }))
      byId.set(entry.id, entry);
  const known = new Map<string, (DemandRow | OfferRow)[]>();
  for (const { hash, id, ownerIds, allianceIds } of found) {
    const entry = byId.get(id);
    const places = ownerIds.length > 0 ? ownerIds : allianceIds.length > 0 ? allianceIds : [null];
    if (entry)
      for (const placeId of places) {
        const key = keyOf(hash, placeId);
        known.set(key, [...(known.get(key) ?? []), entry]);
      }
  }
  return known;
}
