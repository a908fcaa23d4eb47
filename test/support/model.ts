import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "./machine.ts";

/** Folder of the embedding model's two files: `LIANMENG_MODEL`, or the cache, filled where missing. */
export const modelDirectory = async (): Promise<string> =>
  process.env.LIANMENG_MODEL ?? (await ensureModel(cacheFolder, terminalProgress));
