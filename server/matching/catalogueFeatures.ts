import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import type { Embedder } from "../language/embedding.ts";
import { textHash } from "../language/textHash.ts";
import {
  changedDemands,
  changedOffers,
  type EntryRow,
  type FeaturesRow,
  loadDemands,
  loadOffers,
  storeFeatures,
} from "./entryQueries.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import { prepareNeed, prepareOffer } from "./relevance.ts";
import type { VectorIndex } from "./vectorIndex.ts";

/** What differs between offers and demands where they are indexed. */
export interface Kind {
  name: "offers" | "demands";
  load: typeof loadOffers | typeof loadDemands;
  changed: typeof changedOffers | typeof changedDemands;
  kindCount(model: KnowledgeModel): number;
  /** `known`: the vector that the row's text is known to have. */
  prepare(
    row: FeaturesRow,
    model: KnowledgeModel,
    embedder: Embedder | null,
    known: Float32Array | null,
  ): Promise<Features>;
}

export interface Features {
  vector: ArrayLike<number> | null;
  kinds: ArrayLike<number>;
}

export const offerKind: Kind = {
  name: "offers",
  load: loadOffers,
  changed: changedOffers,
  kindCount: (model) => model.knowledge.helpKinds.length,
  prepare: async ({ text, category }, model, embedder, known) => {
    const { vector, helpKinds } = await prepareOffer(text, category, model, embedder, known);
    return { vector, kinds: helpKinds };
  },
};

export const demandKind: Kind = {
  name: "demands",
  load: loadDemands,
  changed: changedDemands,
  kindCount: (model) => model.knowledge.needKinds.length,
  prepare: async ({ text }, model, embedder, known) => {
    const { vector, needKinds } = await prepareNeed(text, model, embedder, known);
    return { vector, kinds: needKinds };
  },
};

/**
 * Names what an entry's stored features were computed from, and the vector that was stored with them: others may write
 * a vector of their own to the same property, which must not pass for ours.
 */
export const featuresKeyOf = (
  model: KnowledgeModel,
  text: string,
  category: string | null,
  vector: ArrayLike<number> | null,
): string => `${textHash(`${model.version}\n${category ?? ""}\n${text}`)}:${vector?.[0]?.toFixed(6) ?? ""}`;

interface Computed {
  row: FeaturesRow;
  features: Features;
}

// At 6 ms a text: a question above the cap waits a fifth of a second at most.
const mostEmbedded = 32;
export const pageDeadline = { deadlineMs: 60_000 };

/** Features of entries, as they are stored or computed and stored for the next time. */
export interface FeatureSource {
  /** Puts entries into an index. */
  take(rows: readonly EntryRow[], index: VectorIndex): Promise<void>;
  /**
   * Features of entries that no index here holds. Texts without a vector are embedded for the first 32 only; `without`
   * counts the others, which get none.
   */
  complete(rows: readonly FeaturesRow[]): Promise<{ features: Map<string, Features>; without: number }>;
}

/** Reads and computes features for one kind of entry with one embedder and its learnt knowledge. */
export function openFeatures(
  kind: Kind,
  graph: Graph,
  embedder: Embedder | null,
  model: KnowledgeModel,
): FeatureSource {
  const vectorOf = ({ vector, embeddingModel }: FeaturesRow): Float32Array | null =>
    vector && embeddingModel === embedder?.model ? Float32Array.from(vector) : null;
  const prepare = remembering((row) => kind.prepare(row, model, embedder, vectorOf(row)));
  const storedIn = ({ text, category, vector, kinds, featuresKey }: FeaturesRow): Features | null =>
    kinds && featuresKey === featuresKeyOf(model, text, category, vector) ? { vector, kinds } : null;
  const keep = (computed: readonly Computed[]): Promise<void> =>
    embedder ? keepFeatures(graph, embedder.model, model, computed) : Promise.resolve();
  return {
    take: async (rows, index) => {
      const computed: Computed[] = [];
      for (const row of rows) {
        const stored = storedIn(row);
        const features = stored ?? (await prepare(row));
        if (!stored) computed.push({ row, features });
        index.put({ ...row, ...features });
      }
      await keep(computed);
    },
    complete: async (rows) => {
      const features = new Map<string, Features>();
      const computed: Computed[] = [];
      let [embedded, without] = [0, 0];
      for (const row of rows) {
        const stored = storedIn(row);
        const known = stored !== null || vectorOf(row) !== null || !embedder;
        if (!known) embedded += 1;
        if (embedded > mostEmbedded && !known) without += 1;
        else {
          const made = stored ?? (await prepare(row));
          features.set(row.id, made);
          if (!stored) computed.push({ row, features: made });
        }
      }
      // Nobody waits for this: what is not kept is computed again the next time.
      void keep(computed).catch(() => undefined);
      return { features, without };
    },
  };
}

/** Many entries say the same: the features of recent texts are kept. */
function remembering(
  prepare: (row: FeaturesRow) => Promise<Features>,
): (row: FeaturesRow) => Promise<Features> {
  const kept = new Map<string, Promise<Features>>();
  return (row) => {
    const key = JSON.stringify([row.category, row.text]);
    const known = kept.get(key) ?? prepare(row);
    if (kept.size > 5000) kept.clear();
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    return known;
  };
}

/** Stores computed features, so that the next start and other servers need not compute them. */
async function keepFeatures(
  graph: Graph,
  embeddingModel: string,
  model: KnowledgeModel,
  computed: readonly Computed[],
): Promise<void> {
  const batch = 500;
  for (let from = 0; from < computed.length; from += batch) {
    const rows = computed.slice(from, from + batch).map(({ row, features }) => ({
      id: row.id,
      text: row.text,
      featuresKey: featuresKeyOf(model, row.text, row.category, features.vector),
      model: embeddingModel,
      // One that stands there already is not written again.
      vector:
        features.vector && !(row.vector && row.embeddingModel === embeddingModel)
          ? Array.from(features.vector)
          : null,
      kinds: Array.from(features.kinds),
    }));
    await graph.run(storeFeatures, { rows }, pageDeadline).catch(onlyExpected);
  }
}

/** A failure of the data behind it is no failure of the request; anything else is. */
export function onlyExpected(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
