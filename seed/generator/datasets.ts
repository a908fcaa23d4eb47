import { categoryIds } from "../facts/categories.ts";
import type { Dataset, NodeRecord } from "../records.ts";
import { chainParts } from "./chainParts.ts";
import { type ExampleSettings, generate } from "./generate.ts";
import { listParts } from "./listParts.ts";
import { partyParts } from "./partyParts.ts";

/** The examples as nodes and links of the graph model, every node labelled `Example`. */
export function exampleDatasets(settings: ExampleSettings): Dataset[] {
  const examples = generate(settings);
  return [chainParts(examples), partyParts(examples), listParts(examples, categoryIds(), settings.today)].map(
    (dataset) => ({ ...dataset, nodes: dataset.nodes.map(asExample) }),
  );
}

const asExample = (node: NodeRecord): NodeRecord => ({ ...node, labels: [...node.labels, "Example"] });
