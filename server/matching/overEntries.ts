import type { EntryColumns } from "./entryColumns.ts";

/** A text and those entries that say it, by id, whose day has passed or of which nothing is left. */
export interface OverText {
  slot: number;
  members: readonly number[];
}

/** Whether an entry ended before a day or has nothing left. */
export const isOver = (entries: EntryColumns, entry: number, day: number): boolean =>
  entries.spent[entry] === 1 || (entries.until[entry] as number) < day;

/**
 * Finds the published entries that are over. They are few among many, and every search asks for the best of them: they
 * are looked for once a day, and after a change.
 */
export function createOverEntries(membersOf: (slot: number) => readonly number[]) {
  let known: { day: number; texts: readonly OverText[] } | null = null;
  return {
    forget: (): void => {
      known = null;
    },
    /** @param count of the entries. */
    on: (day: number, entries: EntryColumns, count: number): readonly OverText[] => {
      if (known?.day === day) return known.texts;
      const slots = new Set<number>();
      const counts = (entry: number): boolean => entries.open[entry] === 1 && isOver(entries, entry, day);
      for (let entry = 0; entry < count; entry += 1)
        if (counts(entry)) slots.add(entries.text[entry] as number);
      const texts = [...slots].map((slot) => ({ slot, members: membersOf(slot).filter(counts) }));
      known = { day, texts };
      return texts;
    },
  };
}
