import { useQueryClient } from "@tanstack/react-query";

/** Reads the queries of these names anew: after a form has changed what they show. */
export function useRefresh(names: readonly string[]): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => Promise.all(names.map((name) => cache.invalidateQueries({ queryKey: [name] })));
}
