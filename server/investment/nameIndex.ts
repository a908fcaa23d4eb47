import type { Sparse } from "./sparse.ts";

/** How alike names are: cosine of their signs and pairs of signs, rarer ones counting more. */
export interface NameIndex {
  /** Per node: which grams its name has, with their weights in a vector of length 1. */
  gramsOf: readonly (readonly (readonly [gram: number, weight: number])[])[];
  /** Per gram: which nodes have it, with the same weights. */
  postings: readonly { nodes: Int32Array; weights: Float32Array }[];
}

// A gram that more names than this carry tells nothing of any of them, and costs the most.
const commonFrom = 8000;

/** Signs, pairs of signs, the first and the last of a name; words of Latin letters and numbers stay whole. */
export function gramsOfName(name: string): string[] {
  const signs = [...name.toLowerCase().matchAll(/[a-z]+|[0-9]+|[^\s\p{P}]/gu)].map(([sign]) => sign);
  const pairs = signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
  const [first, last] = [signs[0], signs.at(-1)];
  const ends = first && last ? [`^${first}`, `${last}$`] : [];
  const tail = signs.length > 1 ? [`${signs.slice(-2).join("")}$`] : [];
  return [...new Set([...signs, ...pairs, ...ends, ...tail])];
}

export function nameIndex(names: readonly string[]): NameIndex {
  const numbers = new Map<string, number>();
  const having: number[] = [];
  const grams = names.map((name) =>
    gramsOfName(name).map((gram) => {
      const number = numbers.get(gram) ?? numbers.size;
      numbers.set(gram, number);
      having[number] = (having[number] ?? 0) + 1;
      return number;
    }),
  );
  const weightOf = having.map((count) => (count > commonFrom ? 0 : Math.log(1 + names.length / count)));
  const lists: { nodes: number[]; weights: number[] }[] = having.map(() => ({ nodes: [], weights: [] }));
  const gramsOf = grams.map((own, node) => {
    const length = Math.sqrt(own.reduce((sum, gram) => sum + (weightOf[gram] ?? 0) ** 2, 0)) || 1;
    return own.flatMap((gram): (readonly [number, number])[] => {
      const weight = (weightOf[gram] ?? 0) / length;
      if (weight === 0) return [];
      lists[gram]?.nodes.push(node);
      lists[gram]?.weights.push(weight);
      return [[gram, weight]];
    });
  });
  const postings = lists.map(({ nodes, weights }) => ({
    nodes: Int32Array.from(nodes),
    weights: Float32Array.from(weights),
  }));
  return { gramsOf, postings };
}

/** Adds to each node how alike its name is to that of `node`, 0..1, times `share`. */
export function addAlike({ gramsOf, postings }: NameIndex, node: number, share: number, into: Sparse): void {
  for (const [gram, weight] of gramsOf[node] ?? []) {
    const list = postings[gram];
    if (!list) continue;
    const { nodes, weights } = list;
    for (let at = 0; at < nodes.length; at++)
      into.add(nodes[at] as number, share * weight * (weights[at] as number));
  }
}
