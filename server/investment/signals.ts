import { backOf, degreeOf, isLink, type Link, type LinkGraph, neighboursOf, type Way } from "./linkGraph.ts";
import { addAlike, type NameIndex } from "./nameIndex.ts";
import { addNearness } from "./pageRank.ts";
import { Sparse } from "./sparse.ts";
import { type Path, trieOf, usefulPaths, walk } from "./walks.ts";

/*
 * What speaks for a link from one node over one way to any other: some ten signals, each worked out from the graph alone and for many
 * nodes at once. A link may be looked away from, so that what is learnt about it is what it would be without it.
 */

/** Signals that are there whatever the graph, before those of its paths. */
export const fixedSignals = [
  "popularity",
  "type",
  "namesakes",
  "nearestNamesake",
  "name",
  "partnersNames",
  "words",
  "nearness",
  "nearAndPopular",
] as const;
export type FixedSignal = (typeof fixedSignals)[number];

/** Everything about one way that does not depend on where it is asked from. */
export interface WayModel {
  way: Way;
  paths: readonly Path[];
  trie: ReturnType<typeof trieOf>;
  /** Links that end in nodes of each type, as a share of all. */
  typeShare: Float64Array;
  /** Ends of the way by how many begin at them, the most first. */
  popular: readonly number[];
  /** Per gram: how often a name with it leads to which end. */
  words: readonly (ReadonlyMap<number, number> | undefined)[];
  /** Per gram: links whose beginning has it. */
  wordLinks: Float64Array;
}

const mostPaths = 24;
const sampledForPaths = 240;
const namesakes = 50;
const knownPartners = 12;
const eachSignal = 120;

/** Every so many-th link of a way, spread evenly: the same for the same graph. */
export function someLinks(graph: LinkGraph, way: Way, most: number): Link[] {
  const { start, to } = graph.ways[way] ?? { start: new Int32Array(1), to: new Int32Array(0) };
  const links: Link[] = [];
  // A step that shares no factor with the number of links meets all of them before any twice.
  const stride = Math.max(1, Math.floor(to.length * 0.618034)) | 1;
  let from = 0;
  const owner = new Int32Array(to.length);
  for (let at = 0; at < to.length; at++) {
    while ((start[from + 1] as number) <= at) from++;
    owner[at] = from;
  }
  const seen = new Set<number>();
  for (let k = 0; links.length < Math.min(most, to.length) && k < to.length * 2; k++) {
    const at = (k * stride) % to.length;
    if (seen.has(at)) continue;
    seen.add(at);
    links.push({ from: owner[at] as number, way, to: to[at] as number });
  }
  return links;
}

/** What one way looks like. */
export function wayModel(graph: LinkGraph, { gramsOf }: NameIndex, way: Way): WayModel {
  const { start, to } = graph.ways[way] ?? { start: new Int32Array(graph.size + 1), to: new Int32Array(0) };
  const typeShare = new Float64Array(graph.typeNames.length);
  const words: Map<number, number>[] = [];
  const wordLinks = new Float64Array(
    1 + Math.max(0, ...gramsOf.map((own) => Math.max(-1, ...own.map(([gram]) => gram)))),
  );
  for (let from = 0; from < graph.size; from++)
    for (let at = start[from] as number; at < (start[from + 1] as number); at++) {
      const end = to[at] as number;
      const type = graph.types[end] as number;
      typeShare[type] = (typeShare[type] as number) + 1 / to.length;
      for (const [gram] of gramsOf[from] ?? []) {
        const ends = words[gram] ?? new Map<number, number>();
        words[gram] = ends;
        ends.set(end, (ends.get(end) ?? 0) + 1);
        wordLinks[gram] = (wordLinks[gram] as number) + 1;
      }
    }
  const ends = [...new Set(to)];
  ends.sort((a, b) => degreeOf(graph, backOf(way), b) - degreeOf(graph, backOf(way), a) || a - b);
  const paths = usefulPaths(graph, someLinks(graph, way, sampledForPaths), mostPaths);
  return { way, paths, trie: trieOf(paths), typeShare, popular: ends.slice(0, eachSignal), words, wordLinks };
}

/** The signals of a question: `values[signal]` by candidate. */
export interface Signals {
  candidates: Int32Array;
  values: readonly Float64Array[];
}

