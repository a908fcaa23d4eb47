import type { FoundItem } from "./consolidate.ts";

/** Where a raw need stands on a board. */
export interface Place {
  itemId: string;
  /** Somebody put it there: a run leaves it with its item. */
  pinned: boolean;
  /** Order within the item; the first need's words are its title. */
  rank: number;
}

export interface BoardItem {
  /** What somebody called it; null: the words of its first need. */
  title: string | null;
  categoryId: string | null;
  /** Somebody filed it there: a run leaves it. Absent in what was kept before anybody could. */
  categoryPinned?: boolean;
}

/** The demand items of one alliance with the needs behind each. A need stands in one item at most. */
export interface Board {
  items: ReadonlyMap<string, BoardItem>;
  places: ReadonlyMap<string, Place>;
}

/** What differs between two boards, told by how it is in one of them; null: not there. */
export interface BoardPart {
  items: readonly (readonly [id: string, item: BoardItem | null])[];
  places: readonly (readonly [needId: string, place: Place | null])[];
}

const membersOf = (board: Board, itemId: string): [string, Place][] =>
  [...board.places]
    .filter(([, place]) => place.itemId === itemId)
    .toSorted(([a, x], [b, y]) => x.rank - y.rank || (a < b ? -1 : 1));

/** Keeps the items that some need stands in. */
function withoutEmpty({ items, places }: Board): Board {
  const used = new Set([...places.values()].map(({ itemId }) => itemId));
  return { items: new Map([...items].filter(([id]) => used.has(id))), places };
}

/**
 * The board after a run: every need of the run in the item that was found for it. An item found anew keeps the id of the
 * one it shares most needs with, so that links to it go on leading somewhere. Needs outside the run (withdrawn ones) stay.
 */
export function afterRun(
  board: Board,
  found: readonly (FoundItem & { categoryId: string | null })[],
  newId: () => string,
): Board {
  const ids = idsFor(board, found);
  const items = new Map(board.items);
  const places = new Map(board.places);
  found.forEach(({ needIds, categoryId }, at) => {
    const id = ids[at] ?? newId();
    const known = board.items.get(id);
    items.set(
      id,
      known?.categoryPinned ? known : { title: known?.title ?? null, categoryId, categoryPinned: false },
    );
    needIds.forEach((needId, rank) => {
      places.set(needId, { itemId: id, rank, pinned: board.places.get(needId)?.pinned ?? false });
    });
  });
  return withoutEmpty({ items, places });
}

function idsFor(board: Board, found: readonly FoundItem[]): (string | undefined)[] {
  const ids = found.map(({ pin }) => pin ?? undefined);
  const taken = new Set(ids.filter((id) => id !== undefined));
  const claims = found.flatMap(({ needIds, pin }, at) => {
    if (pin !== null) return [];
    const shared = new Map<string, number>();
    for (const needId of needIds) {
      const id = board.places.get(needId)?.itemId;
      if (id !== undefined) shared.set(id, (shared.get(id) ?? 0) + 1);
    }
    return [...shared].map(([id, count]) => ({ at, id, count }));
  });
  claims.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.at - b.at));
  for (const { at, id } of claims) {
    if (ids[at] !== undefined || taken.has(id)) continue;
    ids[at] = id;
    taken.add(id);
  }
  return ids;
}

/**
 * The board after somebody put needs of one item into another, or into a new one (a split). What was moved is pinned to
 * where it went, and the first need of either item to its own: a later run keeps them as decided.
 */
export function afterMove(board: Board, needIds: readonly string[], fromId: string, toId: string): Board {
  const places = new Map(board.places);
  const moved = new Set(needIds);
  const pinFirst = (itemId: string): void => {
    const first = membersOf(board, itemId).find(([id]) => !moved.has(id));
    if (first) places.set(first[0], { ...first[1], pinned: true });
  };
  pinFirst(fromId);
  pinFirst(toId);
  let rank = Math.max(-1, ...membersOf(board, toId).map(([, place]) => place.rank));
  for (const id of needIds) {
    rank += 1;
    places.set(id, { itemId: toId, pinned: true, rank });
  }
  const items = new Map(board.items);
  if (!items.has(toId))
    items.set(toId, {
      title: null,
      categoryId: board.items.get(fromId)?.categoryId ?? null,
      categoryPinned: false,
    });
  return withoutEmpty({ items, places });
}

/** The board after one item went into another: all needs of both are pinned together. */
export function afterMerge(board: Board, fromId: string, intoId: string): Board {
  const places = new Map(board.places);
  for (const [id, place] of membersOf(board, intoId)) places.set(id, { ...place, pinned: true });
  const ids = membersOf(board, fromId).map(([id]) => id);
  return afterMove({ ...board, places }, ids, fromId, intoId);
}

/** The board after an item was given a name; null gives it back the words of its first need. */
export function afterRename(board: Board, itemId: string, title: string | null): Board {
  const item = board.items.get(itemId);
  if (!item) return board;
  return { ...board, items: new Map(board.items).set(itemId, { ...item, title }) };
}

/** The board after somebody filed an item under a category; null: as its needs say, from the next run on. */
export function afterFiling(board: Board, itemId: string, categoryId: string | null): Board {
  const item = board.items.get(itemId);
  if (!item) return board;
  const filed =
    categoryId === null ? { ...item, categoryPinned: false } : { ...item, categoryId, categoryPinned: true };
  return { ...board, items: new Map(board.items).set(itemId, filed) };
}

const same = (a: object | undefined, b: object | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What of `board` is different in `other`, as it is in `board`: `restored(other, part)` is `board` again. */
export function differing(board: Board, other: Board): BoardPart {
  const parts = <T extends object>(here: ReadonlyMap<string, T>, there: ReadonlyMap<string, T>) =>
    [...new Set([...here.keys(), ...there.keys()])]
      .toSorted()
      .filter((id) => !same(here.get(id), there.get(id)))
      .map((id): [string, T | null] => [id, here.get(id) ?? null]);
  return { items: parts(board.items, other.items), places: parts(board.places, other.places) };
}

/** A board with a part of it as it was: the undoing of a decision. */
export function restored(board: Board, part: BoardPart): Board {
  const put = <T>(
    all: ReadonlyMap<string, T>,
    some: readonly (readonly [string, T | null])[],
  ): Map<string, T> => {
    const after = new Map(all);
    for (const [id, value] of some) {
      if (value === null) after.delete(id);
      else after.set(id, value);
    }
    return after;
  };
  return { items: put(board.items, part.items), places: put(board.places, part.places) };
}
