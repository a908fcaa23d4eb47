import type { IncomingMessage, ServerResponse } from "node:http";
import type { Access } from "../access/access.ts";
import { type Exchange, noExchange } from "../access/exchange.ts";
import { httpExchange } from "../access/httpExchange.ts";
import { requestIdOf } from "./requestId.ts";

/** What express hands on; nothing of it in a request made in process. */
export interface Served {
  req?: IncomingMessage;
  res?: ServerResponse;
}

export interface Visitor {
  access: Access;
  exchange: Exchange;
  requestId: string;
}

export type VisitorOf = (request: Request, served: Served) => Promise<Visitor>;

/**
 * Who is asking. `inBackground`: on behalf of a stream that stands open; nobody is at work, and an idle session goes on
 * ageing.
 */
export type AccessOf = (
  exchange: Exchange,
  requestId: string,
  options?: { inBackground: boolean },
) => Promise<Access>;

/** Finds out once a request who is asking: what a visitor may ask is decided before the document is read. */
export function visitorsBy(accessOf: AccessOf): VisitorOf {
  const found = new WeakMap<Request, Promise<Visitor>>();
  return (request, { req, res }) => {
    const before = found.get(request);
    if (before) return before;
    const requestId = requestIdOf(request);
    const exchange = req && res ? httpExchange(req, res) : noExchange();
    const visitor = accessOf(exchange, requestId).then((access) => ({ access, exchange, requestId }));
    found.set(request, visitor);
    return visitor;
  };
}
