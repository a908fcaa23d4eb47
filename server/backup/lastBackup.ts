import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** An archive as it lies in the folder of backups. */
export interface BackupFile {
  name: string;
  bytes: number;
  /** When it was finished, ISO. */
  at: string;
}

/** Where `npm run backup` puts archives that are not told to go elsewhere. */
export const backupsFolder = (dataDir: string): string => join(dataDir, "backups");

/** The newest finished archive of a folder; null when there is none, or no such folder. */
export async function lastBackup(folder: string): Promise<BackupFile | null> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => /^lianmeng-.*\.gz$/.test(name))
      .map(async (name): Promise<BackupFile | null> => {
        const found = await stat(join(folder, name)).catch(() => null);
        return found && { name, bytes: found.size, at: found.mtime.toISOString() };
      }),
  );
  return files.reduce((newest, file) => (!newest || (file && file.at > newest.at) ? file : newest), null);
}
