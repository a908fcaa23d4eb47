import type { Graph } from "../server/graph/connection.ts";
import { linkExamples, linkSources, mergeLinks, mergeNodes, mergeSources } from "./queries.ts";
import type { Dataset, LinkRecord, NodeRecord, PropertyValue } from "./records.ts";

export interface Progress {
  /** What is being done, a Chinese phrase. */
  stage: string;
  done: number;
  total: number;
}

export type OnProgress = (progress: Progress) => void;

/** Nodes by label and relationships by type that the seed holds (not: that were new). */
export interface SeedCounts {
  nodes: Record<string, number>;
  relationships: Record<string, number>;
}

const batchSize = 5000;
/** A batch of writes may wait behind another start that seeds. */
export const batchDeadline = { deadlineMs: 120_000 };

// The driver sends every JavaScript number as a float and knows no days: these are converted by the statement.
const wholeNumbers = new Set(
  "order employees partyMembers memberCount termYears number quantity capacity used version amountFen".split(
    " ",
  ),
);
const days = new Set(
  "founded lastElectedOn registeredOn since until neededFrom neededBy availableFrom availableUntil on".split(
    " ",
  ),
);
const instants = new Set(["createdAt", "updatedAt"]);

function sortProperties(properties: Record<string, PropertyValue>) {
  const row = {
    values: {} as Record<string, Exclude<PropertyValue, undefined>>,
    numbers: {} as Record<string, number>,
    days: {} as Record<string, string>,
    instants: {} as Record<string, string>,
  };
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (wholeNumbers.has(key) && typeof value === "number") row.numbers[key] = value;
    else if (days.has(key) && typeof value === "string") row.days[key] = value;
    else if (instants.has(key) && typeof value === "string") row.instants[key] = value;
    else row.values[key] = value;
  }
  return row;
}

const nodeRowOf = (node: NodeRecord) => ({
  id: node.id,
  labels: node.labels,
  location: node.location ?? null,
  ...sortProperties(node.properties),
});

function linkRowOf(link: LinkRecord) {
  const { values, numbers, days: dayProperties } = sortProperties(link.properties ?? {});
  return {
    from: link.from,
    to: link.to,
    since: link.since ?? null,
    until: link.until ?? null,
    values,
    numbers,
    days: dayProperties,
  };
}

/** Runs `write` over `items` in batches of 5,000 and checks that none was dropped for a missing end. */
async function inBatches<T>(
  items: T[],
  stage: string,
  onProgress: OnProgress,
  write: (batch: T[]) => Promise<{ rows: number }[]>,
): Promise<void> {
  for (let start = 0; start < items.length; start += batchSize) {
    const batch = items.slice(start, start + batchSize);
    const [result] = await write(batch);
    if (result?.rows !== batch.length)
      throw new Error(`${stage}: ${batch.length} rows sent, ${result?.rows ?? 0} found their ends`);
    onProgress({ stage, done: start + batch.length, total: items.length });
  }
}

/** Merges a data set: nodes, then links, then sources and the examples' root. What exists already stays as it is. */
export async function loadDataset(
  graph: Graph,
  dataset: Dataset,
  onProgress: OnProgress,
): Promise<SeedCounts> {
  const { nodes, links, sources, sourced } = dataset;
  await inBatches(nodes, "节点", onProgress, (batch) =>
    graph.run(mergeNodes, { rows: batch.map(nodeRowOf) }, batchDeadline),
  );
  let linked = 0;
  for (const [type, ofType] of linksByType(links)) {
    const report: OnProgress = ({ stage, done }) =>
      onProgress({ stage, done: linked + done, total: links.length });
    await inBatches(ofType, "关系", report, (batch) =>
      graph.run(mergeLinks, { type, rows: batch.map(linkRowOf) }, batchDeadline),
    );
    linked += ofType.length;
  }
  await inBatches(sources, "来源", onProgress, (batch) =>
    graph.run(
      mergeSources,
      {
        rows: batch.map(({ id, title, licence, url = null, programme = null, file = null, row = null }) => ({
          id,
          title,
          licence,
          url,
          programme,
          file,
          row,
        })),
      },
      batchDeadline,
    ),
  );
  await inBatches(sourced, "出处", onProgress, (batch) =>
    graph.run(linkSources, { rows: batch.map(([from, to]) => ({ from, to })) }, batchDeadline),
  );
  const examples = nodes.filter((node) => node.labels.includes("Example")).map((node) => node.id);
  await inBatches(examples, "示例标记", onProgress, (ids) => graph.run(linkExamples, { ids }, batchDeadline));
  return countDataset(dataset, examples.length);
}

function linksByType(links: LinkRecord[]): Map<string, LinkRecord[]> {
  const groups = new Map<string, LinkRecord[]>();
  for (const link of links) {
    const group = groups.get(link.type);
    if (group) group.push(link);
    else groups.set(link.type, [link]);
  }
  return groups;
}

function countDataset({ nodes, links, sources, sourced }: Dataset, examples: number): SeedCounts {
  const counts: SeedCounts = {
    nodes: { SourceRecord: sources.length },
    relationships: { FROM_SOURCE: sourced.length, EXAMPLE_OF: examples },
  };
  for (const label of nodes.flatMap((node) => node.labels))
    counts.nodes[label] = (counts.nodes[label] ?? 0) + 1;
  for (const { type } of links) counts.relationships[type] = (counts.relationships[type] ?? 0) + 1;
  return counts;
}
