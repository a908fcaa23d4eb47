import { countText } from "./format.ts";

export interface CountProps {
  /** A total and how many of it are examples; nothing is said while it is not known. */
  of: { totalCount: number; exampleCount: number } | undefined;
  unit?: string;
}

/** A figure of records, the real ones and the examples apart: `36 + 示例 32`. */
export function Count({ of, unit }: CountProps) {
  return of ? (
    <span style={{ fontVariantNumeric: "tabular-nums" }}>
      {countText(of.totalCount, of.exampleCount, unit)}
    </span>
  ) : null;
}
