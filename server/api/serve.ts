import { once } from "node:events";
import type { RequestHandler, Response } from "express";
import type { YogaServerInstance } from "graphql-yoga";
import type { ApiContext } from "./context.ts";
import type { Served } from "./visitors.ts";

/**
 * Hands a request to the GraphQL endpoint and its answer back. The endpoint's own listener answers what it did not
 * foresee with the stack; here that goes to the application, which masks and logs it.
 */
export function serveGraphql(graphql: YogaServerInstance<object, ApiContext>): RequestHandler {
  return async (request, response, next) => {
    try {
      const served: Served = { req: request, res: response };
      const answer = await graphql.handleNodeRequestAndResponse(request, response, served as object);
      const body = await answer.text();
      if (response.destroyed || response.writableEnded) return;
      response.status(answer.status);
      answer.headers.forEach((value, name) => void response.setHeader(name, value));
      response.end(body);
    } catch (error) {
      next(error);
    }
  };
}

/**
 * Hands a request for server-sent events on and its answer back as it comes, until the client goes or this server ends:
 * clients connect again, to whichever server is there.
 */
export function serveEvents(
  graphql: YogaServerInstance<object, ApiContext>,
  ending?: AbortSignal,
): RequestHandler {
  return async (request, response, next) => {
    try {
      const served: Served = { req: request, res: response };
      const answer = await graphql.handleNodeRequestAndResponse(request, response, served as object);
      if (response.destroyed) return void answer.body?.cancel().catch(() => undefined);
      response.status(answer.status);
      answer.headers.forEach((value, name) => void response.setHeader(name, value));
      // A proxy that gathers answers before it hands them on would keep every event to itself.
      response.setHeader("x-accel-buffering", "no");
      response.setHeader("cache-control", "no-store");
      if (answer.body) await handOn(answer.body.getReader(), response, ending);
      response.end();
    } catch (error) {
      next(error);
    }
  };
}

/** As it comes and no faster than the client takes it. Whoever made it is told when nobody listens any more. */
async function handOn(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  response: Response,
  ending?: AbortSignal,
): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    const end = () => resolve();
    ending?.addEventListener("abort", end);
    response.once("close", () => {
      ending?.removeEventListener("abort", end);
      end();
    });
  });
  void gone.then(() => reader.cancel().catch(() => undefined));
  for (;;) {
    const part = await Promise.race([reader.read(), gone]);
    if (!part || part.done) return;
    if (!response.write(part.value))
      await Promise.race([once(response, "drain").catch(() => undefined), gone]);
  }
}

/** An address that no browser makes: `http://` and it are no URL, or more than a host and a port. */
export const plainHostOnly: RequestHandler = ({ headers }, response, next) => {
  const host = headers.host ?? "localhost";
  if (
    /^[\w.-]*(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host) &&
    URL.canParse(`http://${host || "localhost"}`)
  )
    return next();
  const message = "请求里的主机名不对。请用浏览器打开链盟的地址。";
  response.status(400).json({ errors: [{ message, extensions: { code: "BAD_INPUT" } }] });
};
