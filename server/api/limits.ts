import { maxTokensPlugin } from "@escape.tech/graphql-armor-max-tokens";
import { type DocumentNode, GraphQLError, type GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Access, AccessKind } from "../access/access.ts";
import type { Exchange } from "../access/exchange.ts";
import { AppError } from "../errors.ts";
import type { ApiContext } from "./context.ts";
import { type Measure, measure } from "./measure.ts";
import { checkShape } from "./shape.ts";

/** An administrator is an account of its own kind here: reviews and lists of the whole installation are large. */
export type VisitorKind = AccessKind | "administrator";

export interface VisitorLimits {
  /** Levels of objects in one operation. */
  depth: number;
  /** Aliases in one operation, fragments taken apart. */
  aliases: number;
  /** Units one operation may cost: a unit is an object the answer may hold; fields that compute say theirs by `@cost`. */
  cost: number;
  /** Rows that statements may bring for one request: what is large only once the data is known ends here. */
  rows: number;
  /** Operations in a minute: of a session, of an account's tokens together, of an anonymous visitor's address. */
  requestsPerMinute: number;
  /** Units in a minute, counted by what was asked for. */
  costPerMinute: number;
}

/**
 * What each kind of visitor may ask for. The largest document of the web costs 2,600 units, is 5 levels deep and has 4
 * aliases; a screen asks for at most six. 1,000 units take some 20 ms of one core and as much of the database.
 */
export const limitsOf: Readonly<Record<VisitorKind, VisitorLimits>> = {
  // One address may be an office of a hundred newcomers looking at the demo, or one program: many small questions.
  anonymous: {
    depth: 8,
    aliases: 15,
    cost: 5_000,
    rows: 10_000,
    requestsPerMinute: 1_200,
    costPerMinute: 300_000,
  },
  // Looks at what a link leads to.
  guest: {
    depth: 8,
    aliases: 15,
    cost: 5_000,
    rows: 10_000,
    requestsPerMinute: 300,
    costPerMinute: 100_000,
  },
  // A person at the pages, without anybody who answers for what is asked.
  demo: {
    depth: 10,
    aliases: 30,
    cost: 10_000,
    rows: 20_000,
    requestsPerMinute: 600,
    costPerMinute: 200_000,
  },
  // Ten operations a second without a pause are more than anybody types.
  account: {
    depth: 10,
    aliases: 30,
    cost: 20_000,
    rows: 30_000,
    requestsPerMinute: 600,
    costPerMinute: 400_000,
  },
  // Programs read all there is, in pages of 200 with what belongs to each item.
  token: {
    depth: 12,
    aliases: 30,
    cost: 20_000,
    rows: 50_000,
    requestsPerMinute: 1_200,
    costPerMinute: 1_000_000,
  },
  administrator: {
    depth: 12,
    aliases: 30,
    cost: 40_000,
    rows: 50_000,
    requestsPerMinute: 1_200,
    costPerMinute: 1_000_000,
  },
  // Jobs and tests in process. Not counted by the minute.
  system: {
    depth: 12,
    aliases: 30,
    cost: 40_000,
    rows: 50_000,
    requestsPerMinute: Number.POSITIVE_INFINITY,
    costPerMinute: Number.POSITIVE_INFINITY,
  },
};

/** The same for everybody, as they bound the work before anybody knows what a document asks for. */
export const documentLimits = { directives: 20, tokens: 2000 } as const;

export function visitorKind({ kind, grants }: Access): VisitorKind {
  return kind === "account" && grants.some(({ role }) => role === "administrator") ? "administrator" : kind;
}

/** Whether the API describes itself to a visitor: to programs and people who are known, and to all in the demo mode. */
const mayIntrospect = ({ kind, demoOn }: Access): boolean =>
  demoOn || kind === "account" || kind === "demo" || kind === "token";

const limit = (sentence: string): AppError => new AppError("LIMIT", sentence);

/** @throws LIMIT with what to do for what is beyond the visitor's bounds */
export function checkMeasure(found: Measure, bounds: VisitorLimits): void {
  if (found.depth > bounds.depth) throw limit(`查询嵌套超过 ${bounds.depth} 层，请减少层数。`);
  if (found.aliases > bounds.aliases) throw limit(`一次查询最多用 ${bounds.aliases} 个别名，请分几次查询。`);
  if (found.directives > documentLimits.directives)
    throw limit(`一次查询最多用 ${documentLimits.directives} 个指令，请减少。`);
  if (found.cost > bounds.cost)
    throw limit("这次查询要取的内容太多。请减少每页条数或嵌套的层数，分几次查询。");
}

export interface LimitSettings {
  production: boolean;
  /** Counts units against the visitor's minute. @throws LIMIT */
  countCost?: ((access: Access, exchange: Exchange, cost: number) => Promise<void>) | undefined;
}

/** Refuses operations that ask for too much before anything runs; by the kind of visitor. */
export function limitPlugins({ production, countCost }: LimitSettings): Plugin[] {
  const check = ({ contextValue, document, schema, operationName, variableValues }: Asked) => {
    const { access } = contextValue;
    const found = measure(schema, document, operationName, variableValues ?? {});
    if (production && found.introspects && !mayIntrospect(access))
      throw new AppError("FORBIDDEN", "这个服务不公开接口结构。需要时请用 API 令牌查询。");
    checkMeasure(found, limitsOf[visitorKind(access)]);
    return countCost?.(access, contextValue.exchange, found.cost);
  };
  const measured: Plugin = {
    onValidate: ({ params }) => checkShape(params.documentAST),
    onExecute: ({ args }) => check(args as unknown as Asked),
    // What one event may bring; how many there are is bounded by who makes them.
    onSubscribe: ({ args }) => check(args as unknown as Asked),
  };
  const tokens = maxTokensPlugin({
    n: documentLimits.tokens,
    onReject: [
      () => {
        const sentence = `查询语句过长（超过 ${documentLimits.tokens} 个词），请分几次查询。`;
        throw new GraphQLError(sentence, { extensions: { code: "LIMIT" } });
      },
    ],
  });
  return [tokens as Plugin, measured];
}

interface Asked {
  contextValue: ApiContext;
  document: DocumentNode;
  schema: GraphQLSchema;
  operationName?: string | null;
  variableValues?: Record<string, unknown> | null;
}
