/** What to say of a list that is cut: `共 312 个联盟，这里列出前 200 个`; undefined where all of it is there. */
export const cutWords = (shown: number, total: number, unit: string, things: string): string | undefined =>
  total > shown ? `共 ${total} ${unit}${things}，这里列出前 ${shown} ${unit}` : undefined;

/** The same as the last line of a select, which cannot be chosen: none where all options are there. */
export function cutOption(shown: number, total: number, unit: string, things: string): CutOption[] {
  const label = cutWords(shown, total, unit, things);
  return label ? [{ value: "cut", label, disabled: true }] : [];
}

export interface CutOption {
  value: string;
  label: string;
  disabled: true;
}
