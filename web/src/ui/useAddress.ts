import { useSearchParams } from "react-router";

/**
 * What the address says behind its `?`, and changing it in place: an empty value takes the key away. Filters live there,
 * so that a view has a link of its own.
 */
export function useAddress(): [URLSearchParams, (changes: Record<string, string>) => void] {
  const [params, setParams] = useSearchParams();
  const put = (changes: Record<string, string>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value) after.set(key, value);
          else after.delete(key);
        }
        return after;
      },
      { replace: true },
    );
  return [params, put];
}
