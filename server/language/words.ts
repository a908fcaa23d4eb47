import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { stopWords } from "./stopWords.ts";

const jieba = Jieba.withDict(dict);
const meaningful = /[\p{Letter}\p{Number}]/u;
// Words come from one line of a list; a pasted document must not become a query of ten thousand clauses.
const longestSegmented = 4000;

/**
 * One spelling for what users type: compatibility forms folded (full-width letters, digits and signs to half-width,
 * NFKC), invisible signs dropped, control characters and runs of white space to one space, trimmed. Case is kept.
 */
export const normalizeText = (text: string): string =>
  text
    .replace(/\p{Format}/gu, "")
    .normalize("NFKC")
    .replace(/[\p{Control}\s]+/gu, " ")
    .trim();

/**
 * A text as it is embedded: like `normalizeText`, but Chinese punctuation stays as it is, because the model was trained
 * on it and reads "，" otherwise than ",".
 */
export const tidyText = (text: string): string =>
  text
    .replace(/\p{Format}/gu, "")
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => sign.normalize("NFKC"))
    .replace(/[\p{Control}\s]+/gu, " ")
    .trim();

/**
 * Words of a text for search, in order, without repetition: jieba in search mode (long words also give their parts),
 * lower case, stop words and punctuation dropped. Only the first 4,000 characters are read.
 */
export const words = (text: string): string[] => {
  const cut = jieba.cutForSearch(normalizeText(text).slice(0, longestSegmented).toLowerCase(), true);
  return [...new Set(cut.map((word) => word.trim()))].filter(
    (word) => meaningful.test(word) && !stopWords.has(word),
  );
};

/** A Lucene term or phrase that matches `word` literally: every character of Lucene's syntax is escaped. */
export const escapeLucene = (word: string): string => word.replace(/[+\-!(){}[\]^"~*?:\\/&|]/g, "\\$&");

/**
 * A Lucene query that any of the words satisfies. Each is a quoted phrase, so that `AND`, `OR` and `NOT` are words
 * and the `cjk` analyzer's bigrams must stand together. Empty for no words: then do not search.
 */
export const luceneQuery = (terms: readonly string[], limit = 64): string =>
  terms
    .slice(0, limit)
    .map((term) => `"${escapeLucene(term)}"`)
    .join(" ");
