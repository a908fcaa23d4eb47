import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import { systemViewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import { textHash } from "../language/textHash.ts";
import { openVectorBlocks } from "./dotProducts.ts";
import {
  changedDemands,
  changedOffers,
  type EntryRow,
  type FeaturesRow,
  loadDemands,
  loadOffers,
  readVersions,
  storeFeatures,
} from "./entryQueries.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import { prepareNeed, prepareOffer } from "./relevance.ts";
import { createVectorIndex, type VectorIndex } from "./vectorIndex.ts";

/** What an index shows: the counter of changes, and how many entries there are. */
interface Stamp {
  version: number;
  count: number;
}

/** An exact index over all entries of a kind that follows the graph. */
export interface Catalogue {
  /** The index at a version of the data; null while it is being read, or when there are more entries than the cap. */
  at(version: number): Promise<VectorIndex | null>;
  /** Reads everything now. */
  warm(): Promise<void>;
  /**
   * Features of entries that no index here holds: as they are stored, else computed and stored for the next time. Texts
   * without a vector are embedded for the first 32 only; `without` counts the others, which get none.
   */
  complete(rows: readonly FeaturesRow[]): Promise<{ features: Map<string, Features>; without: number }>;
}

export interface CatalogueSettings {
  /** Above this many entries no index is kept; the database's own is asked. 2.3 KB an entry. */
  cap: number;
  /** How long a request waits for the index to catch up before it goes on without, in ms. */
  patienceMs: number;
}

interface Kind {
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

const pageSize = 2000;
// At 6 ms a text: a question above the cap waits a fifth of a second at most.
const mostEmbedded = 32;
const pageDeadline = { deadlineMs: 60_000 };
const overlapMs = 5 * 60_000; // longer than any transaction may take: what committed late is read again

let blocks: ReturnType<typeof openVectorBlocks> | undefined;

/** @param model the learnt knowledge of the embedder in use; a new one makes a new index. */
export function openCatalogue(
  kind: Kind,
  graph: Graph,
  embedder: Embedder | null,
  model: KnowledgeModel,
  settings: CatalogueSettings,
): Catalogue {
  let current: { index: VectorIndex; stamp: Stamp; latest: string } | null = null;
  let tooMany = false;
  let updating: Promise<void> | null = null;

  const stampNow = async (): Promise<Stamp> => {
    const [row] = await graph.run(readVersions, {});
    if (!row) throw new Error("read-versions returned no row");
    return kind.name === "offers"
      ? { version: row.offers, count: row.offerCount }
      : { version: row.demands, count: row.demandCount };
  };

  const loadAll = async (stamp: Stamp): Promise<void> => {
    blocks ??= openVectorBlocks();
    const index = createVectorIndex(await blocks, kind.kindCount(model));
    let latest = "";
    for (let after = ""; ; ) {
      const rows = await graph.run(kind.load, { after, limit: pageSize, viewer: systemViewer }, pageDeadline);
      await take(rows, index);
      latest = latestOf(rows, latest);
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) break;
      after = last.id;
    }
    current = { index, stamp, latest };
  };

  const vectorOf = ({ vector, embeddingModel }: FeaturesRow): Float32Array | null =>
    vector && embeddingModel === embedder?.model ? Float32Array.from(vector) : null;
  const prepare = remembering((row) => kind.prepare(row, model, embedder, vectorOf(row)));
  const storedIn = ({ text, category, vector, kinds, featuresKey }: FeaturesRow): Features | null =>
    kinds && featuresKey === featuresKeyOf(model, text, category, vector) ? { vector, kinds } : null;
  const keep = (computed: readonly Computed[]): Promise<void> =>
    embedder ? keepFeatures(graph, embedder.model, model, computed) : Promise.resolve();

  const take = async (rows: readonly EntryRow[], index: VectorIndex): Promise<void> => {
    const computed: Computed[] = [];
    for (const row of rows) {
      const stored = storedIn(row);
      const features = stored ?? (await prepare(row));
      if (!stored) computed.push({ row, features });
      index.put({ ...row, ...features });
    }
    await keep(computed);
  };

  const complete: Catalogue["complete"] = async (rows) => {
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
  };

  /** Follows the changes since the last time; false when they do not explain the new version. */
  const followChanges = async (stamp: Stamp): Promise<boolean> => {
    if (!current?.latest) return false;
    const { index } = current;
    const since = new Date(Date.parse(current.latest) - overlapMs).toISOString();
    const rows = await graph.run(
      kind.changed,
      { since, limit: pageSize, viewer: systemViewer },
      pageDeadline,
    );
    if (rows.length === pageSize) return false;
    const news = rows.filter((row) => index.versionOf(row.id) !== row.version);
    const steps = news.reduce(
      (sum, row) => sum + Math.max(1, row.version - (index.versionOf(row.id) ?? 0)),
      0,
    );
    if (steps < stamp.version - current.stamp.version) return false;
    await take(news, index);
    if (index.size() !== stamp.count) return false;
    current = { index, stamp, latest: latestOf(rows, current.latest) };
    return true;
  };

  const shows = ({ version, count }: Stamp): boolean =>
    current?.stamp.version === version && current.stamp.count === count;

  const update = async (): Promise<void> => {
    const stamp = await stampNow();
    tooMany = stamp.count > settings.cap;
    if (tooMany) current = null;
    else if (!shows(stamp) && !(await followChanges(stamp))) await loadAll(stamp);
  };
  const updated = (): Promise<void> => {
    updating ??= update().finally(() => {
      updating = null;
    });
    return updating;
  };

  return {
    warm: updated,
    complete,
    at: async (version) => {
      if (tooMany) return null;
      if (current?.stamp.version !== version) await within(settings.patienceMs, updated());
      return current && current.stamp.version >= version ? current.index : null;
    },
  };
}

/** Waits for work at most so long; a failure of the data behind it is no failure of the request. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(onlyExpected), patience]);
  clearTimeout(timer);
}

function onlyExpected(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
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

const latestOf = (rows: readonly EntryRow[], before: string): string =>
  rows.reduce(
    (latest, { updatedAt }) => (updatedAt !== null && updatedAt > latest ? updatedAt : latest),
    before,
  );

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
