import type { Logger } from "pino";
import { type Access, systemAccess } from "../access/access.ts";
import { type Exchange, noExchange } from "../access/exchange.ts";
import { bookmarkSeal, seenBy } from "../access/seen.ts";
import { type AccessSettings, defaultAccessSettings } from "../access/settings.ts";
import { AppError } from "../errors.ts";
import type { FileLimits } from "../files/limits.ts";
import { boundGraph, cookieOf } from "../graph/bookmarks.ts";
import type { Graph } from "../graph/connection.ts";
import type { ParamsOf, Query, RowOf, Viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import type { Status } from "../operations/status.ts";
import { todayInShanghai } from "./days.ts";
import { limitsOf, visitorKind } from "./limits.ts";

/** What the process has, the same for every request. */
export interface Services {
  graph: Graph;
  /** null while the model is missing: texts are saved without a vector and embedded later. */
  embedder: Embedder | null;
  logger: Logger;
  /** How people are let in; the defaults when absent. */
  access?: AccessSettings | undefined;
  /** How large files may be; the defaults when absent. */
  files?: FileLimits | undefined;
  /** Days after which a contact without an answer is reminded of; 7 when absent. */
  contactDays?: number | undefined;
}

type WithoutViewer<P> = Omit<P, "viewer">;

/** What one request has: whose eyes it sees with, its day, its id, its loaders. */
export interface ApiContext extends Omit<Services, "access" | "contactDays"> {
  contactDays: number;
  /** Who asks, and what they may see and do. */
  access: Access;
  /** The same as `access.viewer`: what statements compare audiences with. */
  viewer: Viewer;
  exchange: Exchange;
  settings: AccessSettings;
  requestId: string;
  /** The day in Asia/Shanghai when the request came, ISO. */
  today: string;
  /** How this server and its database are doing; absent in requests made in process. */
  status: (() => Promise<Status>) | undefined;
  /** One loader a definition and request; filled by `defineLoader`. */
  loaders: Map<unknown, unknown>;
  /**
   * For work that goes on while its visitor listens: takes rights, day, budget and loaders of now into this context, without
   * counting as a use of the session; false when whoever asked is signed out, or another.
   */
  renew(): Promise<boolean>;
  /** Runs one statement as the viewer; counts what it brought against the request's budget. */
  run<Q extends Query>(query: Q, params: WithoutViewer<ParamsOf<Q>>): Promise<RowOf<Q>[]>;
}

export interface ContextOptions {
  /** Everything is permitted and `viewer` sees, when absent. */
  access?: Access | undefined;
  viewer?: Viewer | undefined;
  exchange?: Exchange | undefined;
  requestId: string;
  status?: ApiContext["status"];
  /** Who is asking now; as at first when absent. */
  accessNow?: (() => Promise<Access>) | undefined;
  now?: Date;
}

/** The context of one request. A test injects a restricted viewer here. */
export function createContext(services: Services, options: ContextOptions): ApiContext {
  const { embedder, logger } = services;
  const { requestId, exchange = noExchange() } = options;
  const access = options.access ?? { ...systemAccess, ...(options.viewer ? { viewer: options.viewer } : {}) };
  const settings = services.access ?? defaultAccessSettings;
  const seen = seenBy(exchange, settings, access.kind !== "anonymous");
  // On a cluster the user's next request finds what this one writes, whichever server and member answer it.
  seen.onWrite = () => exchange.setCookie(cookieOf(seen, bookmarkSeal(settings), exchange.secure));
  const graph = boundGraph(services.graph, { requestId, seen });
  const { viewer } = access;
  // Nested pages multiply: what is large only once the data is known is stopped where it comes in.
  let rowsLeft = limitsOf[visitorKind(access)].rows;
  const context: ApiContext = {
    graph,
    embedder,
    logger,
    files: services.files,
    contactDays: services.contactDays ?? 7,
    access,
    viewer,
    exchange,
    settings,
    requestId,
    today: todayInShanghai(options.now ?? new Date()),
    status: options.status,
    loaders: new Map(),
    run: async (query, params) => {
      const rows = await graph.run(query, { ...params, viewer } as never);
      rowsLeft -= rows.length;
      if (rowsLeft < 0)
        throw new AppError("LIMIT", "这次查询要取的内容太多。请减少每页条数或嵌套的层数，分几次查询。");
      return rows as never;
    },
    renew: async () => {
      const now = (await options.accessNow?.()) ?? access;
      if (now.kind !== access.kind || now.actor.id !== access.actor.id) return false;
      // Headers are sent: nothing that an event reads leaves a cookie.
      const {
        graph: _,
        exchange: __,
        ...fresh
      } = createContext(services, { ...options, access: now, exchange: undefined });
      Object.assign(context, fresh, { renew: context.renew });
      return true;
    },
  };
  return context;
}

/** The same work's context with the rights and the day of now; what it reads counts against no request's budget. */
export const renewed = (context: ApiContext, access: Access, today: string): ApiContext => ({
  ...context,
  access,
  viewer: access.viewer,
  today,
  loaders: new Map(),
  run: (query, params) => context.graph.run(query, { ...params, viewer: access.viewer } as never) as never,
});
