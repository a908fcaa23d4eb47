import neo4j, {
  type Driver,
  type Transaction as DriverTransaction,
  type Neo4jError,
  type Session,
} from "neo4j-driver";
import { AppError } from "../errors.ts";
import { remember, type Seen } from "./bookmarks.ts";
import { hasLostConnection, isBookmarkFailure, unconfirmed } from "./failures.ts";
import { trackFirstRuns } from "./firstRuns.ts";
import { GateClosed, needsGate, openExpiredGate, passGate, pausedForBackup } from "./gate.ts";
import { type Call, fetchSize, openPool } from "./pool.ts";
import type { ParamsOf, Query, RowOf } from "./query.ts";
import { type RetryLimits, withRetries } from "./retry.ts";
import { checkParams, rowsOf } from "./rows.ts";

export interface GraphSettings {
  uri: string;
  user: string;
  password: string;
  /** The database's default when absent. */
  database?: string | undefined;
  /** Check every row against its definition: on in development and tests. */
  checkRows?: boolean;
  /** Longest time one call may take, in ms, whatever the database does. */
  deadlineMs?: number;
  maxPoolSize?: number;
  /** Told of every statement that ended, with its time in ms: for metrics. Must not throw. */
  onStatement?: ((name: string, ms: number, failed: boolean) => void) | undefined;
  /** Told that the database refuses everything until it is started again. */
  onPanic?: (() => void) | undefined;
}

export interface RunOptions {
  /** Overrides the deadline for one call: imports, jobs. Milliseconds. */
  deadlineMs?: number;
  /** Travels in the transaction's metadata to the database's own query log. */
  requestId?: string;
  /** What this call's user has written last: the call sees it on whichever member of a cluster, and adds to it. */
  seen?: Seen;
  /** For whoever holds the write gate closed, and nobody else: this write does not wait for it. */
  pastGate?: boolean;
}

/** Statements inside one write transaction; all or nothing. */
export interface Transaction {
  run<Q extends Query>(query: Q, params: ParamsOf<Q>): Promise<RowOf<Q>[]>;
}

export interface Graph {
  /** Runs one statement. A failure is an `AppError` where the user can act on it. */
  run<Q extends Query>(query: Q, params: ParamsOf<Q>, options?: RunOptions): Promise<RowOf<Q>[]>;
  /**
   * Runs several statements in one write transaction, tried again whole where a failure passes and nothing has
   * happened. When the connection is lost while committing nobody knows: UNAVAILABLE, to be repeated with the same
   * `clientMutationId`.
   */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: RunOptions): Promise<T>;
  /** Resolves when the database answers; rejects with `UNAVAILABLE` otherwise. */
  ping(deadlineMs?: number): Promise<void>;
  /** How many connections of the pool are in use, and how many there may be. */
  poolUse(): { busy: number; size: number };
  close(): Promise<void>;
}

const readRetries = { attempts: 3, pauseMs: 40 };
const writeRetries = { attempts: 6, pauseMs: 40 };
/** Behind the first run of a statement; less than any deadline that a person waits for. */
const firstRunPatienceMs = 6000;
/** A closed gate opens within seconds: asked again at this pace until the deadline. */
const gateRetries = { attempts: 1000, pauseMs: 100, longestMs: 300 };

/** What every call of one connection shares. */
interface Link {
  settings: GraphSettings;
  firstRuns: ReturnType<typeof trackFirstRuns>;
}

/** Opens a pool to the graph. Nothing is contacted until the first call. */
export function connectGraph(settings: GraphSettings): Graph {
  const deadlineDefault = settings.deadlineMs ?? 8000;
  const pool = openPool(settings, deadlineDefault);
  const link: Link = { settings, firstRuns: trackFirstRuns(firstRunPatienceMs) };
  const write = <T>(
    work: (tx: Transaction) => Promise<T>,
    options: RunOptions & { name?: string } = {},
  ): Promise<T> =>
    pool.underDeadline(options.deadlineMs ?? deadlineDefault, (call) =>
      writeAgain(link, call, work, options),
    );

  return {
    run: (query, params, options = {}) => {
      const checked = checkParams(query, params);
      if (needsGate(query)) return write((tx) => tx.run(query, params), { ...options, name: query.name });
      return pool.underDeadline(options.deadlineMs ?? deadlineDefault, (call) =>
        withRetries(
          { ...readRetries, until: call.until },
          (error) => (query.mode === "read" ? isPassing(error) : isDeadlock(error)),
          () => forgetting(options.seen, () => runAlone(link, call, query, checked, options)),
        ),
      );
    },
    write,
    ping: (deadlineMs = deadlineDefault) =>
      pool.underDeadline(
        deadlineMs,
        async ({ driver }) => void (await driver.getServerInfo({ database: settings.database })),
      ),
    poolUse: pool.use,
    close: pool.close,
  };
}

const openSession = (
  { settings }: Link,
  driver: Driver,
  mode: Query["mode"],
  seen: Seen | undefined,
): Session =>
  driver.session({
    database: settings.database,
    defaultAccessMode: mode === "read" ? neo4j.session.READ : neo4j.session.WRITE,
    fetchSize,
    ...(seen && seen.bookmarks.length > 0 ? { bookmarks: seen.bookmarks } : {}),
  });

