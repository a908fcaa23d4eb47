import type { ExecutionResult } from "graphql";
import { createSchema, createYoga, type Plugin, type YogaServerInstance } from "graphql-yoga";
import { AppError } from "../errors.ts";
import { systemViewer, type Viewer } from "../graph/query.ts";
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
  /** Whose eyes a request sees with; the system's when absent. */
  viewerOf?: ((requestId: string) => Viewer) | undefined;
}

const bodyLimit = 1_000_000;

/** Ends a request in time whatever a resolver waits for: several statements in a row each have their own deadline. */
function useDeadline(ms: number): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) => {
      setExecuteFn((args) => {
        let timer: NodeJS.Timeout | undefined;
        const overdue = new Promise<ExecutionResult>((resolve) => {
          timer = setTimeout(() => {
            const late = new AppError("TIMEOUT", "系统没有在规定时间内答复，本次操作没有得到确认。请稍后重试。");
            resolve({ errors: [late as never] });
          }, ms);
        });
        return Promise.race([executeFn(args), overdue]).finally(() => clearTimeout(timer));
      });
    },
  };
}

/** Every error of every answer passes here once, parse and protocol errors included. */
function usePresentedErrors({ services, production }: GraphqlSettings): Plugin {
  return {
    onResultProcess: ({ result, setResult, request }) => {
      if (Array.isArray(result) || !("errors" in result) || !result.errors) return;
      const presentation = { requestId: requestIdOf(request), logger: services.logger, production };
      setResult({ ...result, errors: result.errors.map((error) => presentError(error, presentation)) });
    },
  };
}

/** The GraphQL endpoint of the modules, to be mounted at `/graphql`. */
export function createGraphql(settings: GraphqlSettings): YogaServerInstance<object, ApiContext> {
  const { services, modules, production } = settings;
  const viewerOf = settings.viewerOf ?? (() => systemViewer);
  return createYoga<object, ApiContext>({
    schema: createSchema<ApiContext>({
      typeDefs: modules.map((module) => module.typeDefs),
      resolvers: modules.map((module) => module.resolvers) as never,
    }),
    context: ({ request }) => {
      const requestId = requestIdOf(request);
      return createContext(services, { viewer: viewerOf(requestId), requestId });
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
      useDeadline(settings.requestTimeoutMs ?? 9000),
      usePresentedErrors(settings),
    ] as Plugin<object>[],
  }) as unknown as YogaServerInstance<object, ApiContext>;
}
