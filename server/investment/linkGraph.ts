/**
 * A graph of named things and named relations as plain arrays, for finding the links that are not there yet: it knows
 * neither the database nor the API. Nodes and relations are numbered from 0 in the order of their ids, so that the order of the
 * input changes nothing.
 */

export interface NodeRecord {
  id: string;
  name: string;
  type: string;
}

export interface EdgeRecord {
  source: string;
  target: string;
  relation: string;
}

/** Neighbours of every node over one relation in one direction: those of `node` lie from `start[node]` to `start[node + 1]`. */
export interface Adjacency {
  start: Int32Array;
  to: Int32Array;
}

/**
 * A relation in one direction: `2 * relation` from source to target, `2 * relation + 1` back.
 */
export type Way = number;

export interface LinkGraph {
  size: number;
  ids: readonly string[];
  names: readonly string[];
  /** Number of each node's type. */
  types: Int32Array;
  typeNames: readonly string[];
  relations: readonly string[];
  /** By way. */
  ways: readonly Adjacency[];
  indexOf: ReadonlyMap<string, number>;
}

const sortedNames = (all: Iterable<string>): string[] => [...new Set(all)].sort();

/** Neighbour lists of `pairs`, each in ascending order and without repeats. */
function adjacencyOf(size: number, pairs: readonly (readonly [number, number])[], back: boolean): Adjacency {
  const lists = new Map<number, Set<number>>();
  for (const [source, target] of pairs) {
    const [from, to] = back ? [target, source] : [source, target];
    const list = lists.get(from);
    if (list) list.add(to);
    else lists.set(from, new Set([to]));
  }
  const start = new Int32Array(size + 1);
  for (let node = 0; node < size; node++) start[node + 1] = (start[node] ?? 0) + (lists.get(node)?.size ?? 0);
  const to = new Int32Array(start[size] ?? 0);
  for (const [node, list] of lists)
    to.set(
      [...list].sort((a, b) => a - b),
      start[node],
    );
  return { start, to };
}

/** The graph of these records; an edge whose end is not among the nodes makes that end a node without name and type. */
export function linkGraph(nodes: Iterable<NodeRecord>, edges: Iterable<EdgeRecord>): LinkGraph {
  const known = new Map<string, NodeRecord>();
  for (const node of nodes) known.set(node.id, node);
  const all = [...edges];
  for (const { source, target } of all)
    for (const id of [source, target]) if (!known.has(id)) known.set(id, { id, name: id, type: "" });
  const ids = [...known.keys()].sort();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const records = ids.map((id) => known.get(id) as NodeRecord);
  const typeNames = sortedNames(records.map(({ type }) => type));
  const typeIndex = new Map(typeNames.map((name, index) => [name, index]));
  const relations = sortedNames(all.map(({ relation }) => relation));
  const relationIndex = new Map(relations.map((name, index) => [name, index]));
  const pairs: (readonly [number, number])[][] = relations.map(() => []);
  for (const { source, target, relation } of all)
    pairs[relationIndex.get(relation) ?? 0]?.push([indexOf.get(source) ?? 0, indexOf.get(target) ?? 0]);
  return {
    size: ids.length,
    ids,
    names: records.map(({ name }) => name),
    types: Int32Array.from(records, ({ type }) => typeIndex.get(type) ?? 0),
    typeNames,
    relations,
    ways: pairs.flatMap((list) => [
      adjacencyOf(ids.length, list, false),
      adjacencyOf(ids.length, list, true),
    ]),
    indexOf,
  };
}

/** The same relation, the other way round. */
export const backOf = (way: Way): Way => way ^ 1;

export const neighboursOf = ({ ways }: LinkGraph, way: Way, node: number): Int32Array => {
  const list = ways[way] as Adjacency;
  return list.to.subarray(list.start[node], list.start[node + 1]);
};

export const degreeOf = ({ ways }: LinkGraph, way: Way, node: number): number => {
  const { start } = ways[way] as Adjacency;
  return (start[node + 1] ?? 0) - (start[node] ?? 0);
};

/** A link that is looked away from: what is learnt about it must not see it. */
export interface Link {
  from: number;
  way: Way;
  to: number;
}

/** Whether going over `way` from `from` to `to` is going over the link, either way round. */
export const isLink = (link: Link | null, from: number, way: Way, to: number): boolean =>
  link !== null &&
  ((link.from === from && link.way === way && link.to === to) ||
    (link.from === to && link.way === (way ^ 1) && link.to === from));
