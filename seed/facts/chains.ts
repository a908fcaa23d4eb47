import { z } from "zod";
import { readJson, sourceShape } from "../files.ts";
import { type Dataset, emptyDataset, namedNode } from "../records.ts";

const positionShape = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.enum(["upstream", "midstream", "downstream"]),
  order: z.number().int(),
});

const chainShape = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  aliases: z.array(z.string()),
  positions: z.array(positionShape),
  feeds: z.array(
    z.object({ from: z.string(), to: z.string(), costShare: z.number().min(0).max(1).optional() }),
  ),
});

export type ChainFacts = z.infer<typeof chainShape>;

const file = "chains/chains.json";
const read = () =>
  readJson(file, z.object({ source: sourceShape, chains: z.array(chainShape), note: z.string() }));

/** The three chains with their positions and the order in which these feed each other. */
export const readChains = (): ChainFacts[] => read().chains;

/** Chains and positions as nodes; `FEEDS` carries `costShare` (0..1 of an industrial robot's cost) where published. */
export function chainFacts(): Dataset {
  const { source, chains } = read();
  const dataset = emptyDataset();
  dataset.sources.push({ ...source, file });
  for (const chain of chains) {
    dataset.nodes.push(
      namedNode("IndustryChain", chain.id, chain.name, { code: chain.code, aliases: chain.aliases }),
    );
    dataset.sourced.push([chain.id, source.id]);
    for (const { id, name, stage, order } of chain.positions) {
      dataset.nodes.push(namedNode("ChainPosition", id, name, { stage, order }));
      dataset.links.push({ type: "PART_OF_CHAIN", from: id, to: chain.id });
      dataset.sourced.push([id, source.id]);
    }
    for (const { from, to, costShare } of chain.feeds)
      dataset.links.push({ type: "FEEDS", from, to, properties: { costShare } });
  }
  return dataset;
}
