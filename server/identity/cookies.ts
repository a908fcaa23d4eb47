import { stringifySetCookie } from "cookie";
import type { Exchange } from "../access/exchange.ts";

// Under TLS the prefix makes browsers refuse the name from sub-domains and without Secure.
export const sessionCookieName = (secure: boolean): string => (secure ? "__Host-lianmeng" : "lianmeng");

/** The session's secret in a request, if it brought one. */
export const sessionSecretOf = ({ cookies, secure }: Exchange): string | null =>
  cookies[sessionCookieName(secure)] ?? null;

/** Lets the browser keep a session: no script reads it, no other site's form sends it, and it ends with the session. */
export function giveSessionCookie(exchange: Exchange, secret: string, lifeSeconds: number): void {
  exchange.setCookie(cookie(exchange.secure, secret, lifeSeconds));
}

export function takeSessionCookie(exchange: Exchange): void {
  exchange.setCookie(cookie(exchange.secure, "", 0));
}

const cookie = (secure: boolean, value: string, maxAge: number): string =>
  stringifySetCookie({
    name: sessionCookieName(secure),
    value,
    maxAge,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
