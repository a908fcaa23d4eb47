import type { RequestHandler } from "express";

/**
 * The defence against forged requests, beside SameSite cookies: whatever is no plain reading must come from our own
 * pages, as the browser itself says (`Sec-Fetch-Site`, else `Origin`), and carry a content type that no form can send.
 * Programs that are no browser send neither header and pass; they have no cookie to abuse.
 */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return next();
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const foreign =
    typeof site === "string"
      ? site !== "same-origin" && site !== "none"
      : origin !== undefined && !isOwn(origin, host);
  if (foreign) return refuse(403, "FORBIDDEN", "这个请求来自别的网站，已被拒绝。请在链盟的页面里操作。");
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    return refuse(415, "BAD_INPUT", "请求不是有效的 GraphQL 请求：请用 POST 提交 JSON，查询写在 query 里。");
  next();

  function refuse(status: number, code: string, message: string): void {
    response.status(status).json({ errors: [{ message, extensions: { code } }] });
  }
};

function isOwn(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
