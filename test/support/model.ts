import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the tests find the embedding model's two files: `LIANMENG_MODEL`, or `model` in the temporary folder. */
export const modelDirectory = async (): Promise<string> =>
  process.env.LIANMENG_MODEL ?? join(tmpdir(), "model");
