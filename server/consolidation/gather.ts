import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import type { RowOf } from "../graph/query.ts";
import { type Embedder, embeddingModel } from "../language/embedding.ts";
import { matchingTools } from "../matching/engine.ts";
import type { KnowledgeModel } from "../matching/knowledgeModel.ts";
import type { NeedTraits } from "./likeness.ts";
import { coreOf, tellingWords } from "./needWords.ts";
import { boardViewer, type OpenBoard } from "./open.ts";
import { collectNeeds } from "./queries.ts";

/** Most needs of one run: its time and memory grow with their square (3,000: 72 MB, some seconds). */
export const mostNeeds = 3000;

export type GatheredNeed = RowOf<typeof collectNeeds>;

/** The needs that a board takes in, by id. @throws AppError LIMIT above `mostNeeds` */
export async function gatherNeeds(context: ApiContext, board: OpenBoard): Promise<GatheredNeed[]> {
  const needs = await context.graph.run(collectNeeds, {
    viewer: boardViewer(board),
    allianceIds: board.allianceIds,
    unowned: board.unowned,
    today: context.today,
    model: context.embedder?.model ?? embeddingModel,
    limit: mostNeeds + 1,
  });
  if (needs.length > mostNeeds)
    throw new AppError("LIMIT", `一次最多归并 ${mostNeeds} 条需求。请改选下一级联盟，分开归并。`);
  return needs;
}

type RawNeed = Pick<GatheredNeed, "id" | "text" | "vector">;

/**
 * What tells needs apart. The stored vector serves a text that is all core; a text with a speaker, contacts or figures
 * around it is embedded without them (5 ms each, once a process).
 */
export async function traitsOfTexts(
  model: KnowledgeModel,
  embedder: Embedder | null,
  needs: readonly RawNeed[],
): Promise<NeedTraits[]> {
  const traits: NeedTraits[] = [];
  for (const { id, text, vector } of needs) {
    const core = coreOf(text);
    const stored = vector && core === text ? Float32Array.from(vector) : null;
    const own = stored ?? (embedder ? await embedder.embed(core) : null);
    traits.push({ id, words: tellingWords(core), vector: own, kinds: model.needScorer.score(own, core) });
  }
  return traits;
}

/** The same with the knowledge that matching has learnt, or by words alone while it learns. */
export async function traitsOf(
  { graph, embedder }: Pick<ApiContext, "graph" | "embedder">,
  needs: readonly RawNeed[],
): Promise<NeedTraits[]> {
  const tools = await matchingTools(graph, embedder);
  return traitsOfTexts(tools.model, tools.embedder, needs);
}
