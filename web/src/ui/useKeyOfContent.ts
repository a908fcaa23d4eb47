import { useRef } from "react";
import { newMutationId } from "../graphql/mutationId.ts";

/** One key for one content as long as the form is there, as drafts of entries have it: sent twice, it is done once. */
export function useKeyOfContent(): (content: unknown) => string {
  const sent = useRef<{ key: string; content: string }>(undefined);
  return (content) => {
    const text = JSON.stringify(content);
    if (sent.current?.content !== text) sent.current = { key: newMutationId(), content: text };
    return sent.current.key;
  };
}
