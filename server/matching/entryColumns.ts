/** What a search asks of the entries themselves, one number a column: a search may look at every one. */
export interface EntryColumns {
  /** Code of who may see it. */
  audience: Uint32Array;
  version: Float64Array;
  open: Uint8Array;
  /** The last day as `dayNumber`. */
  until: Uint32Array;
  spent: Uint8Array;
  /** Slot of what it says among the texts. */
  text: Uint32Array;
}

const noEnd = 0xffff_ffff;

/** 20260615 for 2026-06-15; later than every day for none. */
export const dayNumber = (day: string | null): number =>
  day === null ? noEnd : Number(day.replaceAll("-", ""));

/** Columns with room for so many entries, with what stood in the ones before. */
export function openEntryColumns(room: number, before?: EntryColumns): EntryColumns {
  const columns: EntryColumns = {
    audience: new Uint32Array(room),
    version: new Float64Array(room),
    open: new Uint8Array(room),
    until: new Uint32Array(room),
    spent: new Uint8Array(room),
    text: new Uint32Array(room),
  };
  if (before)
    for (const name of Object.keys(columns) as (keyof EntryColumns)[]) columns[name].set(before[name]);
  return columns;
}
