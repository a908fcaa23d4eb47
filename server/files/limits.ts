/** What one installation takes in files. */
export interface FileLimits {
  /** Bytes of one file. */
  bytes: number;
  /** Bytes kept for one owner: a firm, an organisation, a department, or an alliance for its projects. */
  ownerBytes: number;
}

export const defaultFileLimits: FileLimits = { bytes: 10_000_000, ownerBytes: 500_000_000 };

/** All that demo visitors attach, together: everybody may be one of them. Bytes. */
export const demoBytes = 100_000_000;

/** Attachments of one thing. */
export const mostOnOne = 100;

/** Longest name and caption, in characters. */
export const longestName = 120;
export const longestCaption = 200;

/** Files on their way in at once: of one visitor, and of this server. */
export const openUploads = { ofOne: 3, inAll: 24 } as const;

/** Contents looked into at once, and how many wait for it. */
export const inspecting = { atOnce: 2, waiting: 20 } as const;

/** Units of cost by the minute that a file counts as: see `api/limits.ts`. */
export const unitsOfUpload = 10_000;

/** Pixels of one picture: a scan of an A3 sheet at 300 dpi has 17 million, a telephone's camera 50. */
export const mostPixels = 60_000_000;

/** Inside of a Word or Excel file, which is a zip archive. */
export const officeLimits = { parts: 3_000, unpacked: 150_000_000, ratio: 200 } as const;

/** How long what nobody holds stays, and how often it is looked for. */
export const sweeping = { graceSeconds: 24 * 3600, everyMs: 3600_000 } as const;

/** What is on its way longer than this will never arrive. Milliseconds. */
export const longestWay = 3600_000;
