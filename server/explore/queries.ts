import { z } from "zod";
import { defineQuery, viewerSchema } from "../graph/query.ts";
import { drawnKinds } from "./kinds.ts";

const kind = z.enum(drawnKinds);

const graphNode = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  shortName: z.string().nullable(),
  variant: z.string().nullable(),
  example: z.boolean(),
});
export type NodeRow = z.infer<typeof graphNode>;

const graphEdge = z.object({
  type: z.string(),
  source: z.string(),
  target: z.string(),
  label: z.string().nullable(),
  since: z.string().nullable(),
  until: z.string().nullable(),
});
export type EdgeRow = z.infer<typeof graphEdge>;

const texts = z.array(z.string());
const maybeTexts = z.array(z.string().nullable());

/** Up to 200 nodes of a subgraph and the edges that leave them, a list a property. */
const columns = z.object({
  ids: texts,
  nodeKinds: z.array(kind),
  names: texts,
  shortNames: maybeTexts,
  variants: maybeTexts,
  examples: z.array(z.boolean()),
  types: texts,
  sources: texts,
  targets: texts,
  edgeLabels: maybeTexts,
  sinces: maybeTexts,
  untils: maybeTexts,
  omitted: z.number(),
});
export type SubgraphColumns = z.infer<typeof columns>;

const seen = { viewer: viewerSchema, kinds: z.array(z.string()).readonly() };
const walked = { ...seen, today: z.string(), types: z.array(z.string()).nullable() };

export const neighbourhoodQuery = defineQuery({
  name: "explore/neighbourhood",
  mode: "read",
  params: z.object({ ...walked, id: z.string(), depth: z.number().int(), first: z.number().int() }),
  row: columns,
});

export const neighbourCountsQuery = defineQuery({
  name: "explore/neighbour-counts",
  mode: "read",
  params: z.object({ ...seen, today: z.string(), id: z.string() }),
  row: z.object({
    type: z.string().nullable(),
    direction: z.enum(["out", "in"]).nullable(),
    kind: kind.nullable(),
    count: z.number(),
    exampleCount: z.number(),
  }),
});

export const pathQuery = defineQuery({
  name: "explore/path",
  mode: "read",
  params: z.object({ ...walked, fromId: z.string(), toId: z.string() }),
  row: z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge) }),
  scanReason: "joins exactly two nodes, each found by its unique id",
});

export const readNodesQuery = defineQuery({
  name: "explore/read-nodes",
  mode: "read",
  params: z.object({ ...seen, ids: z.array(z.string()) }),
  row: z.object({ id: z.string(), node: graphNode }),
});

export const allianceGraphQuery = defineQuery({
  name: "explore/alliance-graph",
  mode: "read",
  params: z.object({ ...seen, hubId: z.string(), asOf: z.string(), first: z.number().int() }),
  row: columns,
});

export const searchQuery = defineQuery({
  name: "explore/search",
  mode: "read",
  params: z.object({
    ...seen,
    text: z.string(),
    code: z.string(),
    latin: z.string().nullable(),
    lucene: z.string().nullable(),
    only: z.array(z.string()).nullable(),
    first: z.number().int(),
  }),
  row: z.object({ node: graphNode, matchedOn: z.string(), excerpt: z.string().nullable() }),
});
