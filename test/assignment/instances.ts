import type { Problem } from "../../server/assignment/problem.ts";

/** Numbers in 0..1 that look like chance and are the same every time: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A list as it comes: most needs are after the same popular offers, offers serve one to four, and most providers have more than
 * one offer. The more needs say how much they want, the harder the packing.
 * @param size.counted share of the needs that say how much they want; one in ten when absent
 */
export function wholeList(size: {
  needs: number;
  offers: number;
  each: number;
  seed: number;
  counted?: number;
}): Problem {
  const random = chance(size.seed);
  const needs = Array.from({ length: size.needs }, (_, at) => ({
    id: `need-${String(at).padStart(5, "0")}`,
    quantity: random() < (size.counted ?? 0.1) ? 1 + Math.floor(random() * 5) : null,
    unit: "人",
  }));
  const offers = Array.from({ length: size.offers }, (_, at) => ({
    id: `offer-${String(at).padStart(5, "0")}`,
    providerId: `provider-${Math.floor(random() * size.offers * 0.4)}`,
    remaining: random() < 0.9 ? 1 + Math.floor(random() * 4) : null,
    unit: random() < 0.9 ? "人" : "场",
  }));
  const candidates = needs.flatMap(({ id }) => {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(size.each, size.offers))
      chosen.add(Math.floor(random() ** 2 * size.offers));
    return [...chosen].map((at) => ({
      needId: id,
      offerId: offers[at]?.id ?? "",
      score: Math.round((40 + 50 * random() * (1 - at / size.offers / 2)) * 10) / 10,
    }));
  });
  return {
    needs,
    offers,
    candidates,
    rules: { providersPerNeed: 2, fairShare: 2, penalty: 10, mostPerProvider: null },
  };
}
