import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { AccessSettings } from "./access/settings.ts";
import { AppError } from "./errors.ts";
import type { FileLimits } from "./files/limits.ts";
import { readFieldKey } from "./identity/fieldCipher.ts";
import type { TlsFiles } from "./setup/tls.ts";

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

const file = z
  .string()
  .transform((path) => resolve(path))
  .optional();

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
    /** Folder of the files that people attach; below the data folder when absent. Several servers share one. */
    LIANMENG_FILES: z
      .string()
      .transform((path) => resolve(path))
      .optional(),
    /** Largest file that may be attached, MB. */
    LIANMENG_FILE_MB: whole(1, 100, 10),
    /** What one owner's files may take together, MB. */
    LIANMENG_FILES_OWNER_MB: whole(1, 1_000_000, 500),
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
    /** Bearer token of /metrics and /operations; without one only this machine is answered. */
    LIANMENG_METRICS_TOKEN: z.string().min(16, "至少 16 个字符").optional(),
    /** Memory of the embedded database, MB. */
    LIANMENG_DB_HEAP_MB: whole(256, 1_000_000, 1024),
    LIANMENG_DB_PAGECACHE_MB: whole(32, 1_000_000, 256),
    /** Days after which a contact without an answer is reminded of. */
    LIANMENG_CONTACT_DAYS: whole(1, 90, 7),
    /** off: no demo mode, whatever the data. */
    LIANMENG_DEMO: choice(["auto", "off"], "auto"),
    /** A session ends after this long without a request, and after this long in any case. */
    LIANMENG_SESSION_IDLE_MINUTES: whole(1, 10_080, 30),
    LIANMENG_SESSION_HOURS: whole(1, 720, 12),
    /** Key of encrypted fields, 32 bytes as hex or base64; the embedded installation makes its own. */
    LIANMENG_FIELD_KEY: z.string().optional(),
    /** Address users reach the installation under: for links and single sign-on. */
    LIANMENG_PUBLIC_URL: z
      .string()
      .regex(/^https?:\/\/[^\s/]+$/, "应为 https://主机名 的形式，末尾没有斜杠")
      .optional(),
    /** Proxies before the server whose X-Forwarded headers are believed. */
    LIANMENG_TRUSTED_PROXIES: whole(0, 10, 0),
    /** PEM files of certificate and key: the port then speaks HTTPS. */
    TLS_CERT: file,
    TLS_KEY: file,
    /** 1: anybody may send GraphQL documents of their own, also when the demo mode is over. */
    OPEN_GRAPHQL: choice(["0", "1"], "0"),
    /** How much wider than usual the limits by the minute are. */
    LIANMENG_RATE_FACTOR: whole(1, 1000, 1),
    /** Single sign-on by OpenID Connect. */
    LIANMENG_OIDC_ISSUER: z.url("应为提供方的地址").optional(),
    LIANMENG_OIDC_CLIENT_ID: z.string().optional(),
    LIANMENG_OIDC_CLIENT_SECRET: z.string().optional(),
    /** What the button says. */
    LIANMENG_OIDC_NAME: z.string().default("统一身份认证"),
  })
  .refine(
    (env) =>
      env.LIANMENG_OIDC_ISSUER === undefined ||
      (env.LIANMENG_OIDC_CLIENT_ID && env.LIANMENG_OIDC_CLIENT_SECRET && env.LIANMENG_PUBLIC_URL),
    {
      path: ["LIANMENG_OIDC_ISSUER"],
      message: "须同时设置 LIANMENG_OIDC_CLIENT_ID、LIANMENG_OIDC_CLIENT_SECRET 和 LIANMENG_PUBLIC_URL",
    },
  )
  .refine((env) => (env.TLS_CERT === undefined) === (env.TLS_KEY === undefined), {
    path: ["TLS_CERT"],
    message: "TLS_CERT 和 TLS_KEY 须同时设置",
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
  /** Where files are kept, and how large they may be. */
  files: FileLimits & { folder: string };
  /** Absent: the embedded database. */
  neo4j?: { uri: string; user: string; password: string; database?: string | undefined } | undefined;
  production: boolean;
  logLevel: string;
  examples: { enterprises: number; seed: number };
  contactDays: number;
  memory: { heapMb: number; pageCacheMb: number };
  /** `fieldKey` is null where the environment gives none. */
  access: AccessSettings;
  trustedProxies: number;
  metricsToken: string | undefined;
  /** Absent: plain HTTP. */
  tls: TlsFiles | undefined;
  openGraphql: boolean;
  rateFactor: number;
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
    files: {
      folder: values.LIANMENG_FILES ?? join(values.LIANMENG_DATA, "files"),
      bytes: values.LIANMENG_FILE_MB * 1_000_000,
      ownerBytes: values.LIANMENG_FILES_OWNER_MB * 1_000_000,
    },
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
    contactDays: values.LIANMENG_CONTACT_DAYS,
    memory: { heapMb: values.LIANMENG_DB_HEAP_MB, pageCacheMb: values.LIANMENG_DB_PAGECACHE_MB },
    access: accessSettings(values),
    trustedProxies: values.LIANMENG_TRUSTED_PROXIES,
    metricsToken: values.LIANMENG_METRICS_TOKEN,
    tls: values.TLS_CERT && values.TLS_KEY ? { cert: values.TLS_CERT, key: values.TLS_KEY } : undefined,
    openGraphql: values.OPEN_GRAPHQL === "1",
    rateFactor: values.LIANMENG_RATE_FACTOR,
  };
}

function accessSettings(values: z.output<typeof environment>): AccessSettings {
  const { LIANMENG_OIDC_ISSUER: issuer, LIANMENG_FIELD_KEY: fieldKey } = values;
  return {
    sessionIdleMinutes: values.LIANMENG_SESSION_IDLE_MINUTES,
    sessionHours: values.LIANMENG_SESSION_HOURS,
    demoAllowed: values.LIANMENG_DEMO !== "off",
    fieldKey: fieldKey === undefined ? null : readFieldKey(fieldKey),
    publicUrl: values.LIANMENG_PUBLIC_URL ?? null,
    singleSignOn: issuer
      ? {
          issuer,
          name: values.LIANMENG_OIDC_NAME,
          clientId: values.LIANMENG_OIDC_CLIENT_ID ?? "",
          clientSecret: values.LIANMENG_OIDC_CLIENT_SECRET ?? "",
        }
      : null,
  };
}
