import { useSyncExternalStore } from "react";

/** Whether the window is as narrow as a phone (below 768 px). */
export function usePhone(): boolean {
  return useMedia("(max-width: 767px)");
}

/** Whether a media query holds now; follows changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
