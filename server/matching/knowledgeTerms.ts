/**
 * Character bigrams of Chinese text with inverse document frequencies: the part of likeness that needs no model, and
 * the part that a model of short vectors blurs (体检 against 培训).
 */

/** Inverse document frequency of each bigram of a text collection, ln(texts / texts with it). */
export interface TermSpace {
  idf: ReadonlyMap<string, number>;
  /** Frequency weight of a bigram the collection never showed: as rare as it can be. */
  unseen: number;
}

/** Texts as unit vectors over bigrams, by bigram: which text has it with what component. */
export interface TermIndex {
  space: TermSpace;
  size: number;
  postings: ReadonlyMap<string, readonly { text: number; weight: number }[]>;
}

/** The distinct bigrams of letters and digits of a text; none crosses punctuation or white space. */
export const bigrams = (text: string): Set<string> => {
  const found = new Set<string>();
  for (const run of text.match(/[\p{Script=Han}A-Za-z0-9]+/gu) ?? [])
    for (let i = 0; i + 2 <= run.length; i++) found.add(run.slice(i, i + 2));
  return found;
};

export const termSpace = (texts: readonly string[]): TermSpace => {
  const having = new Map<string, number>();
  for (const text of texts) for (const term of bigrams(text)) having.set(term, (having.get(term) ?? 0) + 1);
  const idf = new Map([...having].map(([term, count]) => [term, Math.log(texts.length / count)]));
  return { idf, unseen: Math.log(texts.length + 1) };
};

const unitTerms = (space: TermSpace, text: string): Map<string, number> => {
  const weights = new Map<string, number>();
  let squares = 0;
  for (const term of bigrams(text)) {
    const idf = space.idf.get(term);
    if (idf === undefined) continue;
    weights.set(term, idf);
    squares += idf * idf;
  }
  const length = Math.sqrt(squares) || 1;
  for (const [term, weight] of weights) weights.set(term, weight / length);
  return weights;
};

export const termIndex = (space: TermSpace, texts: readonly string[]): TermIndex => {
  const postings = new Map<string, { text: number; weight: number }[]>();
  texts.forEach((text, at) => {
    for (const [term, weight] of unitTerms(space, text)) {
      const list = postings.get(term);
      if (list) list.push({ text: at, weight });
      else postings.set(term, [{ text: at, weight }]);
    }
  });
  return { space, size: texts.length, postings };
};

/** Cosine over bigrams, 0..1, of a text with every text of the index. */
export const termSimilarities = (index: TermIndex, text: string): Float64Array => {
  const similar = new Float64Array(index.size);
  for (const [term, weight] of unitTerms(index.space, text))
    for (const hit of index.postings.get(term) ?? [])
      similar[hit.text] = (similar[hit.text] ?? 0) + weight * hit.weight;
  return similar;
};

/** Share, 0..1, of a need's bigrams (rare ones count more) that an offer's text repeats. */
export const termOverlap = (space: TermSpace, need: string, offer: string): number => {
  const offered = bigrams(offer);
  let all = 0;
  let shared = 0;
  for (const term of bigrams(need)) {
    const weight = space.idf.get(term) ?? space.unseen;
    all += weight;
    if (offered.has(term)) shared += weight;
  }
  return all === 0 ? 0 : shared / all;
};
