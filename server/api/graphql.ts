import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import { createSchema, createYoga, type Plugin, type YogaServerInstance } from "graphql-yoga";
import type { Access } from "../access/access.ts";
import { type Exchange, noExchange } from "../access/exchange.ts";
import { httpExchange } from "../access/httpExchange.ts";
import { protectSchema } from "../access/rules.ts";
import { AppError } from "../errors.ts";
import { compiledQueriesPlugin } from "./compiled.ts";
import { type ApiContext, createContext, type Services } from "./context.ts";
import { limitPlugins } from "./limits.ts";
import type { ApiModule } from "./module.ts";
import { presentError } from "./presentError.ts";
import { requestIdOf } from "./requestId.ts";

export interface GraphqlSettings {
  services: Services;
  modules: readonly ApiModule[];
  production: boolean;
  /** Longest time one request may take, in ms; 9,000 when absent. */
  requestTimeoutMs?: number | undefined;
  /** Who is asking. */
  accessOf: (exchange: Exchange, requestId: string) => Promise<Access>;
}

/** What express hands on; nothing of it in a request made in process. */
interface Served {
  req?: IncomingMessage;
  res?: ServerResponse;
}

const bodyLimit = 1_000_000;

/**
 * Ends a request in time whatever a resolver waits for: several statements in a row each have their own deadline. The
 * time runs from the request's arrival, so that finding out who asks counts too.
 */
function deadlinePlugin(ms: number): Plugin {
  const arrivals = new WeakMap<Request, number>();
  return {
    onRequest: ({ request }) => void arrivals.set(request, Date.now()),
    onExecute: ({ args: { contextValue }, executeFn, setExecuteFn }) => {
      setExecuteFn((args) => {
        const spent = Date.now() - (arrivals.get(contextValue.request) ?? Date.now());
        let timer: NodeJS.Timeout | undefined;
        const overdue = new Promise<ExecutionResult>((resolve) => {
          timer = setTimeout(
            () => {
              const late = new AppError(
                "TIMEOUT",
                "系统没有在规定时间内答复，本次操作没有得到确认。请稍后重试。",
              );
              resolve({ errors: [late as never] });
            },
            Math.max(0, ms - spent),
          );
        });
        return Promise.race([executeFn(args), overdue]).finally(() => clearTimeout(timer));
      });
    },
  };
}

/** Every error of every answer passes here once, parse and protocol errors included. */
function presentedErrorsPlugin({ services, production }: GraphqlSettings): Plugin {
  return {
    onResultProcess: ({ result, setResult, request }) => {
      if (Array.isArray(result) || !("errors" in result) || !result.errors) return;
      const presentation = { requestId: requestIdOf(request), logger: services.logger, production };
      setResult({ ...result, errors: result.errors.map((error) => presentError(error, presentation)) });
    },
  };
}

/** The schema of the modules, every root field behind the permission it declares. */
export const apiSchema = (modules: readonly ApiModule[]): GraphQLSchema =>
  protectSchema(
    createSchema<ApiContext>({
      typeDefs: [readFileSync(accessDefinitions, "utf8"), ...modules.map((module) => module.typeDefs)],
      resolvers: modules.map((module) => module.resolvers) as never,
    }),
  );

const accessDefinitions = new URL("../access/schema.graphql", import.meta.url);

/** The GraphQL endpoint of the modules, to be mounted at `/graphql`. */
export function createGraphql(settings: GraphqlSettings): YogaServerInstance<object, ApiContext> {
  const { services, modules, production } = settings;
  return createYoga<object, ApiContext>({
    schema: apiSchema(modules),
    context: async ({ request, ...served }) => {
      const requestId = requestIdOf(request);
      const { req, res } = served as Served;
      const exchange = req && res ? httpExchange(req, res) : noExchange();
      return createContext(services, {
        access: await settings.accessOf(exchange, requestId),
        exchange,
        requestId,
      });
    },
    graphqlEndpoint: "/graphql",
    graphiql: !production,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    maskedErrors: false,
    maxRequestBodySize: bodyLimit,
    logging: false,
    plugins: [
      ...limitPlugins(production),
      compiledQueriesPlugin(),
      deadlinePlugin(settings.requestTimeoutMs ?? 9000),
      presentedErrorsPlugin(settings),
    ] as Plugin<object>[],
  }) as unknown as YogaServerInstance<object, ApiContext>;
}
