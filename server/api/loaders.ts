import DataLoader from "dataloader";
import type { ApiContext } from "./context.ts";

/** Batches what one request asks for; the definition lives in a module, the loader in the request. */
export interface Loader<K, V> {
  load(context: ApiContext, key: K): Promise<V>;
}

/**
 * Defines a batched look-up. `batch` answers all keys of a tick with one statement, in their order. Keys that are no
 * strings are told apart by `cacheKey`.
 */
export function defineLoader<K, V>(
  batch: (context: ApiContext, keys: readonly K[]) => Promise<ArrayLike<V>>,
  cacheKey: (key: K) => string = String,
): Loader<K, V> {
  const identity = {};
  return {
    load: (context, key) => {
      let loader = context.loaders.get(identity) as DataLoader<K, V, string> | undefined;
      if (!loader) {
        loader = new DataLoader<K, V, string>((keys) => batch(context, keys), {
          cacheKeyFn: cacheKey,
          maxBatchSize: 1000,
        });
        context.loaders.set(identity, loader);
      }
      return loader.load(key);
    },
  };
}

/** A look-up of one row by its id; null where the statement gave none. */
export function loadById<V extends { id: string }>(
  read: (context: ApiContext, ids: string[]) => Promise<V[]>,
): Loader<string, V | null> {
  return defineLoader(async (context, ids) => {
    const found = new Map((await read(context, [...ids])).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** A look-up of the many rows that belong to one key, in the statement's order. */
export function loadMany<V extends { of: string }>(
  read: (context: ApiContext, ids: string[]) => Promise<V[]>,
): Loader<string, V[]> {
  return defineLoader(async (context, ids) => {
    const groups = new Map<string, V[]>(ids.map((id) => [id, []]));
    for (const row of await read(context, [...ids])) groups.get(row.of)?.push(row);
    return ids.map((id) => groups.get(id) ?? []);
  });
}

/** A whole list, read once a request for its rows and their number alike; the key is what narrows it. */
export function loadWhole<K extends object, V>(
  read: (context: ApiContext, key: K) => Promise<V[]>,
): Loader<K, V[]> {
  return defineLoader(
    (context, keys) => Promise.all(keys.map((key) => read(context, key))),
    (key) => JSON.stringify(key),
  );
}

/** A look-up of one page a key: keys asked with the same page arguments share one statement. */
export interface PageKey<P> {
  id: string;
  page: P;
}

export function loadPages<P extends object, V extends { of: string }>(
  read: (context: ApiContext, ids: string[], page: P) => Promise<V[]>,
): Loader<PageKey<P>, V | undefined> {
  return defineLoader(
    async (context, keys) => {
      const byPage = new Map<string, PageKey<P>[]>();
      for (const key of keys) {
        const page = JSON.stringify(key.page);
        byPage.set(page, [...(byPage.get(page) ?? []), key]);
      }
      const found = new Map<PageKey<P>, V>();
      for (const group of byPage.values()) {
        const [first] = group;
        if (!first) continue;
        const rows = await read(
          context,
          group.map((key) => key.id),
          first.page,
        );
        const rowOf = new Map(rows.map((row) => [row.of, row]));
        for (const key of group) {
          const row = rowOf.get(key.id);
          if (row) found.set(key, row);
        }
      }
      return keys.map((key) => found.get(key));
    },
    (key) => JSON.stringify(key),
  );
}
