import { useSyncExternalStore } from "react";

/** Whether the window is as narrow as a phone (below 768 px). */
export function usePhone(): boolean {
  return useMedia("(max-width: 767px)");
}

const calmQuery = "(prefers-reduced-motion: reduce)";

/** Whether this person's system asks for stillness: then nothing slides, fades or glides. */
export function useCalm(): boolean {
  return useMedia(calmQuery);
}

/** The same, asked once, outside of components. */
export const isCalm = (): boolean => matchMedia(calmQuery).matches;

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
