import type { ApiContext } from "../api/context.ts";
import { checkFirst } from "../api/page.ts";
import { badInput } from "../errors.ts";
import { escapeLucene, normalizeText } from "../language/words.ts";
import { drawnKinds } from "./kinds.ts";
import { searchQuery } from "./queries.ts";
import { type GraphNodeParent, toNode } from "./subgraph.ts";

export interface SearchHitRow {
  node: GraphNodeParent;
  matchedOn: string;
  excerpt: string | null;
}

const longest = 100;
const mostHits = 50;

/** Every word as a phrase that must occur: the `cjk` analyzer's bigrams stand together. Null for no words. */
function allPhrases(text: string): string | null {
  const words = text.split(" ").filter((word) => /[\p{Letter}\p{Number}]/u.test(word));
  return words.length === 0 ? null : words.map((word) => `"${escapeLucene(word)}"`).join(" AND ");
}

/** Pinyin and initials are kept as lower-case letters and digits; null when something else was typed. */
function latinOf(text: string): string | null {
  const latin = text.toLowerCase().replace(/[\s'’-]/g, "");
  return /^[a-z0-9]+$/.test(latin) ? latin : null;
}

/** Suggestions for what somebody typed, best first; none for an empty text. One statement. @throws BAD_INPUT, LIMIT */
export async function search(
  context: ApiContext,
  args: { text: string; kinds?: readonly string[] | null | undefined; first?: number | null | undefined },
): Promise<SearchHitRow[]> {
  const first = checkFirst(args.first, 10, mostHits);
  if (args.text.length > longest) throw badInput(`查找的文字最多 ${longest} 个字，请缩短后再查。`, "text");
  const text = normalizeText(args.text);
  if (text === "" || first === 0) return [];
  const rows = await context.run(searchQuery, {
    kinds: drawnKinds,
    text,
    code: text.toUpperCase(),
    latin: latinOf(text),
    lucene: allPhrases(text),
    only: args.kinds?.length ? [...args.kinds] : null,
    first,
  });
  return rows.map((row) => ({ ...row, node: toNode(row.node) }));
}
