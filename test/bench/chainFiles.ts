import { z } from "zod";
import { AppError } from "../../server/errors.ts";
import {
  type EdgeRecord,
  type LinkGraph,
  linkGraph,
  type NodeRecord,
} from "../../server/investment/linkGraph.ts";
import { linesOf } from "./jsonLines.ts";

/** A question: which nodes stand at the other end of `relation` from `demandId`. */
export interface ChainQuery {
  demandId: string;
  relation: string;
  /** `tail`: `demandId` is the source, the target is looked for; `head`: the reverse. */
  direction: "tail" | "head";
  goldIds: string[];
}

const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));
const words = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? "" : String(value)));
const nodeLine = z.object({ kind: z.literal("node"), id, name: words, type: words });
const edgeLine = z.object({ kind: z.literal("edge"), source: id, target: id, relation: id });
const graphLine = z.discriminatedUnion("kind", [nodeLine, edgeLine]);
const queryLine = z.object({
  demandId: id,
  relation: id,
  direction: z.enum(["tail", "head"]),
  goldIds: z.array(id).min(1),
});

/** The graph of a file of nodes and edges, in any order. @throws AppError BAD_INPUT naming file and line */
export function readChainGraph(path: string): LinkGraph {
  const nodes: NodeRecord[] = [];
  const edges: EdgeRecord[] = [];
  for (const line of linesOf(path, graphLine))
    if (line.kind === "node") nodes.push({ id: line.id, name: line.name || line.id, type: line.type });
    else edges.push({ source: line.source, target: line.target, relation: line.relation });
  if (edges.length === 0)
    throw new AppError("BAD_INPUT", `${path} 里没有一条关系（kind 为 edge 的行），无法评测。`);
  return linkGraph(nodes, edges);
}

/** @throws AppError BAD_INPUT naming file and line */
export const readChainQueries = (path: string): ChainQuery[] => linesOf(path, queryLine);
