import type { RequestHandler } from "express";
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
