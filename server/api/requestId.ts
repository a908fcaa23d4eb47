import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

const header = "x-request-id";
const acceptable = /^[\w.-]{1,64}$/;

/** Gives every request an id, the caller's own where it is a plain word, and says it in the answer. */
export const nameRequests: RequestHandler = (request, response, next) => {
  const given = request.headers[header];
  const id = typeof given === "string" && acceptable.test(given) ? given : randomUUID();
  request.headers[header] = id;
  response.setHeader(header, id);
  next();
};

/** The id of a request that passed `nameRequests`; a new one for a request made in process. */
export function requestIdOf(request: { headers: { get(name: string): string | null } }): string {
  const given = request.headers.get(header);
  return given && acceptable.test(given) ? given : randomUUID();
}
