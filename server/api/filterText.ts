import { badInput } from "../errors.ts";
import { normalizeText } from "../language/words.ts";

const longest = 100;

/** What somebody typed to find things: one spelling, lower case; null when nothing is left. @throws BAD_INPUT over 100 characters. */
export function filterText(text: string | null | undefined, ...path: string[]): string | null {
  if (text == null) return null;
  if (text.length > longest) throw badInput(`查找的文字最多 ${longest} 个字，请缩短后再查。`, ...path);
  const clean = normalizeText(text).toLowerCase();
  return clean === "" ? null : clean;
}