/** Statements are timed to their last row, without the wait for another's first run. */
const timed = <T>({ settings, firstRuns }: Link, name: string, work: () => Promise<T>): Promise<T> =>
  firstRuns
    .pass(name, () => measured(settings.onStatement, name, work))
    .catch((error: unknown) => {
      if (hasLostConnection(error)) firstRuns.forget();
      throw error;
    });

async function measured<T>(
  onStatement: GraphSettings["onStatement"],
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!onStatement) return work();
  const start = performance.now();
  let failed = true;
  try {
    const result = await work();
    failed = false;
    return result;
  } finally {
    onStatement(name, performance.now() - start, failed);
  }
}

/**
 * The driver takes a stack for every statement, to be shown with an error: where sources are mapped that costs more than
 * sending the statement, and it would only name this file.
 */
function withoutStack<T>(send: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return send();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** One try of one statement outside the gate. */
async function runAlone<Q extends Query>(
  link: Link,
  { driver, ms }: Call,
  query: Q,
  params: Record<string, unknown>,
  options: RunOptions = {},
): Promise<RowOf<Q>[]> {
  const session = openSession(link, driver, query.mode, options.seen);
  try {
    const result = await timed(link, query.name, async () =>
      withoutStack(() =>
        session.run(query.text, params, { timeout: ms, metadata: metadataOf(options, query.name) }),
      ),
    );
    if (query.mode === "write") remember(options.seen, session.lastBookmarks());
    return rowsOf(query, result.records, link.settings.checkRows);
  } finally {
    session.close().catch(() => undefined);
  }
}

const transactionOf = (link: Link, tx: DriverTransaction): Transaction => ({
  run: async (query, params) => {
    const checked = checkParams(query, params);
    const result = await timed(link, query.name, async () => withoutStack(() => tx.run(query.text, checked)));
    return rowsOf(query, result.records, link.settings.checkRows);
  },
});

/** One try of a write: passes the gate, does the work, commits. */
async function writeOnce<T>(
  link: Link,
  call: Call,
  work: (tx: Transaction) => Promise<T>,
  options: RunOptions & { name?: string },
): Promise<T> {
  const session = openSession(link, call.driver, "write", options.seen);
  const timeout = Math.max(1, call.until - Date.now());
  try {
    const tx = await session.beginTransaction({ timeout, metadata: metadataOf(options, options.name) });
    try {
      const [gate] = (await tx.run(passGate.text)).records.map((record) => record.toObject());
      if (gate?.closed && !options.pastGate) throw new GateClosed(gate.expired);
      const result = await work(transactionOf(link, tx));
      if (call.overdue) throw new AppError("TIMEOUT", "操作超时，没有写入任何内容。请稍后重试。");
      await tx.commit().catch((error: unknown) => {
        throw hasLostConnection(error) ? unconfirmed(error) : error;
      });
      remember(options.seen, session.lastBookmarks());
      return result;
    } finally {
      if (tx.isOpen()) await tx.rollback().catch(() => undefined);
    }
  } finally {
    session.close().catch(() => undefined);
  }
}

/** Tries a write until its deadline: again where a failure passes, and while a backup holds the gate. */
async function writeAgain<T>(
  link: Link,
  call: Call,
  work: (tx: Transaction) => Promise<T>,
  options: RunOptions & { name?: string },
): Promise<T> {
  // The deadline's own sentence would not say why.
  const gatePatience: RetryLimits = { ...gateRetries, until: call.until - 500 };
  const once = () => forgetting(options.seen, () => writeOnce(link, call, work, options));
  try {
    return await withRetries(
      gatePatience,
      (error) => error instanceof GateClosed,
      async () => {
        try {
          return await withRetries({ ...writeRetries, until: call.until }, isPassing, once);
        } catch (error) {
          if (error instanceof GateClosed && error.expired) await runAlone(link, call, openExpiredGate, {});
          throw error;
        }
      },
    );
  } catch (error) {
    throw error instanceof GateClosed ? pausedForBackup() : error;
  }
}

const isPassing = (error: unknown): boolean => neo4j.isRetryableError(error as Error);

/** The database broke this transaction off for another's sake: nothing of it is written, whatever it was. */
const isDeadlock = (error: unknown): boolean =>
  (error as Neo4jError).code === "Neo.TransientError.Transaction.DeadlockDetected";

/** Bookmarks of another database, or of one that was restored, are no reason to fail. */
async function forgetting<T>(seen: Seen | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!seen || seen.bookmarks.length === 0 || !isBookmarkFailure(error)) throw error;
    seen.bookmarks = [];
    return work();
  }
}

/** Stands beside each transaction in the database's own query log and in SHOW TRANSACTIONS. */
const metadataOf = ({ requestId }: RunOptions, query?: string): Record<string, string> => ({
  ...(query ? { query } : {}),
  ...(requestId ? { requestId } : {}),
});
