import { TLSSocket } from "node:tls";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Logger } from "pino";
import { systemAccess } from "./access/access.ts";
import type { Exchange } from "./access/exchange.ts";
import { httpExchange } from "./access/httpExchange.ts";
import { notFromElsewhere, sameOriginOnly } from "./access/sameOrigin.ts";
import { seenBy } from "./access/seen.ts";
import { defaultAccessSettings } from "./access/settings.ts";
import { createContext, type Services } from "./api/context.ts";
import { todayInShanghai } from "./api/days.ts";
import type { DocumentRules } from "./api/documents.ts";
import { createGraphql } from "./api/graphql.ts";
import { live, ready } from "./api/health.ts";
import { createRates } from "./api/rates.ts";
import { nameRequests } from "./api/requestId.ts";
import { plainHostOnly, serveEvents, serveGraphql } from "./api/serve.ts";
import { forEvents, type StreamLimits } from "./api/streams.ts";
import { webPages } from "./api/web.ts";
import type { BackupFile } from "./backup/lastBackup.ts";
import { exportRoutes } from "./exports/routes.ts";
import { fileRoutes } from "./files/routes.ts";
import type { FileStore } from "./files/store.ts";
import { boundGraph } from "./graph/bookmarks.ts";
import type { Viewer } from "./graph/query.ts";
import { authenticate } from "./identity/authenticate.ts";
import { sessionSecretOf } from "./identity/cookies.ts";
import { singleSignOnRoutes } from "./identity/singleSignOn.ts";
import { importRoutes } from "./imports/routes.ts";
import { modules } from "./modules.ts";
import { createMetrics } from "./operations/metrics.ts";
import { createTurnstile, type OverloadLimits } from "./operations/overload.ts";
import { operationsRoutes } from "./operations/routes.ts";
import { type StatementMeter, startMeter } from "./operations/statements.ts";
import { readStatus } from "./operations/status.ts";

/** What the application is built from. `embedder` is read at every request: it may appear later. */
export interface AppDependencies extends Services {
  production: boolean;
  /** Folder of the built web application; no pages are served when absent. */
  webDirectory?: string | undefined;
  /** Migrations not yet applied, for readiness. */
  pendingMigrations?: (() => Promise<number>) | undefined;
  /** Finds the newest backup where backups are kept by themselves; unknown when absent. */
  lastBackup?: (() => Promise<BackupFile | null>) | undefined;
  /** Longest time one GraphQL request may take, in ms; 8,400 when absent. */
  requestTimeoutMs?: number | undefined;
  /** How many proxies stand before the server, whose word on address and TLS is taken; none when absent. */
  trustedProxies?: number | undefined;
  /** What the graph's statements are counted by; one of its own, which stays empty, when absent. */
  meter?: StatementMeter | undefined;
  /** How many API requests run and wait at once. */
  overload?: OverloadLimits | undefined;
  /** Bearer token of /metrics and /operations; without one only this machine is answered. */
  metricsToken?: string | undefined;
  /** Aborted when the server begins to end: streams end with it, so that nothing keeps the process. */
  ending?: AbortSignal | undefined;
  /** How many streams stand open at once. */
  streams?: StreamLimits | undefined;
  /** Which GraphQL documents run; any when absent, as in development. */
  documents?: DocumentRules | undefined;
  /** How much wider than usual the limits by the minute are; none are kept when absent, as in development. */
  rateFactor?: number | undefined;
  /** Where the contents of files are kept; none are taken in or handed out when absent. */
  fileStore?: FileStore | undefined;
  /** For tests and measurements: lets every request do everything and see this. Absent: people sign in. */
  viewerOf?: ((requestId: string) => Viewer) | undefined;
}

/** Headers of answers that are data, not pages: cheap enough for the hot path. */
const dataHeaders: RequestHandler = (_, response, next) => {
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  next();
};

/** Where we speak TLS ourselves, browsers shall not come back without. A proxy that does it for us decides on its own. */
const keepToTls: RequestHandler = ({ socket }, response, next) => {
  if (socket instanceof TLSSocket) response.setHeader("strict-transport-security", "max-age=15552000");
  next();
};

/** One line a request: method, path without its query string, status and time. Never a body or a header. */
const logRequests =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    if (!logger.isLevelEnabled("info")) return next();
    const start = performance.now();
    const { method, path } = request;
    response.once("finish", () => {
      const ms = Math.round((performance.now() - start) * 10) / 10;
      logger.info({
        requestId: response.getHeader("x-request-id"),
        method,
        path,
        status: response.statusCode,
        ms,
      });
    });
    next();
  };

