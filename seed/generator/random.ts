/** A stream of pseudo-random numbers: equal seeds and names give equal streams on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** A new list in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/**
 * Opens the stream of one part of the generator. Each part has its own name, so that a change in one does not move
 * the numbers of another. sfc32 (Chris Doty-Humphrey's PractRand), seeded by FNV-1a of `seed:name`.
 */
export function randomStream(seed: number, name: string): Random {
  const next = sfc32(`${seed}:${name}`);
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(next() * list.length)];
    if (chosen === undefined) throw new Error("nothing to pick from");
    return chosen;
  };
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    // Box-Muller; 1 - u keeps the logarithm away from zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (list) => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = between(0, i);
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}

function sfc32(key: string): () => number {
  let [a, b, c, counter] = [0, 1, 2, 3].map((salt) => fnv1a(`${salt}:${key}`)) as [
    number,
    number,
    number,
    number,
  ];
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i += 1) draw();
  return draw;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
