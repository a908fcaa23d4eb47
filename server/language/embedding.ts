import "./noTelemetry.ts";

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** Turns a text into a vector. Implementations are deterministic: equal text, equal bytes. */
export interface Embedder {
  /** Name stored beside every vector, so that vectors of different models are never compared. */
  readonly model: string;
  readonly dimensions: 512;
  /** A unit vector of 512 numbers; texts beyond 512 tokens are cut. The caller must not change the array. */
  embed(text: string): Promise<Float32Array>;
}

export const embeddingModel = "bge-small-zh-v1.5-q";
export const embeddingDimensions = 512;
const longestTokens = 512;
// The tokenizer's work grows with the text; more characters than this cannot matter to the first 512 tokens.
const longestCharacters = 8192;
const cachedTexts = 4096;

/** Keeps the `limit` most recently used values. */
const recent = <V>(limit: number) => {
  const kept = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      const value = kept.get(key);
      if (value !== undefined) {
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set(key: string, value: V): void {
      kept.set(key, value);
      const oldest = kept.keys().next();
      if (kept.size > limit && !oldest.done) kept.delete(oldest.value);
    },
    delete: (key: string): boolean => kept.delete(key),
  };
};

const unit = (vector: Float32Array): Float32Array => {
  let squares = 0;
  for (const x of vector) squares += x * x;
  const length = Math.sqrt(squares) || 1;
  return vector.map((x) => x / length);
};

const readModel = async (modelDir: string) => {
  const open = async (name: string): Promise<Buffer> => {
    try {
      return await readFile(join(modelDir, name));
    } catch (cause) {
      throw new Error(`embedding model: cannot read ${join(modelDir, name)}`, { cause });
    }
  };
  const [onnx, tokenizer] = await Promise.all([
    open(`${embeddingModel}.onnx`),
    open(`${embeddingModel}-tokenizer.json`),
  ]);
  return { onnx, tokenizer: new Tokenizer(JSON.parse(tokenizer.toString("utf8")), {}) };
};

/**
 * Loads bge-small-zh-v1.5 (int8 ONNX) and its tokenizer from `modelDir`. One text a run: the int8 output depends on the
 * batch. Recent texts are cached. onnxruntime-node infers on the calling thread: about 5 ms for a line of 30 characters,
 * 100 ms for 512 tokens, so bulk work belongs in a process or worker of its own.
 * @throws Error when a file of the model is missing or unreadable; callers go on without vectors and say so.
 */
export const loadEmbedder = async (modelDir: string): Promise<Embedder> => {
  const { onnx, tokenizer } = await readModel(modelDir);
  const session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const cache = recent<Promise<Float32Array>>(cachedTexts);

  const infer = async (text: string): Promise<Float32Array> => {
    const all = tokenizer.encode(text.slice(0, longestCharacters)).ids;
    // Cut before the closing [SEP], which the model expects at the end.
    const ids = all.length > longestTokens ? [...all.slice(0, longestTokens - 1), ...all.slice(-1)] : all;
    const shape = [1, ids.length];
    const tensor = (values: bigint[]) => new Tensor("int64", BigInt64Array.from(values), shape);
    const output = await session.run({
      input_ids: tensor(ids.map(BigInt)),
      attention_mask: tensor(ids.map(() => 1n)),
      token_type_ids: tensor(ids.map(() => 0n)),
    });
    const hidden = output.last_hidden_state?.data;
    if (!(hidden instanceof Float32Array)) throw new Error("embedding model: no float last_hidden_state");
    return unit(hidden.slice(0, embeddingDimensions));
  };

  return {
    model: embeddingModel,
    dimensions: embeddingDimensions,
    embed(text) {
      const known = cache.get(text);
      if (known) return known;
      const made = infer(text);
      cache.set(text, made);
      made.catch(() => cache.delete(text));
      return made;
    },
  };
};
