import { tidyText, words } from "../language/words.ts";

// Who said it, at the front: up to a colon, or up to a verb of reporting and its comma.
const reported = /^[^，。；：:]{0,20}(?:反映|提出|表示|反馈|转达|收集|了解到|称)[：:，,]\s*/u;
const speaker = /^[^，。；：:]{1,12}[：:]\s*/u;
const bracketed = /[（(][^（）()]*[）)]/gu;
const aside = /\p{Number}/u;
/** Clauses of at most this many characters with a figure in them say how many or how long, not what. */
const longestAside = 14;

/**
 * What a raw need is about, without what lists put around it: who said it, contacts in brackets, short clauses of
 * figures. Never empty for a text that is not: what would leave nothing stays as it was.
 */
export function coreOf(text: string): string {
  const tidy = tidyText(text);
  const plain = tidy.replace(bracketed, "").replace(reported, "").replace(speaker, "");
  const clauses = plain.split(/[，。；,;]/u).filter((clause) => clause.trim() !== "");
  const kept = clauses.filter((clause) => !(aside.test(clause) && clause.length <= longestAside));
  return (kept.length > 0 ? kept : clauses).join("，").trim() || tidy;
}

/** The words of a need that can tell it from others: no figures. */
export const tellingWords = (core: string): string[] =>
  words(core).filter((word) => !/^\p{Number}+$/u.test(word));
