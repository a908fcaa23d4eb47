/** What one file may be. A district's yearly collection is some thousand rows; whoever has more sends it in parts. */
export const fileLimits = {
  /** Bytes of the file as it is sent. */
  bytes: 10_000_000,
  /** Rows beneath the headers. */
  rows: 20_000,
  columns: 100,
  /** Characters of one cell. */
  cell: 10_000,
  /** Characters of all cells together. */
  text: 20_000_000,
  /** Parts of a workbook, which is a zip archive. */
  parts: 2_000,
  sheets: 50,
  /** Bytes of a workbook when it is unpacked. */
  unpacked: 150_000_000,
  /** Unpacked bytes over packed ones, of a part of a megabyte or more: sheets reach 50, bombs 1,000. */
  ratio: 200,
} as const;

/** What reading one file may take; then its thread is ended. */
export const readingLimits = { ms: 30_000, memoryMb: 512, atOnce: 2, waiting: 20 } as const;

/** Rows of one transaction: some 2 s, far below the deadline of a statement. */
export const batchRows = 500;
