/**
 * Has the first run of each statement go alone. The database plans a statement that it has not seen in each of the
 * transactions that ask for it at once; after a start, when a dozen people ask for the same list, that takes a dozen
 * times the work, and the first answer comes that much later.
 */
export interface FirstRuns {
  /** Runs `work` for a statement: at once where it has run before, else behind the one that runs first. */
  pass<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** The database was lost: what it has planned is forgotten with it. */
  forget(): void;
}

/** @param patienceMs nobody waits longer: the first run may itself wait for a lock that the one behind it holds. */
export function trackFirstRuns(patienceMs: number): FirstRuns {
  const known = new Set<string>();
  const leading = new Map<string, Promise<void>>();

  async function lead<T>(name: string, work: () => Promise<T>): Promise<T> {
    const running = work();
    const ended = running.then(
      () => void known.add(name),
      () => undefined,
    );
    leading.set(name, ended);
    try {
      return await running;
    } finally {
      if (leading.get(name) === ended) leading.delete(name);
    }
  }

  return {
    pass: async (name, work) => {
      const until = Date.now() + patienceMs;
      for (let first = leading.get(name); !known.has(name); first = leading.get(name)) {
        if (!first) return lead(name, work);
        const left = until - Date.now();
        if (left <= 0) break;
        await withinMs(first, left);
      }
      return work();
    },
    forget: () => known.clear(),
  };
}

async function withinMs(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    promise,
    new Promise<void>((wake) => {
      timer = setTimeout(wake, ms);
    }),
  ]);
  clearTimeout(timer);
}
