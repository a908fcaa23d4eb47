import type { RequestHandler } from "express";

export interface OverloadLimits {
  /** Requests that run at once; as many as the pool has connections. */
  running: number;
  /** Requests that wait for their turn; more are refused at once. */
  waiting: number;
  /** Longest wait for a turn, ms: whoever waits longer would not be answered in time. */
  patienceMs: number;
}

export interface Turnstile {
  /** Lets requests through in their order, or answers 503 with Retry-After. */
  handler: RequestHandler;
  state(): { running: number; waiting: number; refused: number };
}

export const defaultOverloadLimits: OverloadLimits = { running: 48, waiting: 400, patienceMs: 1500 };

/**
 * Bounds the work in progress: beyond it a request waits for a short while, beyond that it is told to come back, at
 * once. So a queue never grows longer than what can be answered in time, and memory stays bounded.
 */
export function createTurnstile(limits: OverloadLimits = defaultOverloadLimits): Turnstile {
  const queue = new Set<() => void>();
  let running = 0;
  let refused = 0;

  const leave = (): void => {
    running -= 1;
    const [next] = queue;
    if (!next) return;
    queue.delete(next);
    next();
  };

  const handler: RequestHandler = (_request, response, next) => {
    const enter = (): void => {
      running += 1;
      let left = false;
      response.once("close", () => {
        if (!left) leave();
        left = true;
      });
      next();
    };
    const refuse = (): void => {
      refused += 1;
      response.setHeader("retry-after", String(1 + Math.floor(Math.random() * 3)));
      const message = "系统正忙，这次操作没有执行。请过几秒重试。";
      response.status(503).json({ errors: [{ message, extensions: { code: "OVERLOADED" } }] });
    };
    if (running < limits.running) return enter();
    if (queue.size >= limits.waiting) return refuse();
    const timer = setTimeout(() => {
      queue.delete(turn);
      refuse();
    }, limits.patienceMs);
    const turn = (): void => {
      clearTimeout(timer);
      response.off("close", forget);
      enter();
    };
    const forget = (): void => {
      clearTimeout(timer);
      queue.delete(turn);
    };
    queue.add(turn);
    response.once("close", forget);
  };
  return { handler, state: () => ({ running, waiting: queue.size, refused }) };
}
