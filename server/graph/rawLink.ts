import neo4j, { type Driver, type Record as Row } from "neo4j-driver";
import type { GraphSettings } from "./connection.ts";
import { toAppError } from "./failures.ts";

/** A connection for archives: integers as they are, rows one by one, no deadline. All sessions go to the leader. */
export interface RawLink {
  /**
   * Hands every row's values to `onRow`, in the order of the statement's RETURN. Ends early, without an error and with
   * `false`, when aborted.
   */
  stream(text: string, onRow: (values: unknown[]) => void, signal?: AbortSignal): Promise<boolean>;
  /** Runs one statement in a transaction of its own and returns its rows. */
  run(text: string, params?: Record<string, unknown>): Promise<Record<string, unknown>[]>;
  /** The last transaction that has ended: equal bookmarks mean that nothing was written between. */
  bookmark(): Promise<string>;
  /** Runs `work` while `text` has been run in a transaction that is taken back afterwards: for its locks. */
  whileHolding<T>(text: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a link to the database. Failures that a person can act on are `AppError`s. */
export function openRawLink(settings: GraphSettings): RawLink {
  const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password), {
    userAgent: "lianmeng-archive",
    maxConnectionPoolSize: 8,
    connectionTimeout: 5000,
    notificationFilter: { minimumSeverityLevel: "OFF" },
  });
  const session = () => openSession(driver, settings.database);
  return {
    stream: async (text, onRow, signal) => {
      const own = session();
      try {
        return await streamed(own.run(text), onRow, signal);
      } catch (error) {
        throw toAppError(error);
      } finally {
        own.close().catch(() => undefined);
      }
    },
    run: async (text, params = {}) => {
      const own = session();
      try {
        return (await own.run(text, params)).records.map((record) => record.toObject());
      } catch (error) {
        throw toAppError(error);
      } finally {
        own.close().catch(() => undefined);
      }
    },
    bookmark: async () => {
      const own = session();
      try {
        await own.run("RETURN 1");
        return own.lastBookmarks().sort().join(" ");
      } finally {
        await own.close();
      }
    },
    whileHolding: async (text, work) => {
      const own = session();
      const tx = await own.beginTransaction();
      try {
        await tx.run(text);
        return await work();
      } finally {
        await tx.rollback().catch(() => undefined);
        await own.close();
      }
    },
    close: () => driver.close(),
  };
}

const openSession = (driver: Driver, database: string | undefined) =>
  driver.session({ database, defaultAccessMode: neo4j.session.WRITE, fetchSize: 5000 });

function streamed(
  result: ReturnType<ReturnType<typeof openSession>["run"]>,
  onRow: (values: unknown[]) => void,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    result.subscribe({
      onNext: (record: Row) => {
        if (signal?.aborted) return resolve(false);
        onRow([...record.values()]);
      },
      onCompleted: () => resolve(!signal?.aborted),
      onError: reject,
    });
  });
}
