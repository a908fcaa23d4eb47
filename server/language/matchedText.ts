import { tidyText } from "./words.ts";

/** The text of a need as it is embedded. */
export const needText = (text: string): string => tidyText(text);

/**
 * The text of an offer as it is embedded: "category：text", or the text alone without a category. Whoever writes an
 * offer's `embedding` makes it of this.
 */
export const offerText = (text: string, category: string | null): string =>
  tidyText(category ? `${category}：${text}` : text);
