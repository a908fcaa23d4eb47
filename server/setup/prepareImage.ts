import { fileURLToPath } from "node:url";
import { readConfig } from "../config.ts";
import { sentenceOf } from "./lifetime.ts";
import { ensureModel } from "./model.ts";
import { terminalProgress as progress } from "./progress.ts";
import { ensureWeb } from "./web.ts";

// While a container image is built: fetches the embedding model and builds the pages, so that a start needs no network.
try {
  const { cacheDir } = readConfig(process.env);
  await ensureModel(cacheDir, progress);
  await ensureWeb(fileURLToPath(new URL("../..", import.meta.url)), progress);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
