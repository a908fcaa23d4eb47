/** How often and how long a call is tried again. */
export interface RetryLimits {
  /** Tries in all, the first included. */
  attempts: number;
  /** First pause in ms; doubled each time, and a random part of it is taken so that clients do not come in step. */
  pauseMs: number;
  /** Longest pause in ms; 1,000 when absent. */
  longestMs?: number;
  /** Instant (ms since 1970) after which nothing is tried again. */
  until: number;
}

/**
 * Runs `work` again while `mayRepeat` says that its failure passes and that nothing of it has happened. Rejects with the
 * last failure.
 */
export async function withRetries<T>(
  limits: RetryLimits,
  mayRepeat: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const pause = jittered(Math.min(limits.longestMs ?? 1000, limits.pauseMs * 2 ** (attempt - 1)));
      if (attempt >= limits.attempts || Date.now() + pause > limits.until || !mayRepeat(error)) throw error;
      await sleep(pause);
    }
  }
}

/** Between half of `ms` and the whole of it. */
export const jittered = (ms: number): number => ms * (0.5 + Math.random() / 2);

export const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
