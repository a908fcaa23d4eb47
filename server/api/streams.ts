import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import type { Plugin } from "graphql-yoga";
import { AppError, badInput } from "../errors.ts";
import type { ApiContext } from "./context.ts";
import { visitorKey } from "./rates.ts";

/** Streams that stand open at once: in this process, and of one visitor with several windows. */
export interface StreamLimits {
  all: number;
  ofVisitor: number;
}

export const defaultStreamLimits: StreamLimits = { all: 1000, ofVisitor: 12 };

/** Whether a request asks for server-sent events: such an answer has no end of its own. */
export const asksForEvents = ({ headers }: Pick<IncomingMessage, "headers">): boolean =>
  (headers.accept ?? "").toLowerCase().includes("text/event-stream");

/** A handler that requests for events meet, and the rest pass by. */
export const forEvents =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    asksForEvents(request) ? handler(request, response, next) : next();

/**
 * Subscriptions run over server-sent events and nothing else does, so that neither evades the bounds of the other:
 * requests have their turn and their time, streams a number.
 */
export function streamsPlugin(limits: StreamLimits = defaultStreamLimits): Plugin {
  const open = new Map<string, number>();
  let all = 0;
  return {
    onExecute: ({ args }) => {
      if (events(args.contextValue.request))
        throw badInput("查询和修改请用 accept: application/json；事件流只用于订阅。");
    },
    onSubscribe: ({ args }) => {
      const context = args.contextValue as unknown as ApiContext & { request: Request };
      if (!events(context.request))
        throw badInput("订阅请用 accept: text/event-stream（服务器发送的事件）。");
      const key = visitorKey(context.access, context.exchange);
      const own = open.get(key) ?? 0;
      if (own >= limits.ofVisitor)
        throw new AppError("LIMIT", `同时打开的实时更新最多 ${limits.ofVisitor} 个，请关闭几个页面再试。`);
      if (all >= limits.all) throw new AppError("OVERLOADED", "实时更新的连接已满，请过一会儿刷新页面。");
      open.set(key, own + 1);
      all += 1;
      const leave = once(() => {
        all -= 1;
        const left = (open.get(key) ?? 1) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      });
      return {
        onSubscribeError: leave,
        onSubscribeResult: ({ result }) => {
          // Refused with an error: nothing stands open.
          if (!(Symbol.asyncIterator in (result as object))) leave();
          return { onEnd: leave };
        },
      };
    },
  };
}

const events = (request: Request): boolean =>
  (request.headers.get("accept") ?? "").toLowerCase().includes("text/event-stream");

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
