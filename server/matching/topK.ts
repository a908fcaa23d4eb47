/** Keeps the k best of many scored numbers: a binary heap whose root is the least of them. */
export interface TopK {
  /** Score that a newcomer must reach: −∞ until k are kept, ∞ for k = 0. */
  floor(): number;
  /** Whether it is kept, for now: what is refused once is refused ever after. */
  offer(item: number, score: number): boolean;
  /** Best first. */
  sorted(): { item: number; score: number }[];
}

/** @param before tells which of two items of equal score comes first, so that the answer never depends on the order of offers. */
export function createTopK(k: number, before: (a: number, b: number) => boolean): TopK {
  const items: number[] = [];
  const scores: number[] = [];
  const worse = (item: number, score: number, than: number, thanScore: number): boolean =>
    score !== thanScore ? score < thanScore : before(than, item);

  const place = (at: number, item: number, score: number): void => {
    items[at] = item;
    scores[at] = score;
  };
  const rise = (item: number, score: number): void => {
    let at = items.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const [aboveItem, aboveScore] = [items[above] as number, scores[above] as number];
      if (!worse(item, score, aboveItem, aboveScore)) break;
      place(at, aboveItem, aboveScore);
      at = above;
    }
    place(at, item, score);
  };
  const sink = (item: number, score: number): void => {
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      const right = child + 1;
      if (
        right < items.length &&
        worse(
          items[right] as number,
          scores[right] as number,
          items[child] as number,
          scores[child] as number,
        )
      )
        child = right;
      if (!worse(items[child] as number, scores[child] as number, item, score)) break;
      place(at, items[child] as number, scores[child] as number);
      at = child;
    }
    place(at, item, score);
  };

  return {
    floor: () => (items.length < k ? Number.NEGATIVE_INFINITY : (scores[0] ?? Number.POSITIVE_INFINITY)),
    offer: (item, score) => {
      if (items.length < k) rise(item, score);
      else if (k > 0 && worse(items[0] as number, scores[0] as number, item, score)) sink(item, score);
      else return false;
      return true;
    },
    sorted: () =>
      items
        .map((item, at) => ({ item, score: scores[at] as number }))
        .sort((a, b) => (worse(a.item, a.score, b.item, b.score) ? 1 : -1)),
  };
}
