import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { firstWords } from "../../ui/format.ts";
import { namesDocument } from "./documents.ts";

/** What places and records are called, as far as the viewer may see them. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const sorted = [...new Set(ids)].sort().slice(0, 200);
  const answer = useQueryDocument(
    namesDocument,
    { ids: sorted },
    { enabled: sorted.length > 0, keepPrevious: true },
  );
  return new Map(
    (answer.data?.nodes ?? []).flatMap((node) => {
      if (!node) return [];
      const name =
        "name" in node ? node.name : "text" in node ? (node.title ?? firstWords(node.text)) : undefined;
      return name ? [[node.id, name] as const] : [];
    }),
  );
}
