import { createHash } from "node:crypto";
import type { Embedder } from "../language/embedding.ts";
import type { Knowledge } from "./knowledge.ts";
import { type KindScorer, kindScorer, learnKinds, phrasesOf } from "./knowledgeScorer.ts";
import { type TermSpace, termSpace } from "./knowledgeTerms.ts";

/** Changes whenever the way of learning changes, so that what was saved by another way is not taken up. */
const recipe = "kernel-ridge-2";

/** The knowledge, learnt: what `prepareNeed` and `prepareOffer` need beside the embedder. */
export interface KnowledgeModel {
  /** Identifies knowledge, way of learning and embedding model; store it beside every stored feature. */
  version: string;
  knowledge: Knowledge;
  /** Name of the embedding model, null where none was there: then only bigrams tell the kinds. */
  embeddingModel: string | null;
  space: TermSpace;
  needScorer: KindScorer;
  helpScorer: KindScorer;
  /** Row-major need kinds × help kinds, weight 0..1. */
  solvedBy: Float32Array;
}

const versionOf = (knowledge: Knowledge, model: string | null): string =>
  createHash("sha256")
    .update(JSON.stringify([recipe, model, knowledge]))
    .digest("hex")
    .slice(0, 16);

const frame = (knowledge: Knowledge, embeddingModel: string | null) => {
  const helpAt = new Map(knowledge.helpKinds.map(({ id }, at) => [id, at]));
  const needAt = new Map(knowledge.needKinds.map(({ id }, at) => [id, at]));
  const columns = knowledge.helpKinds.length;
  const solvedBy = new Float32Array(knowledge.needKinds.length * columns);
  for (const { needKind, helpKind, weight } of knowledge.solvedBy)
    solvedBy[(needAt.get(needKind) ?? 0) * columns + (helpAt.get(helpKind) ?? 0)] = weight;
  const texts = [knowledge.needKinds, knowledge.helpKinds].flatMap((kinds) =>
    phrasesOf(kinds).map(({ text }) => text),
  );
  const version = versionOf(knowledge, embeddingModel);
  return { version, knowledge, embeddingModel, space: termSpace(texts), solvedBy };
};

const vectorsOf = async (texts: readonly string[], embedder: Embedder): Promise<Float32Array> => {
  const all = new Float32Array(texts.length * embedder.dimensions);
  for (const [at, text] of texts.entries()) all.set(await embedder.embed(text), at * embedder.dimensions);
  return all;
};

/**
 * Learns the knowledge. With an embedder it embeds every phrase (about 5 ms each, some 10 s in all): keep the result by
 * `saveKnowledgeModel`. Without one (null) it takes about a second and tells kinds by their words alone.
 */
export const learnKnowledge = async (
  knowledge: Knowledge,
  embedder: Embedder | null,
): Promise<KnowledgeModel> => {
  const parts = frame(knowledge, embedder?.model ?? null);
  const learn = async (kinds: Knowledge["needKinds"]): Promise<KindScorer> => {
    const texts = phrasesOf(kinds).map(({ text }) => text);
    return learnKinds(kinds, parts.space, embedder ? await vectorsOf(texts, embedder) : null);
  };
  return {
    ...parts,
    needScorer: await learn(knowledge.needKinds),
    helpScorer: await learn(knowledge.helpKinds),
  };
};

const numbers = (scorer: KindScorer): Float32Array[] => [
  scorer.vectors ?? new Float32Array(),
  scorer.coefficients,
];

/** The learnt numbers as bytes (about 5 MB) for a file in the data folder; `restoreKnowledgeModel` reads them. */
export const saveKnowledgeModel = (model: KnowledgeModel): Buffer => {
  const arrays = [...numbers(model.needScorer), ...numbers(model.helpScorer)];
  const header = Buffer.from(`${JSON.stringify([model.version, ...arrays.map((a) => a.length)])}\n`);
  return Buffer.concat([header, ...arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength))]);
};

/** What `saveKnowledgeModel` wrote, or null when it belongs to other knowledge, another model, or is damaged. */
export const restoreKnowledgeModel = (
  bytes: Buffer,
  knowledge: Knowledge,
  embeddingModel: string | null,
): KnowledgeModel | null => {
  const parts = frame(knowledge, embeddingModel);
  const end = bytes.indexOf("\n");
  if (end < 0 || !bytes.subarray(0, end).toString("utf8").startsWith(`["${parts.version}",`)) return null;
  const [, ...lengths] = JSON.parse(bytes.subarray(0, end).toString("utf8")) as [string, ...number[]];
  const body = Uint8Array.from(bytes.subarray(end + 1));
  if (body.length !== 4 * lengths.reduce((sum, length) => sum + length, 0)) return null;
  let at = 0;
  const take = (length = 0): Float32Array => {
    const taken = new Float32Array(body.buffer, at, length);
    at += 4 * length;
    return taken;
  };
  const scorer = (kinds: Knowledge["needKinds"], first: number): KindScorer => {
    const vectors = take(lengths[first]);
    return kindScorer(kinds, parts.space, vectors.length > 0 ? vectors : null, take(lengths[first + 1]));
  };
  return {
    ...parts,
    needScorer: scorer(knowledge.needKinds, 0),
    helpScorer: scorer(knowledge.helpKinds, 2),
  };
};
