import neo4j, { type Driver } from "neo4j-driver";
import { AppError } from "../errors.ts";
import type { GraphSettings } from "./connection.ts";
import { isPanic, toAppError } from "./failures.ts";

/** Rows that travel at once: ten times as many gain little, a tenth costs half as much again. */
export const fetchSize = 1000;

/** One call under its deadline, with the driver it runs on. */
export interface Call {
  driver: Driver;
  /** Milliseconds it may take in all. */
  ms: number;
  /** Instant at which it is overdue, ms since 1970. */
  until: number;
  overdue: boolean;
}

export interface Pool {
  /**
   * Runs `work` and rejects with TIMEOUT after `ms`, whatever the database does. Failures a person can act on become
   * `AppError`s.
   */
  underDeadline<T>(ms: number, work: (call: Call) => Promise<T>): Promise<T>;
  /** Calls under way, each on one connection, and how many connections there may be. */
  use(): { busy: number; size: number };
  /** Calls still under way end with UNAVAILABLE. */
  close(): Promise<void>;
}

/** A pool of connections that is replaced when the database has fallen silent on all of them. */
export function openPool(settings: GraphSettings, deadlineMs: number): Pool {
  let driver = openDriver(settings, deadlineMs);
  let answeredAt = 0;
  let busy = 0;
  const size = settings.maxPoolSize ?? 50;
  // Of the calls under way: a promise of the pool's own would keep every result that was ever raced against it.
  const breakOff = new Set<(error: AppError) => void>();

  /**
   * A frozen database never answers on its connections, not even once it is back behind another network: new calls get a
   * new driver. The old one is closed when every call on it has ended or met its own deadline. Where other calls were
   * answered meanwhile only this one was slow, and the connections are good.
   */
  const replace = (silent: Driver, since: number): void => {
    if (driver !== silent || answeredAt > since) return;
    driver = openDriver(settings, deadlineMs);
    setTimeout(() => silent.close().catch(() => undefined), deadlineMs).unref();
  };

  return {
    underDeadline: async (ms, work) => {
      const began = Date.now();
      const call: Call = { driver, ms, until: began + ms, overdue: false };
      let timer: NodeJS.Timeout | undefined;
      let end: (error: AppError) => void = () => undefined;
      busy += 1;
      const overdue = new Promise<never>((_, reject) => {
        end = reject;
        breakOff.add(end);
        timer = setTimeout(() => {
          call.overdue = true;
          replace(call.driver, began);
          reject(new AppError("TIMEOUT", "数据库没有在规定时间内回应，本次操作没有得到确认。请稍后重试。"));
        }, ms);
      });
      try {
        const result = await Promise.race([work(call), overdue]);
        answeredAt = Date.now();
        return result;
      } catch (error) {
        if (isPanic(error)) settings.onPanic?.();
        throw toAppError(error);
      } finally {
        busy -= 1;
        breakOff.delete(end);
        clearTimeout(timer);
      }
    },
    use: () => ({ busy, size }),
    close: () => {
      // On a connection closed by oneself the driver leaves a call waiting for an answer that never comes.
      for (const end of breakOff)
        end(new AppError("UNAVAILABLE", "服务正在停止，本次操作没有得到确认。请稍后重试。"));
      return driver.close();
    },
  };
}

function openDriver(settings: GraphSettings, deadlineMs: number): Driver {
  return neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: settings.maxPoolSize ?? 50,
    connectionAcquisitionTimeout: deadlineMs,
    connectionTimeout: Math.min(5000, deadlineMs),
    maxTransactionRetryTime: deadlineMs,
    userAgent: "lianmeng",
    fetchSize,
  });
}
