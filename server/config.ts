import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { AppError } from "./errors.ts";

const checkout = fileURLToPath(new URL("..", import.meta.url));

const whole = (least: number, most: number, preset: number) => {
  const sentence = `应为 ${least} 到 ${most} 的整数`;
  return z.coerce.number(sentence).int(sentence).min(least, sentence).max(most, sentence).default(preset);
};
const choice = <const T extends [string, ...string[]]>(values: T, preset: T[number]) =>
  z.enum(values, `应为 ${values.join("、")} 之一`).default(preset);
const folder = (preset: string) =>
  z
    .string()
    .transform((path) => resolve(path))
    .default(resolve(checkout, preset));

/** Every environment variable the server reads. */
const environment = z
  .object({
    /** Port of API and web; 0 takes a free one. */
    PORT: whole(0, 65535, 4000),
    /** Address to listen on; 0.0.0.0 lets other machines in. */
    HOST: z.string().default("127.0.0.1"),
    /** Folder of the embedded database. */
    LIANMENG_DATA: folder(".data"),
    /** Folder of fetched jars and of the embedding model; several checkouts may share one. */
    LIANMENG_CACHE: folder(".cache"),
    /** Another Neo4j 5.26 or newer instead of the embedded one. */
    NEO4J_URI: z
      .string()
      .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\/\S+$/, "应以 neo4j://、neo4j+s://、bolt:// 或 bolt+s:// 开头")
      .optional(),
    NEO4J_USER: z.string().default("neo4j"),
    NEO4J_PASSWORD: z.string().optional(),
    /** The server's default database when absent. */
    NEO4J_DATABASE: z.string().optional(),
    NODE_ENV: choice(["production", "development", "test"], "production"),
    LOG_LEVEL: choice(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "warn"),
    /** How many example enterprises a first start makes. */
    LIANMENG_EXAMPLES: whole(0, 1_000_000, 300),
    LIANMENG_EXAMPLES_SEED: whole(0, 2 ** 31 - 1, 1),
    /** Memory of the embedded database, MB. */
    LIANMENG_DB_HEAP_MB: whole(256, 1_000_000, 1024),
    LIANMENG_DB_PAGECACHE_MB: whole(32, 1_000_000, 256),
  })
  .refine((env) => env.NEO4J_URI === undefined || env.NEO4J_PASSWORD !== undefined, {
    path: ["NEO4J_PASSWORD"],
    message: "设置了 NEO4J_URI 就必须同时设置密码",
  });

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  cacheDir: string;
  /** Absent: the embedded database. */
  neo4j?: { uri: string; user: string; password: string; database?: string | undefined } | undefined;
  production: boolean;
  logLevel: string;
  examples: { enterprises: number; seed: number };
  memory: { heapMb: number; pageCacheMb: number };
}

/** Reads the configuration; a wrong value is a BAD_INPUT `AppError` with one line a variable. Empty counts as absent. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) => `环境变量 ${path.join(".")} 的值不对：${message}。`,
    );
    throw new AppError("BAD_INPUT", lines.join("\n"));
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.LIANMENG_DATA,
    cacheDir: values.LIANMENG_CACHE,
    neo4j:
      values.NEO4J_URI === undefined
        ? undefined
        : {
            uri: values.NEO4J_URI,
            user: values.NEO4J_USER,
            password: values.NEO4J_PASSWORD ?? "",
            database: values.NEO4J_DATABASE,
          },
    production: values.NODE_ENV === "production",
    logLevel: values.LOG_LEVEL,
    examples: { enterprises: values.LIANMENG_EXAMPLES, seed: values.LIANMENG_EXAMPLES_SEED },
    memory: { heapMb: values.LIANMENG_DB_HEAP_MB, pageCacheMb: values.LIANMENG_DB_PAGECACHE_MB },
  };
}
