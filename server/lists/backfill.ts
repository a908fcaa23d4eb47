import type { ApiContext } from "../api/context.ts";
import type { Graph } from "../graph/connection.ts";
import { systemViewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import { needText, offerText } from "../language/matchedText.ts";
import { listUnembedded, setEmbedding } from "./writeQueries.ts";

const batch = 200;
const viewer = systemViewer;

/**
 * Gives every need and offer that was saved without a vector of this model its vector; a text that changes meanwhile is
 * left to its own save. Returns how many got one. Breaks off, with nothing lost, when `signal` says so.
 */
export async function backfillEmbeddings(
  graph: Graph,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<number> {
  let done = 0;
  let afterId = "";
  for (;;) {
    const rows = await graph.run(listUnembedded, { viewer, model: embedder.model, afterId, limit: batch });
    for (const { id, text, offer, category } of rows) {
      if (signal?.aborted) return done;
      const matched = offer ? offerText(text, category) : needText(text);
      const embedding = Array.from(await embedder.embed(matched));
      const set = await graph.run(setEmbedding, { viewer, id, text, embedding, model: embedder.model });
      done += set.length;
    }
    const last = rows.at(-1);
    if (!last) return done;
    afterId = last.id;
  }
}

/** Texts get their vectors afterwards, as those saved without the model do; nobody waits for it. */
export function embedLater({ graph, embedder, logger, requestId }: ApiContext): void {
  if (!embedder) return;
  backfillEmbeddings(graph, embedder).catch((error) =>
    logger.warn({ requestId, err: error }, "texts were not all embedded; the next start does it"),
  );
}
