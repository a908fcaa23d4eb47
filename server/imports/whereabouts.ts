import { type Resolution, resolveName } from "../language/names.ts";
import { type Place, shortened } from "./cells.ts";
import type { Desk } from "./desk.ts";
import type { Doubt } from "./judge.ts";

/** Where a row says that it is; null: with its owner. */
export interface Where {
  location: Place | null;
}

/**
 * Where cells say that something is: by longitude and latitude, or by the name of a park or district. A name that is not surely
 * one of them is asked, and keeps nobody out: unanswered, the entry is where its owner is.
 */
export function whereabouts({
  lists: { places },
  choices,
}: Pick<Desk, "lists" | "choices">): (written: Place | string | null) => Where & { suggests: Doubt[] } {
  const known = places.map((place) => ({ ...place, kind: "Park", aliases: [] }));
  const byId = (id: string | null | undefined): Place | null =>
    places.find((place) => place.id === id)?.location ?? null;
  const resolved = new Map<string, Resolution>();
  return (written) => {
    if (written === null || typeof written !== "string") return { location: written, suggests: [] };
    const resolution = resolved.get(written) ?? resolveName(written, known);
    resolved.set(written, resolution);
    if ("found" in resolution) return { location: byId(resolution.found.id), suggests: [] };
    const name = `地点“${shortened(written)}”`;
    const near = "doubtful" in resolution ? resolution.doubtful : [];
    const candidates = near.map(({ id, kind, name: own }) => ({ id, kind, name: own }));
    return { location: byId(choices[name]), suggests: [{ name, candidates, optional: true }] };
  };
}
