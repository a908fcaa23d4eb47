import { readFileSync } from "node:fs";
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from "graphql";
import { createSchema, createYoga, type Plugin, type YogaServerInstance } from "graphql-yoga";
import { protectSchema } from "../access/rules.ts";
import { AppError } from "../errors.ts";
import { compiledQueriesPlugin } from "./compiled.ts";
import { type ApiContext, createContext, type Services } from "./context.ts";
import { type DocumentRules, documentsPlugin } from "./documents.ts";
import { limitPlugins } from "./limits.ts";
import type { ApiModule } from "./module.ts";
import { presentError } from "./presentError.ts";
import { type Rates, ratesPlugin } from "./rates.ts";
import { requestIdOf } from "./requestId.ts";
import { type StreamLimits, streamsPlugin } from "./streams.ts";
import { type AccessOf, type Served, type VisitorOf, visitorsBy } from "./visitors.ts";

export interface GraphqlSettings {
  services: Services;
  modules: readonly ApiModule[];
  production: boolean;
  /** Longest time one request may take, in ms; 8,400 when absent. */
  requestTimeoutMs?: number | undefined;
  /** How this server and its database are doing. */
  status?: ApiContext["status"];
  /** Who is asking. */
  accessOf: AccessOf;
  /** Which documents run; any when absent. */
  documents?: DocumentRules | undefined;
  /** How many streams stand open at once. */
  streams?: StreamLimits | undefined;
  /** What counts requests and cost; nothing when absent. */
  rates?: Rates | undefined;
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
              resolve({ errors: [new GraphQLError(late.message, { originalError: late })] });
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
  const presented = <R extends ExecutionResult>(result: R, request: Request): R => {
    const presentation = { requestId: requestIdOf(request), logger: services.logger, production };
    const { errors } = result;
    return errors ? { ...result, errors: errors.map((error) => presentError(error, presentation)) } : result;
  };
  return {
    onResultProcess: ({ result, setResult, request }) => {
      if (Array.isArray(result) || !("errors" in result) || !result.errors) return;
      setResult(presented(result, request));
    },
    // Events pass by the end of their request.
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        onNext: ({ result, setResult }) => {
          if ("errors" in result) setResult(presented(result, args.contextValue.request));
        },
      }),
    }),
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

/** In the order a request meets them. */
function pluginsOf(settings: GraphqlSettings, visitorOf: VisitorOf): Plugin[] {
  const { production, rates, documents } = settings;
  return [
    ...(rates ? [ratesPlugin(rates, visitorOf)] : []),
    documentsPlugin(documents, visitorOf),
    ...limitPlugins({ production, countCost: rates?.countCost }),
    streamsPlugin(settings.streams),
    compiledQueriesPlugin(),
    deadlinePlugin(settings.requestTimeoutMs ?? 8400),
    presentedErrorsPlugin(settings),
  ];
}

/** The GraphQL endpoint of the modules, to be mounted at `/graphql`. */
export function createGraphql(settings: GraphqlSettings): YogaServerInstance<object, ApiContext> {
  const { services, modules, production } = settings;
  const visitorOf = visitorsBy(settings.accessOf);
  return createYoga<object, ApiContext>({
    schema: apiSchema(modules),
    context: async ({ request, ...served }) => {
      const visitor = await visitorOf(request, served as Served);
      const accessNow = () => settings.accessOf(visitor.exchange, visitor.requestId, { inBackground: true });
      return createContext(services, { ...visitor, accessNow, status: settings.status });
    },
    graphqlEndpoint: "/graphql",
    graphiql: !production,
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    maskedErrors: false,
    maxRequestBodySize: bodyLimit,
    extraParamNames: ["documentId"],
    logging: false,
    plugins: pluginsOf(settings, visitorOf) as Plugin<object>[],
  }) as unknown as YogaServerInstance<object, ApiContext>;
}
