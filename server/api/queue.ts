import { AppError } from "../errors.ts";

export interface QueueLimits {
  atOnce: number;
  waiting: number;
}

/**
 * Lets few pieces of heavy work run at once and some wait, in their order; the returned function runs one.
 * @throws OVERLOADED with the sentence when too many wait
 */
export function createQueue({ atOnce, waiting }: QueueLimits, sentence: string) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else {
      if (queue.length >= waiting) throw new AppError("OVERLOADED", sentence);
      // Whoever leaves hands on the place.
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
