import { pinyin } from "pinyin-pro";

// Names mix Chinese with digits and Latin letters ("5G产业园"): what is not Chinese stays as typed, in lower case.
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");

/** Pinyin of a name without tones or gaps, for search: `铜梁高新区` → `tonglianggaoxinqu`. */
export const pinyinOf = (name: string): string =>
  squeeze(pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true }).join(""));

/** First letters of a name's pinyin: `铜梁高新区` → `tlgxq`; digits and Latin letters are kept whole. */
export const pinyinInitialsOf = (name: string): string =>
  squeeze(
    pinyin(name, { pattern: "first", toneType: "none", type: "array", nonZh: "consecutive", v: true }).join(
      "",
    ),
  );
