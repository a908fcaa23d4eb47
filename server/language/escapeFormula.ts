/**
 * A text that no spreadsheet program takes for a formula: one that begins with = + - @ (full-width too), a tab or a line
 * end gets an apostrophe in front, which the programs show to nobody who types it. Other texts stay as they are.
 */
export const escapeFormula = (text: string): string =>
  /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