const lastResort =
  (logger: Logger): ErrorRequestHandler =>
  (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error?.status === "number" && error.status < 500 ? error.status : 500;
    const requestId = response.getHeader("x-request-id");
    if (status === 500) logger.error({ requestId, err: error }, "unexpected failure");
    const sentence =
      status === 500 ? `系统内部出错，请稍后重试。请求编号 ${requestId}。` : "没有找到这个地址。";
    response.status(status).type("text/plain").send(sentence);
  };

/** Whether a request brings anything to be known by; nobody else has a sign-in or a write to wait for. */
const mayBeKnown = (exchange: Exchange): boolean =>
  exchange.bearer !== null || sessionSecretOf(exchange) !== null;

/** Who is asking, from session or token; an injected viewer stands for the system itself. */
function accessBy(dependencies: AppDependencies) {
  const { graph, logger, viewerOf, access: settings = defaultAccessSettings } = dependencies;
  return async (exchange: Exchange, requestId = "", { inBackground } = { inBackground: false }) =>
    viewerOf
      ? { ...systemAccess, viewer: viewerOf(requestId) }
      : authenticate(
          {
            // A user who has just signed in is known on every member of a cluster.
            graph: boundGraph(graph, {
              requestId,
              seen: seenBy(exchange, settings, mayBeKnown(exchange)),
              deadlineMs: 4000,
            }),
            logger,
            settings,
            today: todayInShanghai(new Date()),
            inBackground,
          },
          exchange,
        );
}

/** Files are made one at a time; a few wait as long as a person would. */
const filesAtOnce = { running: 1, waiting: 8, patienceMs: 15_000 };

/** The whole application: API at /graphql, health, pages. Listens to nothing by itself. */
export function createApp(dependencies: AppDependencies): Express {
  const { logger, production, webDirectory } = dependencies;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  const turnstile = createTurnstile(dependencies.overload);
  const meter = dependencies.meter ?? startMeter();
  const metrics = createMetrics(meter, turnstile);
  app.use(nameRequests, plainHostOnly, keepToTls, metrics.measure, logRequests(logger));
  app.get("/health/live", dataHeaders, live);
  app.get(
    "/health/ready",
    dataHeaders,
    ready(dependencies, dependencies.pendingMigrations ?? (async () => 0)),
  );
  const status = () => readStatus({ ...dependencies, meter, turnstile });
  app.use(operationsRoutes({ metrics, meter, token: dependencies.metricsToken, status }));
  app.set("trust proxy", dependencies.trustedProxies ?? 0);
  const accessOf = accessBy(dependencies);
  const rates = dependencies.rateFactor === undefined ? undefined : createRates(dependencies.rateFactor);
  const graphql = createGraphql({
    ...dependencies,
    services: dependencies,
    modules,
    accessOf,
    status,
    rates,
  });
  if (rates) app.use(["/graphql", "/auth", "/imports", "/exports", "/files"], rates.handler);
  if (production) app.use("/graphql", dataHeaders);
  // A stream stands for as long as its page: it takes no turn from those who wait.
  app.use("/graphql", forEvents(notFromElsewhere), forEvents(serveEvents(graphql, dependencies.ending)));
  app.use("/graphql", sameOriginOnly, turnstile.handler, serveGraphql(graphql));
  const contextOf = async (request: Request, response: Response) => {
    const exchange = httpExchange(request, response);
    const requestId = String(response.getHeader("x-request-id"));
    return createContext(dependencies, { access: await accessOf(exchange, requestId), exchange, requestId });
  };
  app.use("/auth/oidc", dataHeaders, turnstile.handler, singleSignOnRoutes(contextOf));
  // Not through the turnstile: a slow line may take minutes for a file, and reading has a queue of its own.
  app.use(["/imports", "/exports", "/files"], dataHeaders);
  app.use(importRoutes(contextOf, logger));
  app.use(exportRoutes(contextOf, logger, { rates, turn: createTurnstile(filesAtOnce).handler }));
  app.use(fileRoutes({ contextOf, logger, store: dependencies.fileStore, rates }));
  if (webDirectory) app.use(webPages(webDirectory));
  app.use(lastResort(logger));
  return app;
}