/** Works out signals; keeps its scratch space between questions. */
export function signalReader(graph: LinkGraph, names: NameIndex) {
  const space = (): Sparse => new Sparse(graph.size);
  const [alike, waiting, scratch] = [space(), space(), space()];
  const of = Object.fromEntries(fixedSignals.map((name) => [name, space()])) as Record<FixedSignal, Sparse>;
  const byPath: Sparse[] = [];
  const overPaths = space();

  /** Beginnings of the way whose names are like this one's lend it their ends. */
  function readNamesakes({ way }: WayModel, from: number): void {
    addAlike(names, from, 1, alike);
    for (const node of alike.nodes) if (node !== from) of.name.add(node, alike.get(node));
    const near = alike.best(namesakes, (node) => node !== from && degreeOf(graph, way, node) > 0);
    for (const node of near) {
      const likeness = alike.get(node);
      const ends = neighboursOf(graph, way, node);
      for (const end of ends) {
        of.namesakes.add(end, likeness ** 3 / Math.sqrt(ends.length));
        of.nearestNamesake.add(end, Math.max(0, likeness - of.nearestNamesake.get(end)));
      }
    }
    alike.clear();
  }

  /** What it is linked to already tells what else is like that. */
  function readPartners({ way }: WayModel, from: number, skip: Link | null): void {
    const known = neighboursOf(graph, way, from);
    for (const partner of known.subarray(0, knownPartners)) {
      if (isLink(skip, from, way, partner)) continue;
      addAlike(names, partner, 1, alike);
      for (const node of alike.nodes) {
        const likeness = alike.get(node);
        of.partnersNames.add(node, Math.max(0, likeness - of.partnersNames.get(node)));
      }
      alike.clear();
    }
  }

  /** Words of its name that lead to an end oftener than chance; its own links do not count. */
  function readWords({ way, words, wordLinks }: WayModel, from: number): void {
    const own = new Set(neighboursOf(graph, way, from));
    for (const [gram, weight] of names.gramsOf[from] ?? []) {
      const others = (wordLinks[gram] ?? 0) - own.size;
      if (others <= 0) continue;
      for (const [end, links] of words[gram] ?? []) {
        const left = own.has(end) ? links - 1 : links;
        if (left > 0) of.words.add(end, (weight * weight * left) / (others + 2));
      }
    }
  }

  function read(model: WayModel, from: number, skip: Link | null): Signals {
    const { way, trie, paths, typeShare, popular } = model;
    for (const sparse of [...Object.values(of), ...byPath, overPaths]) sparse.clear();
    while (byPath.length < paths.length) byPath.push(space());
    readNamesakes(model, from);
    readPartners(model, from, skip);
    readWords(model, from);
    walk(graph, from, trie, skip, scratch, (path, frontier) => {
      for (const [node, chance] of frontier) {
        byPath[path]?.add(node, chance);
        overPaths.add(node, Math.sqrt(chance) / (path + 3));
      }
    });
    addNearness(graph, from, skip, waiting, of.nearness);
    waiting.clear();
    const links = (node: number): number => {
      const all = degreeOf(graph, backOf(way), node);
      return skip !== null && skip.way === way && skip.to === node ? all - 1 : all;
    };
    for (const node of of.nearness.nodes)
      of.nearAndPopular.add(node, of.nearness.get(node) * Math.log(1 + links(node)));

    const chosen = new Set<number>(popular);
    const fits = (node: number): boolean => (typeShare[graph.types[node] as number] as number) > 0;
    for (const sparse of [of.namesakes, of.words, of.nearAndPopular, of.partnersNames, of.name, overPaths])
      for (const node of sparse.best(eachSignal, fits)) chosen.add(node);
    for (const known of neighboursOf(graph, way, from))
      if (!isLink(skip, from, way, known)) chosen.delete(known);
    chosen.delete(from);
    const candidates = Int32Array.from([...chosen].sort((a, b) => a - b));
    const valuesOf = (value: (node: number) => number): Float64Array => Float64Array.from(candidates, value);
    const fixed = fixedSignals.map((name) => {
      if (name === "popularity") return valuesOf((node) => Math.log(1 + links(node)));
      if (name === "type") return valuesOf((node) => typeShare[graph.types[node] as number] as number);
      return valuesOf((node) => of[name].get(node));
    });
    return {
      candidates,
      values: [...fixed, ...paths.map((_, path) => valuesOf((node) => byPath[path]?.get(node) ?? 0))],
    };
  }
  return read;
}
