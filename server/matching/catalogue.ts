import type { Graph } from "../graph/connection.ts";
import { systemViewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import {
  type FeatureSource,
  type Kind,
  onlyExpected,
  openFeatures,
  pageDeadline,
} from "./catalogueFeatures.ts";
import { openVectorBlocks } from "./dotProducts.ts";
import { type EntryRow, readVersions } from "./entryQueries.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
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
  /** See `FeatureSource`. */
  complete: FeatureSource["complete"];
}

export interface CatalogueSettings {
  /** Above this many entries no index is kept; the database's own is asked. 3 KB a text; entries that say the same share one. */
  cap: number;
  /** How long a request waits for the index to catch up before it goes on without, in ms. */
  patienceMs: number;
}

const pageSize = 2000;
const overlapMs = 5 * 60_000; // longer than any transaction may take: what committed late is read again

let blocks: ReturnType<typeof openVectorBlocks> | undefined;

/** An index with what it shows and the last change in it. */
interface Current {
  index: VectorIndex;
  stamp: Stamp;
  latest: string;
}

/** Where an index reads from. */
interface Reading {
  graph: Graph;
  kind: Kind;
  features: FeatureSource;
}

/** @param model the learnt knowledge of the embedder in use; a new one makes a new index. */
export function openCatalogue(
  kind: Kind,
  graph: Graph,
  embedder: Embedder | null,
  model: KnowledgeModel,
  settings: CatalogueSettings,
): Catalogue {
  const reading: Reading = { graph, kind, features: openFeatures(kind, graph, embedder, model) };
  let current: Current | null = null;
  let tooMany = false;
  let updating: Promise<void> | null = null;

  const update = async (): Promise<void> => {
    const stamp = await stampNow(reading);
    tooMany = stamp.count > settings.cap;
    if (tooMany) current = null;
    else if (current?.stamp.version !== stamp.version || current.stamp.count !== stamp.count)
      current =
        (current && (await followChanges(reading, current, stamp))) ??
        (await loadAll(reading, stamp, kind.kindCount(model)));
  };
  const updated = (): Promise<void> => {
    updating ??= update().finally(() => {
      updating = null;
    });
    return updating;
  };

  return {
    warm: updated,
    complete: reading.features.complete,
    at: async (version) => {
      if (tooMany) return null;
      if (current?.stamp.version !== version) await within(settings.patienceMs, updated());
      return current && current.stamp.version >= version ? current.index : null;
    },
  };
}

async function stampNow({ graph, kind }: Reading): Promise<Stamp> {
  const [row] = await graph.run(readVersions, {});
  if (!row) throw new Error("read-versions returned no row");
  return kind.name === "offers"
    ? { version: row.offers, count: row.offerCount }
    : { version: row.demands, count: row.demandCount };
}

/** Reads all entries, a page at a time. */
async function loadAll(
  { graph, kind, features }: Reading,
  stamp: Stamp,
  kindCount: number,
): Promise<Current> {
  blocks ??= openVectorBlocks();
  const index = createVectorIndex(await blocks, kindCount);
  let latest = "";
  for (let after = ""; ; ) {
    const rows = await graph.run(kind.load, { after, limit: pageSize, viewer: systemViewer }, pageDeadline);
    await features.take(rows, index);
    latest = latestOf(rows, latest);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return { index, stamp, latest };
    after = last.id;
  }
}

/** Follows the changes since the last time; null when they do not explain the new version. */
async function followChanges(
  { graph, kind, features }: Reading,
  { index, latest, stamp: before }: Current,
  stamp: Stamp,
): Promise<Current | null> {
  if (!latest) return null;
  const since = new Date(Date.parse(latest) - overlapMs).toISOString();
  const asked = { since, limit: pageSize, viewer: systemViewer };
  const rows = await graph.run(kind.changed, asked, pageDeadline);
  if (rows.length === pageSize) return null;
  const news = rows.filter((row) => index.versionOf(row.id) !== row.version);
  const steps = news.reduce((sum, row) => sum + Math.max(1, row.version - (index.versionOf(row.id) ?? 0)), 0);
  if (steps < stamp.version - before.version) return null;
  await features.take(news, index);
  return index.size() === stamp.count ? { index, stamp, latest: latestOf(rows, latest) } : null;
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

const latestOf = (rows: readonly EntryRow[], before: string): string =>
  rows.reduce(
    (latest, { updatedAt }) => (updatedAt !== null && updatedAt > latest ? updatedAt : latest),
    before,
  );
