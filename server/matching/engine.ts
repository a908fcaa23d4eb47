import type { Graph } from "../graph/connection.ts";
import type { Embedder } from "../language/embedding.ts";
import { type Catalogue, openCatalogue } from "./catalogue.ts";
import { demandKind, offerKind } from "./catalogueFeatures.ts";
import { ensureFrozenWeights } from "./frozenWeights.ts";
import type { KnowledgeModel } from "./knowledgeModel.ts";
import { readSolvedBy } from "./knowledgeQueries.ts";
import {
  ensureKnowledgeInGraph,
  learntKnowledge,
  type SolvedByRow,
  withGraphWeights,
} from "./knowledgeStore.ts";
import { frozenWeights, type ServingWeights, servingWeights, shiftedBy } from "./serving.ts";

export interface MatchingSettings {
  /** File that keeps the learnt knowledge across starts; learnt anew at every start when null. */
  knowledgeFile: string | null;
  /**
   * Most offers, and most demands, searched exactly in this process: 3 KB a text, at most 740 MB for the default. Above it
   * the database's vector index is asked.
   */
  cap: number;
  /** How long a request waits for an index or the knowledge that is still being read, in ms. */
  patienceMs: number;
}

export const defaultMatchingSettings: MatchingSettings = {
  knowledgeFile: null,
  cap: 250_000,
  patienceMs: 3000,
};

/** What matching needs beside the graph, for one embedding model or for none. */
export interface Tools {
  embedder: Embedder | null;
  model: KnowledgeModel;
  offers: Catalogue;
  demands: Catalogue;
  /**
   * The model with the `SOLVED_BY` that stand in the graph, and the weights that serve, read anew when the stamp says that they changed; its own while
   * the knowledge has not been put there.
   */
  knowledge(stamp: string | null): Promise<GraphKnowledge>;
  /** What is missing, in words for the user; null when all is there. */
  degraded: string | null;
}

export interface GraphKnowledge {
  model: KnowledgeModel;
  solvedBy: readonly SolvedByRow[];
  serving: ServingWeights;
}

interface Engine {
  /** The graph as it was first given: what is read in the background belongs to no request. */
  graph: Graph;
  settings: MatchingSettings;
  tools: Map<string, Promise<Tools>>;
  inGraph: Promise<void> | null;
}

const noModel = "语义模型不可用：这份结果只依据用词、问题与帮助的类型和图中的关系。";
const learning = "匹配用的知识还在准备：这份结果只依据用词和图中的关系，稍后刷新会更准。";

// Every request has a binding of its own to the same connection; they all share its `close`.
const engines = new WeakMap<Graph["close"], Engine>();

function engineOf(graph: Graph): Engine {
  const known = engines.get(graph.close);
  if (known) return known;
  const made: Engine = { graph, settings: defaultMatchingSettings, tools: new Map(), inGraph: null };
  engines.set(graph.close, made);
  return made;
}

/** The tools of a graph under the given settings, with the knowledge learnt and put into the graph. */
export async function prepareTools(
  graph: Graph,
  embedder: Embedder | null,
  settings: Partial<MatchingSettings>,
): Promise<Tools> {
  const engine = engineOf(graph);
  engine.settings = { ...engine.settings, ...settings };
  const tools = await toolsFor(graph, embedder);
  await engine.inGraph;
  return tools;
}

/** The tools for a request; without the learnt knowledge when that takes longer than the patience. */
export async function matchingTools(graph: Graph, embedder: Embedder | null): Promise<Tools> {
  const full = toolsFor(graph, embedder);
  if (!embedder) return full;
  const inTime = await Promise.race([full, after(engineOf(graph).settings.patienceMs)]);
  return inTime ?? { ...(await toolsFor(graph, null)), degraded: learning };
}

function toolsFor(graph: Graph, embedder: Embedder | null): Promise<Tools> {
  const engine = engineOf(graph);
  const key = embedder?.model ?? "";
  const known = engine.tools.get(key);
  if (known) return known;
  const started = openTools(engine, embedder);
  engine.tools.set(key, started);
  started.catch(() => engine.tools.delete(key));
  return started;
}

async function openTools(engine: Engine, embedder: Embedder | null): Promise<Tools> {
  const { graph, settings } = engine;
  const model = await learntKnowledge(embedder, settings.knowledgeFile);
  engine.inGraph ??= ensureKnowledgeInGraph(graph, model.knowledge).then(() => ensureFrozenWeights(graph));
  engine.inGraph.catch(() => {
    engine.inGraph = null;
  });
  return {
    embedder,
    model,
    offers: openCatalogue(offerKind, graph, embedder, model, settings),
    demands: openCatalogue(demandKind, graph, embedder, model, settings),
    knowledge: followKnowledge(graph, model),
    degraded: embedder ? null : noModel,
  };
}

function followKnowledge(graph: Graph, model: KnowledgeModel): Tools["knowledge"] {
  let current: { stamp: string; knowledge: Promise<GraphKnowledge> } | null = null;
  const read = async (): Promise<GraphKnowledge> => {
    const [rows, serving] = await Promise.all([graph.run(readSolvedBy, {}), servingWeights(graph)]);
    const solvedBy = shiftedBy(rows, serving.shifts);
    return solvedBy.length > 0
      ? { model: withGraphWeights(model, solvedBy), solvedBy, serving }
      : { model, solvedBy, serving };
  };
  return (stamp) => {
    if (stamp === null) return Promise.resolve({ model, solvedBy: [], serving: frozenWeights });
    if (current?.stamp === stamp) return current.knowledge;
    const knowledge = read();
    current = { stamp, knowledge };
    knowledge.catch(() => {
      current = null;
    });
    return knowledge;
  };
}

const after = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
