/** How alike two needs are: row-major n × n, symmetric; the diagonal is not read. */
export interface Likeness {
  size: number;
  of: Float64Array;
}

/**
 * Groups by average linkage: two groups join while the mean likeness of their pairs is at least `threshold`. `pins[i]`
 * names the group that somebody put need i into, null where nobody did: needs of one pin stand together, needs of two
 * pins never do. Returns for each need the least index of its group.
 *
 * Nearest-neighbour chain (Benzécri 1982; Murtagh 1983) with the update of Lance and Williams: time and memory grow with
 * the square of n. Average linkage is reducible, so joining mutual neighbours in any order gives the groups that joining
 * the most alike first would; the least index breaks ties, so equal input gives equal groups.
 */
export function clusterNeeds(
  likeness: Likeness,
  threshold: number,
  pins: readonly (string | null)[],
): number[] {
  const n = likeness.size;
  const of = Float64Array.from(likeness.of);
  const parent = Array.from({ length: n }, (_, i) => i);
  const sizes = new Float64Array(n).fill(1);
  const live = new Set(parent);
  const join = (a: number, b: number): number => {
    const [kept, gone] = a < b ? [a, b] : [b, a];
    const [m, k] = [sizes[kept] as number, sizes[gone] as number];
    for (const c of live) {
      if (c === kept || c === gone) continue;
      const mean = (m * (of[kept * n + c] as number) + k * (of[gone * n + c] as number)) / (m + k);
      of[kept * n + c] = mean;
      of[c * n + kept] = mean;
    }
    sizes[kept] = m + k;
    live.delete(gone);
    parent[gone] = kept;
    return kept;
  };
  standTogether(pins, join);
  keepApart(pins, live, of, n);
  joinNeighbours(live, of, n, threshold, join);
  return parent.map((_, i) => rootOf(parent, i));
}

type Join = (a: number, b: number) => number;

function rootOf(parent: readonly number[], start: number): number {
  let at = start;
  while (parent[at] !== at) at = parent[at] as number;
  return at;
}

function standTogether(pins: readonly (string | null)[], join: Join): void {
  const first = new Map<string, number>();
  pins.forEach((pin, at) => {
    if (pin === null) return;
    const known = first.get(pin);
    first.set(pin, known === undefined ? at : join(known, at));
  });
}

/** What is minus infinity stays so in every mean: no group with one of the two ever takes in the other. */
function keepApart(
  pins: readonly (string | null)[],
  live: ReadonlySet<number>,
  of: Float64Array,
  n: number,
): void {
  const pinned = [...live].filter((at) => pins[at] !== null);
  for (const a of pinned) for (const b of pinned) if (a !== b) of[a * n + b] = Number.NEGATIVE_INFINITY;
}

function joinNeighbours(live: Set<number>, of: Float64Array, n: number, threshold: number, join: Join): void {
  // One chain of nearest neighbours after another: likeness rises along it, so it ends in two that are each other's.
  let chain: number[] = [];
  for (;;) {
    const top = chain.at(-1) ?? live.values().next().value;
    if (top === undefined) return;
    const before = chain.at(-2);
    let nearest = before;
    let most = before === undefined ? Number.NEGATIVE_INFINITY : (of[top * n + before] as number);
    for (const other of live) {
      const alike = of[top * n + other] as number;
      if (other !== top && alike > most) [nearest, most] = [other, alike];
    }
    if (nearest === undefined || most < threshold) {
      // Nothing is near enough, now or later: what is joined elsewhere comes no nearer.
      live.delete(top);
      chain = [];
    } else if (nearest === before) {
      join(top, nearest);
      // A mean may round to a hair above what it is the mean of: what is left of the chain need not hold any more.
      chain = [];
    } else {
      chain = chain.length === 0 ? [top, nearest] : [...chain, nearest];
    }
  }
}
