/** Rows of candidates, read in two parts. */
export interface InParts<R> {
  /** Begins with those that are known already. */
  begin(ids: readonly string[]): void;
  /** Reads the others, and gives the rows of all in the order of `ids`; those that have none are left out. */
  complete(ids: readonly string[]): Promise<R[]>;
}

/** Two statements take the database more work than one, but whoever asks waits less: the first part is read while the rest is sought. */
export function readInParts<R extends { id: string }>(read: (ids: string[]) => Promise<R[]>): InParts<R> {
  let begun: { ids: ReadonlySet<string>; rows: Promise<R[]> } = { ids: new Set(), rows: Promise.resolve([]) };
  return {
    begin: (ids) => {
      const rows = ids.length > 0 ? read([...ids]) : Promise.resolve([]);
      rows.catch(() => undefined); // told where it is awaited
      begun = { ids: new Set(ids), rows };
    },
    complete: async (ids) => {
      const others = ids.filter((id) => !begun.ids.has(id));
      const parts = await Promise.all([begun.rows, others.length > 0 ? read(others) : []]);
      const byId = new Map(parts.flat().map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
  };
}
