import { consolidate, pairwiseQuality } from "../../server/consolidation/consolidate.ts";
import type { ConsolidationRule, NeedTraits } from "../../server/consolidation/likeness.ts";
import { tellingWords } from "../../server/consolidation/needWords.ts";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { type Knowledge, readKnowledge } from "../../server/matching/knowledge.ts";
import { type KindScorer, learnKinds, phrasesOf } from "../../server/matching/knowledgeScorer.ts";
import { termSpace } from "../../server/matching/knowledgeTerms.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";

/**
 * Where the numbers of `server/consolidation/rule.ts` come from: the phrases of the need kinds, grouped by kind. The
 * kinds are learnt from one half of each kind's phrases and the other half is consolidated, then the other way round; the
 * rule with the greatest mean pairwise F1 wins. `node --import tsx test/bench/fitConsolidation.ts` prints the best ten.
 */
async function main(): Promise<void> {
  const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
  const { needKinds } = await readKnowledge();
  const halves = [await halfOf(needKinds, 0, embedder), await halfOf(needKinds, 1, embedder)];
  const tried: { rule: ConsolidationRule; f1: number }[] = [];
  for (const rule of rules()) {
    const f1s = halves.map(({ traits, truth }) => {
      const found = new Map(
        consolidate(traits, rule).flatMap(({ needIds }, at) =>
          needIds.map((id) => [id, String(at)] as const),
        ),
      );
      const { precision, recall } = pairwiseQuality(found, truth);
      return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    });
    tried.push({ rule, f1: f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length });
  }
  tried.sort((a, b) => b.f1 - a.f1);
  for (const { rule, f1 } of tried.slice(0, 10)) process.stdout.write(`${JSON.stringify({ f1, ...rule })}\n`);
}

function* rules(): Generator<ConsolidationRule> {
  for (const sharpness of [1.5, 2, 2.5])
    for (const meaning of [0.2, 0.3, 0.4])
      for (const words of [0.1, 0.2, 0.3])
        for (let step = 0; step < 11; step += 1)
          yield {
            meaning,
            words,
            kinds: Math.round((1 - meaning - words) * 10) / 10,
            sharpness,
            threshold: Math.round((0.3 + step * 0.02) * 100) / 100,
          };
}

/** The phrases of one half as needs, with kinds scored by what was learnt from the other half. */
async function halfOf(needKinds: Knowledge["needKinds"], half: 0 | 1, embedder: Embedder) {
  const scorer = await learnt(
    needKinds.map((kind) => ({ ...kind, phrases: kind.phrases.filter((_, at) => at % 2 !== half) })),
    embedder,
  );
  const traits: NeedTraits[] = [];
  const truth = new Map<string, string>();
  for (const { id: kind, phrases } of needKinds)
    for (const [at, text] of phrases.entries()) {
      if (at % 2 !== half) continue;
      const id = `${kind}-${at}`;
      const vector = await embedder.embed(text);
      traits.push({ id, words: tellingWords(text), vector, kinds: scorer.score(vector, text) });
      truth.set(id, kind);
    }
  return { traits, truth };
}

async function learnt(kinds: Knowledge["needKinds"], embedder: Embedder): Promise<KindScorer> {
  const texts = phrasesOf(kinds).map(({ text }) => text);
  const vectors = new Float32Array(texts.length * embedder.dimensions);
  for (const [at, text] of texts.entries()) vectors.set(await embedder.embed(text), at * embedder.dimensions);
  return learnKinds(kinds, termSpace(texts), vectors);
}

await main();
