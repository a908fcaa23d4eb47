import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Graph } from "../graph/connection.ts";
import type { Embedder } from "../language/embedding.ts";
import { type Knowledge, readKnowledge } from "./knowledge.ts";
import {
  type KnowledgeModel,
  learnKnowledge,
  restoreKnowledgeModel,
  saveKnowledgeModel,
} from "./knowledgeModel.ts";
import { mergeKinds, mergeSolvedBy, readKnowledgeVersion, removeStaleKnowledge } from "./knowledgeQueries.ts";

/** Ids of the kinds as nodes: the knowledge's own ids are plain words, a node's id is unique among all nodes. */
export const needKindNode = (id: string): string => `need-kind-${id}`;
export const helpKindNode = (id: string): string => `help-kind-${id}`;

const learning = new Map<string, Promise<KnowledgeModel>>();

/**
 * The learnt knowledge for an embedder (null: by words alone), once a process and embedding model. `file` keeps what was
 * learnt across starts: reading it takes milliseconds, learning some 8 s.
 */
export function learntKnowledge(embedder: Embedder | null, file: string | null): Promise<KnowledgeModel> {
  const key = embedder?.model ?? "";
  const known = learning.get(key);
  if (known) return known;
  const started = learnOrRestore(embedder, file);
  learning.set(key, started);
  started.catch(() => learning.delete(key));
  return started;
}

async function learnOrRestore(embedder: Embedder | null, file: string | null): Promise<KnowledgeModel> {
  const knowledge = await readKnowledge();
  if (!embedder) return learnKnowledge(knowledge, null);
  const saved = file ? await readFile(file).catch(() => null) : null;
  const restored = saved ? restoreKnowledgeModel(saved, knowledge, embedder.model) : null;
  if (restored) return restored;
  const learnt = await learnKnowledge(knowledge, embedder);
  if (file) await keep(file, saveKnowledgeModel(learnt)).catch(() => undefined); // a full disk only costs time
  return learnt;
}

async function keep(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, bytes);
  await rename(fresh, file);
}

/** Puts kinds and `SOLVED_BY` into the graph unless this version is there; edits made in the graph since then stay. */
export async function ensureKnowledgeInGraph(graph: Graph, knowledge: Knowledge): Promise<void> {
  const [stored] = await graph.run(readKnowledgeVersion, {});
  if (stored?.version === knowledge.version) return;
  const { version, needKinds, helpKinds, solvedBy } = knowledge;
  await graph.write(async (tx) => {
    const rows = (kinds: Knowledge["needKinds"], node: (id: string) => string) =>
      kinds.map(({ id, name, description, phrases }) => ({
        id: node(id),
        name,
        description,
        phrases: [...phrases],
      }));
    await tx.run(mergeKinds, { label: "NeedKind", version, rows: rows(needKinds, needKindNode) });
    await tx.run(mergeKinds, { label: "HelpKind", version, rows: rows(helpKinds, helpKindNode) });
    const links = solvedBy.map(({ needKind, helpKind, weight }): [string, string, number] => [
      needKindNode(needKind),
      helpKindNode(helpKind),
      weight,
    ]);
    await tx.run(mergeSolvedBy, { version, rows: links });
    await tx.run(removeStaleKnowledge, { version });
  });
}

/** A stored `SOLVED_BY` as the graph has it now. */
export interface SolvedByRow {
  needKind: string;
  helpKind: string;
  weight: number;
}

/** The model with the weights that stand in the graph; rows of kinds that the model does not know are left out. */
export function withGraphWeights(model: KnowledgeModel, rows: readonly SolvedByRow[]): KnowledgeModel {
  const { needKinds, helpKinds } = model.knowledge;
  const { needAt, helpAt } = positionsOf(model);
  const solvedBy = new Float32Array(needKinds.length * helpKinds.length);
  for (const { needKind, helpKind, weight } of rows) {
    const [row, column] = [needAt.get(needKind), helpAt.get(helpKind)];
    if (row !== undefined && column !== undefined) solvedBy[row * helpKinds.length + column] = weight;
  }
  return { ...model, solvedBy };
}

const positions = new WeakMap<Knowledge, { needAt: Map<string, number>; helpAt: Map<string, number> }>();

/** Where each kind's node stands among a model's kinds. */
export function positionsOf({ knowledge }: KnowledgeModel): {
  needAt: Map<string, number>;
  helpAt: Map<string, number>;
} {
  const known = positions.get(knowledge);
  if (known) return known;
  const made = {
    needAt: new Map(knowledge.needKinds.map(({ id }, at) => [needKindNode(id), at])),
    helpAt: new Map(knowledge.helpKinds.map(({ id }, at) => [helpKindNode(id), at])),
  };
  positions.set(knowledge, made);
  return made;
}
