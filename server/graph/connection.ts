import neo4j, { type Driver, type ManagedTransaction, type Session } from "neo4j-driver";
import type { z } from "zod";
import { AppError } from "../errors.ts";
import { toAppError } from "./failures.ts";
import type { ParamsOf, Query, RowOf } from "./query.ts";

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
}

type AnyQuery = Query<z.ZodType, z.ZodType>;

export interface RunOptions {
  /** Overrides the deadline for one call: imports, jobs. Milliseconds. */
  deadlineMs?: number;
  /** Travels in the transaction's metadata to the database's own query log. */
  requestId?: string;
}

/** Statements inside one write transaction; all or nothing. */
export interface Transaction {
  run<Q extends AnyQuery>(query: Q, params: ParamsOf<Q>): Promise<RowOf<Q>[]>;
}

export interface Graph {
  /** Runs one statement. A failure is an `AppError` where the user can act on it. */
  run<Q extends AnyQuery>(query: Q, params: ParamsOf<Q>, options?: RunOptions): Promise<RowOf<Q>[]>;
  /** Runs several statements in one write transaction, retried whole on a transient failure. */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: RunOptions): Promise<T>;
  /** Resolves when the database answers; rejects with `UNAVAILABLE` otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const fetchSize = 1000;
const hotRetries = 3;

/** Opens a pool to the graph. Nothing is contacted until the first call. */
export function connectGraph(settings: GraphSettings): Graph {
  const deadlineDefault = settings.deadlineMs ?? 8000;
  let driver = openDriver(settings, deadlineDefault);

  /** A frozen database never answers on its connections: the whole pool is abandoned, the next call opens a new one. */
  const abandonPool = (stuck: Driver): void => {
    if (driver !== stuck) return;
    driver = openDriver(settings, deadlineDefault);
    stuck.close().catch(() => undefined);
  };

  async function underDeadline<T>(ms: number, work: (pool: Driver) => Promise<T>): Promise<T> {
    const pool = driver;
    let timer: NodeJS.Timeout | undefined;
    const overdue = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        abandonPool(pool);
        reject(new AppError("TIMEOUT", "数据库没有在规定时间内回应，本次操作没有得到确认。请稍后重试。"));
      }, ms);
    });
    try {
      return await Promise.race([work(pool), overdue]);
    } catch (error) {
      throw toAppError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  const openSession = (pool: Driver, query: Pick<AnyQuery, "mode">): Session =>
    pool.session({
      database: settings.database,
      defaultAccessMode: query.mode === "read" ? neo4j.session.READ : neo4j.session.WRITE,
      fetchSize,
    });

  async function runOnce<Q extends AnyQuery>(
    pool: Driver,
    query: Q,
    params: Record<string, unknown>,
    ms: number,
    options: RunOptions,
  ): Promise<RowOf<Q>[]> {
    const session = openSession(pool, query);
    try {
      const result = await session.run(query.text, params, {
        timeout: ms,
        metadata: { query: query.name, ...(options.requestId ? { requestId: options.requestId } : {}) },
      });
      return rowsOf(query, result.records, settings.checkRows);
    } finally {
      session.close().catch(() => undefined);
    }
  }

  return {
    run: (query, params, options = {}) => {
      const ms = options.deadlineMs ?? deadlineDefault;
      const checked = checkParams(query, params);
      return underDeadline(ms, async (pool) => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await runOnce(pool, query, checked, ms, options);
          } catch (error) {
            if (query.mode !== "read" || attempt >= hotRetries || !neo4j.isRetryableError(error as Error)) throw error;
            await new Promise((wake) => setTimeout(wake, 2 ** attempt * 20 * (0.5 + Math.random())));
          }
        }
      });
    },

    write: (work, options = {}) => {
      const ms = options.deadlineMs ?? deadlineDefault;
      return underDeadline(ms, async (pool) => {
        const session = openSession(pool, { mode: "write" });
        const metadata = options.requestId ? { requestId: options.requestId } : {};
        try {
          return await session.executeWrite((tx) => work(transactionOf(tx, settings.checkRows)), {
            timeout: ms,
            metadata,
          });
        } finally {
          session.close().catch(() => undefined);
        }
      });
    },

    ping: () => underDeadline(deadlineDefault, async (pool) => void (await pool.getServerInfo({ database: settings.database }))),

    close: () => driver.close(),
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

function checkParams(query: AnyQuery, params: unknown): Record<string, unknown> {
  const checked = query.params.safeParse(params);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new AppError("BAD_INPUT", `参数不符合要求：${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`, {
      cause: checked.error,
    });
  }
  return checked.data as Record<string, unknown>;
}

function transactionOf(tx: ManagedTransaction, checkRows: boolean | undefined): Transaction {
  return {
    run: async (query, params) => {
      const result = await tx.run(query.text, checkParams(query, params));
      return rowsOf(query, result.records, checkRows);
    },
  };
}

interface RecordLike {
  toObject(): unknown;
}

function rowsOf<Q extends AnyQuery>(query: Q, records: RecordLike[], check: boolean | undefined): RowOf<Q>[] {
  const rows = records.map((record) => record.toObject());
  if (!check) return rows as RowOf<Q>[];
  return rows.map((row) => {
    const checked = query.row.safeParse(row);
    if (!checked.success) throw new Error(`a row of ${query.name} is not of its shape: ${checked.error.message}`);
    return checked.data as RowOf<Q>;
  });
}
