import {
  createNodes,
  createRelationships,
  listConstraints,
  listIndexes,
  readNodes,
  readRelationships,
} from "../../server/backup/queries.ts";
import type { Graph, GraphSettings } from "../../server/graph/connection.ts";
import { openRawLink, type RawLink } from "../../server/graph/rawLink.ts";

interface Snapshot {
  /** Names of the schema's parts: contents are put back only where it is still the same. */
  schema: string;
  nodes: { key: unknown; labels: unknown; properties: unknown }[];
  /** By type. */
  relationships: Map<string, { start: unknown; end: unknown; properties: unknown }[]>;
}

const taken = new Map<string, Snapshot>();

/**
 * Brings an emptied database to the state `name`: by `build` the first time in this process, afterwards by putting back
 * what was there then, which costs a fraction of it.
 */
export async function bringTo(
  name: string,
  settings: GraphSettings,
  graph: Graph,
  build: () => Promise<unknown>,
): Promise<void> {
  const known = taken.get(name);
  const link = openRawLink(settings);
  try {
    if (known?.schema === (await schemaOf(graph))) return await putBack(link, known);
    await build();
    taken.set(name, await take(link, await schemaOf(graph)));
  } finally {
    await link.close();
  }
}

async function schemaOf(graph: Graph): Promise<string> {
  const parts = [...(await graph.run(listConstraints, {})), ...(await graph.run(listIndexes, {}))];
  return parts
    .map(({ name }) => name)
    .sort()
    .join(" ");
}

async function take(link: RawLink, schema: string): Promise<Snapshot> {
  const nodes: Snapshot["nodes"] = [];
  await link.stream(readNodes.text, ([key, labels, properties]) => nodes.push({ key, labels, properties }));
  const relationships: Snapshot["relationships"] = new Map();
  await link.stream(readRelationships.text, ([type, start, end, properties]) => {
    const rows = relationships.get(String(type)) ?? [];
    relationships.set(String(type), rows);
    rows.push({ start, end, properties });
  });
  return { schema, nodes, relationships };
}

async function putBack(link: RawLink, { nodes, relationships }: Snapshot): Promise<void> {
  const ids = new Map<string, unknown>();
  for (const { key, id } of await link.run(createNodes.text, { rows: nodes })) ids.set(String(key), id);
  for (const [type, edges] of relationships) {
    const rows = edges.map(({ start, end, properties }) => ({
      start: ids.get(String(start)),
      end: ids.get(String(end)),
      properties,
    }));
    await link.run(createRelationships.text, { type, rows });
  }
}
