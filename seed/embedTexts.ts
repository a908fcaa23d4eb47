import type { Graph } from "../server/graph/connection.ts";
import type { Embedder } from "../server/language/embedding.ts";
import { needText, offerText } from "../server/language/matchedText.ts";
import { batchDeadline, type OnProgress } from "./load.ts";
import { listUnembedded, setEmbeddings } from "./queries.ts";

const idBatch = 5000;
// A row of 512 floats weighs about 5 KB on the wire: small batches keep transactions small.
const nodesABatch = 1000;

interface Group {
  textHash: string;
  /** As it is embedded. */
  matched: string;
  ids: string[];
}

/**
 * Gives the texts of `ids` (Demand, Offer) their vectors: each distinct text is embedded once, texts that have a vector
 * of the same model are left alone. Returns how many nodes got one.
 */
export async function embedTexts(
  graph: Graph,
  embedder: Embedder,
  ids: string[],
  onProgress: OnProgress,
): Promise<number> {
  const groups = await groupUnembedded(graph, ids, embedder.model);
  let set = 0;
  let batch: { textHash: string; ids: string[]; embedding: number[] }[] = [];
  let waiting = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const [result] = await graph.run(setEmbeddings, { model: embedder.model, rows: batch }, batchDeadline);
    set += result?.rows ?? 0;
    batch = [];
    waiting = 0;
  };
  for (const [i, group] of groups.entries()) {
    const embedding = Array.from(await embedder.embed(group.matched));
    for (let start = 0; start < group.ids.length; start += nodesABatch) {
      const part = group.ids.slice(start, start + nodesABatch);
      batch.push({ textHash: group.textHash, ids: part, embedding });
      waiting += part.length;
      if (waiting >= nodesABatch) await flush();
    }
    onProgress({ stage: "文本向量", done: i + 1, total: groups.length });
  }
  await flush();
  return set;
}

async function groupUnembedded(graph: Graph, ids: string[], model: string): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (let start = 0; start < ids.length; start += idBatch) {
    const rows = await graph.run(
      listUnembedded,
      { ids: ids.slice(start, start + idBatch), model },
      batchDeadline,
    );
    for (const { id, text, textHash, offer, category } of rows) {
      const matched = offer ? offerText(text, category) : needText(text);
      const key = `${textHash}\n${matched}`;
      const group = groups.get(key);
      if (group) group.ids.push(id);
      else groups.set(key, { textHash, matched, ids: [id] });
    }
  }
  return [...groups.values()];
}
