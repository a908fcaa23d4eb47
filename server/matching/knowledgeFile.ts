import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Embedder } from "../language/embedding.ts";
import type { Knowledge } from "./knowledge.ts";
import {
  type KnowledgeModel,
  learnKnowledge,
  restoreKnowledgeModel,
  saveKnowledgeModel,
} from "./knowledgeModel.ts";

/**
 * The learnt knowledge from `file`, learnt anew (about 10 s with an embedder) and written there when the file is
 * absent, damaged, or of other knowledge or another model. A file that cannot be written costs the next start, no more.
 */
export const loadKnowledgeModel = async (
  file: string,
  knowledge: Knowledge,
  embedder: Embedder | null,
): Promise<KnowledgeModel> => {
  const bytes = await readFile(file).catch(() => null);
  const kept = bytes && restoreKnowledgeModel(bytes, knowledge, embedder?.model ?? null);
  if (kept) return kept;
  const model = await learnKnowledge(knowledge, embedder);
  // Written beside and moved into place, so that a start that is cut short leaves no half file.
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true })
    .then(() => writeFile(draft, saveKnowledgeModel(model)))
    .then(() => rename(draft, file))
    .catch(() => undefined);
  return model;
};
