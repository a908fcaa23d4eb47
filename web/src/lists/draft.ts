import { newMutationId } from "../graphql/mutationId.ts";

/** What a form keeps in the browser while it is being filled in. */
export interface Draft<V> {
  values: V;
  /** The version of the entry that the values rest on; absent for a new entry. */
  version?: number;
  /** When it was last changed, ms since 1970. */
  savedAt: number;
  /** Key of the write that was last tried, and exactly what it carried. */
  attempt?: { id: string; content: string };
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keyOf = (name: string): string => `lianmeng.draft.${name}`;

/** Reads a draft; undefined when there is none or it cannot be read. */
export function readDraft<V>(store: Store, name: string): Draft<V> | undefined {
  try {
    const text = store.getItem(keyOf(name));
    const draft = text ? (JSON.parse(text) as Draft<V>) : undefined;
    return draft && typeof draft.values === "object" && draft.values !== null ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft; a full or forbidden store only loses the draft, never the form. */
export function writeDraft<V>(store: Store, name: string, draft: Draft<V>): void {
  try {
    store.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // Private windows and full disks: what was typed still stands in the form.
  }
}

export function dropDraft(store: Store, name: string): void {
  try {
    store.removeItem(keyOf(name));
  } catch {
    // As above.
  }
}

/**
 * The key for trying to save this content: the same as before when nothing changed since, so that an answer that got
 * lost does not make the entry twice.
 */
export function attemptFor(
  before: Draft<unknown>["attempt"],
  content: string,
): { id: string; content: string } {
  return before?.content === content ? before : { id: newMutationId(), content };
}
