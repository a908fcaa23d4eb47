import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { consolidate, type FoundItem, pairwiseQuality } from "../../server/consolidation/consolidate.ts";
import { traitsOfTexts } from "../../server/consolidation/gather.ts";
import { consolidationRule } from "../../server/consolidation/rule.ts";
import type { Embedder } from "../../server/language/embedding.ts";
import type { KnowledgeModel } from "../../server/matching/knowledgeModel.ts";
import { generateNeeds } from "../consolidation/generateNeeds.ts";

export interface ConsolidationFigures {
  needs: number;
  items: number;
  precision: number;
  recall: number;
}

/**
 * How well consolidation does, by pairs: on the 543 generated needs, whose items are known, for several seeds; and on
 * the 36 published ones against their annotators' labels, which are classes, coarser than items.
 */
export async function evaluateConsolidation(
  embedder: Embedder,
  model: KnowledgeModel,
  seeds: readonly number[],
): Promise<{ generated: ConsolidationFigures[]; real: ConsolidationFigures }> {
  const generated: ConsolidationFigures[] = [];
  for (const seed of seeds) {
    const needs = generateNeeds(seed);
    generated.push(
      await measure(
        embedder,
        model,
        needs.map(({ id, text, item }) => ({ id, text, group: item })),
      ),
    );
  }
  return { generated, real: await measure(embedder, model, publishedNeeds()) };
}

async function measure(
  embedder: Embedder,
  model: KnowledgeModel,
  needs: readonly { id: string; text: string; group: string }[],
): Promise<ConsolidationFigures> {
  const traits = await traitsOfTexts(
    model,
    embedder,
    needs.map(({ id, text }) => ({ id, text, vector: null })),
  );
  const found = consolidate(traits, consolidationRule);
  const quality = pairwiseQuality(itemOf(found), new Map(needs.map(({ id, group }) => [id, group])));
  const rounded = (x: number): number => Math.round(x * 1000) / 1000;
  return {
    needs: needs.length,
    items: found.length,
    precision: rounded(quality.precision),
    recall: rounded(quality.recall),
  };
}

const itemOf = (found: readonly FoundItem[]): Map<string, string> =>
  new Map(found.flatMap(({ needIds }, at) => needIds.map((id) => [id, String(at)] as const)));

/** The 36 published needs with the label that their annotators gave each. */
function publishedNeeds(): { id: string; text: string; group: string }[] {
  const file = fileURLToPath(new URL("../../seed/data/three-lists/needs.jsonl", import.meta.url));
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { id, text, category } = JSON.parse(line) as { id: string; text: string; category: string };
      return { id, text, group: category };
    });
}
