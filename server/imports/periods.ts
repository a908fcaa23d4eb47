/** Half-open days `[since, until)` of one post or membership; null: as far back as we know, still. */
export interface Period {
  since: string | null;
  until: string | null;
}

const begins = ({ since }: Period): string => since ?? "";
const ends = ({ until }: Period): string => until ?? "9999-12-31";

/** Whether two of them share a day. */
export const overlap = (a: Period, b: Period): boolean => begins(a) < ends(b) && begins(b) < ends(a);

/** Whether `next` takes over from `before`: that one was still open when this one began. */
export const takesOver = (next: Period, before: Period): boolean =>
  before.until === null && begins(before) < begins(next);

/**
 * What `next` is to the periods there are: the same as one of them, a successor that ends the open one, in the way of
 * one, or new.
 */
export function placeOf<P extends Period>(
  next: Period,
  there: readonly P[],
  same: (one: P) => boolean,
): { same: P } | { conflict: P } | { ends: P | null } {
  const twin = there.find((one) => same(one) && one.since === next.since && one.until === next.until);
  if (twin) return { same: twin };
  const touched = there.filter((one) => overlap(next, one));
  const conflict = touched.find((one) => !takesOver(next, one));
  if (conflict) return { conflict };
  return { ends: touched[0] ?? null };
}
