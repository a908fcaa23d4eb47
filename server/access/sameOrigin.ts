import type { Request, RequestHandler, Response } from "express";

/**
 * The defence against forged requests, beside SameSite cookies: whatever is no plain reading must come from our own
 * pages, as the browser itself says (`Sec-Fetch-Site`, else `Origin`), and carry a content type that no form can send.
 * Programs that are no browser send neither header and pass; they have no cookie to abuse.
 */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  if (isReading(request)) return next();
  if (isForeign(request)) return refuseForeign(response);
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    return refuse(
      response,
      415,
      "BAD_INPUT",
      "请求不是有效的 GraphQL 请求：请用 POST 提交 JSON，查询写在 query 里。",
    );
  next();
};

/** The same for requests beside GraphQL that check their content type themselves. */
export const ownPagesOnly: RequestHandler = (request, response, next) => {
  if (isReading(request) || !isForeign(request)) return next();
  refuseForeign(response);
};

const isReading = ({ method }: Request): boolean =>
  method === "GET" || method === "HEAD" || method === "OPTIONS";

/** For readings that leave a trace: a link on another site takes nothing away in the name of whoever follows it. */
export const notFromElsewhere: RequestHandler = (request, response, next) =>
  isForeign(request) ? refuseForeign(response) : next();

function isForeign({ headers }: Request): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  return typeof site === "string"
    ? site !== "same-origin" && site !== "none"
    : origin !== undefined && !isOwn(origin, host);
}

const refuseForeign = (response: Response): void =>
  refuse(response, 403, "FORBIDDEN", "这个请求来自别的网站，已被拒绝。请在链盟的页面里操作。");

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}

function isOwn(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
