import { z } from "zod";
import type { Graph } from "../../server/graph/connection.ts";
import type { Query } from "../../server/graph/query.ts";

const anything = z.record(z.string(), z.unknown());

/** Subgraphs of exactly 300 firms: a centre, 23 it supplies, 12 more each, so that every way of asking finds the same. */
export const trees = { count: 60, branches: 23, leaves: 12, nodes: 300 } as const;

const load = `
UNWIND range($from, $to) AS tree
CREATE (c:Enterprise:Entity:Searchable {id: 'tree-' + tree, name: '示例中心企业' + tree, shortName: '中心' + tree, scale: 'large',
  audience: 'public', pinyin: 'shilizhongxin' + tree, pinyinInitials: 'slzx' + tree})
WITH c, tree
UNWIND range(1, $branches) AS branch
CREATE (c)-[:SUPPLIES {product: '零件' + branch, since: date('2025-01-01')}]->
  (b:Enterprise:Entity:Searchable {id: 'tree-' + tree + '-' + branch, name: '示例一级采购企业' + tree + '之' + branch,
    shortName: '一级' + branch, scale: 'medium', audience: 'public', pinyin: 'shiliyiji' + branch, pinyinInitials: 'slyj'})
WITH b, tree, branch
UNWIND range(1, $leaves) AS leaf
CREATE (b)-[:SUPPLIES {product: '组件' + leaf, since: date('2025-01-01')}]->
  (:Enterprise:Entity:Searchable {id: 'tree-' + tree + '-' + branch + '-' + leaf,
    name: '示例二级采购企业' + tree + '之' + branch + '之' + leaf, shortName: '二级' + leaf, scale: 'small', audience: 'public',
    pinyin: 'shilierji' + leaf, pinyinInitials: 'slej'})`;

/** Loads the trees and returns the ids of their centres. */
export async function loadTrees(graph: Graph): Promise<string[]> {
  const query: Query<typeof anything, typeof anything> = {
    name: "bench/load-trees",
    mode: "write",
    params: anything,
    row: anything,
    text: load.replaceAll("$branches", String(trees.branches)).replaceAll("$leaves", String(trees.leaves)),
  };
  const ids = Array.from({ length: trees.count }, (_, index) => `tree-${index}`);
  for (let from = 0; from < trees.count; from += 20) {
    const text = query.text
      .replace("$from", String(from))
      .replace("$to", String(Math.min(from + 20, trees.count) - 1));
    await graph.run({ ...query, text }, {}, { deadlineMs: 60_000 });
  }
  return ids;
}
