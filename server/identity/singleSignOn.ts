import { parseCookie, stringifySetCookie } from "cookie";
import { type RequestHandler, Router } from "express";
import * as oidc from "openid-client";
import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { audit, originOf } from "./audit.ts";
import { addAccount, settle } from "./invitations.ts";
import { findAccount, readInvitation } from "./queries.ts";
import { hashSecret } from "./secrets.ts";
import { createAttempt, takeAttempt } from "./sessionQueries.ts";
import { freshSession, handOver, openSession } from "./sessions.ts";
import { countAttempt } from "./throttle.ts";

type Settings = NonNullable<ApiContext["settings"]["singleSignOn"]>;
type Problem = "unknown" | "denied" | "expired" | "unavailable";

const stateCookie = "lianmeng_sso";
const callbackPath = "/auth/oidc/callback";

/** Only a path of our own: whoever is sent round by the provider comes back here. */
const safePath = (value: unknown): string =>
  typeof value === "string" && /^\/(?![/\\])[^\s\\]{0,500}$/.test(value) ? value : "/";

/**
 * Sign-in by OpenID Connect: code flow with PKCE, state bound to the browser by a cookie, nonce. Mounted at /auth/oidc.
 * `contextOf` makes the context of a request. An account is found by the provider's subject, or made from an open
 * invitation to the address that the provider vouches for; nobody else gets in.
 */
export function singleSignOnRoutes(
  contextOf: (
    request: Parameters<RequestHandler>[0],
    response: Parameters<RequestHandler>[1],
  ) => Promise<ApiContext>,
): Router {
  const router = Router();
  let provider: Promise<oidc.Configuration> | undefined;
  const configured = async (settings: Settings): Promise<oidc.Configuration> => {
    provider ??= discover(settings);
    try {
      return await provider;
    } catch (error) {
      provider = undefined;
      throw error;
    }
  };

  router.get("/start", async (request, response) => {
    const context = await contextOf(request, response);
    const { singleSignOn, publicUrl } = context.settings;
    const fail = failing(context, response);
    if (!singleSignOn || !publicUrl) return fail("unavailable");
    try {
      await countAttempt(context.exchange.address);
      const config = await configured(singleSignOn);
      const [state, nonce, verifier] = [
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ];
      const returnTo = safePath(request.query.returnTo);
      await context.graph.run(createAttempt, { hash: hashSecret(state), nonce, verifier, returnTo });
      context.exchange.setCookie(ssoCookie(context, state, 600));
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: publicUrl + callbackPath,
        scope: "openid email profile",
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      response.redirect(302, url.href);
    } catch (error) {
      fail("unavailable", error);
    }
  });

  router.get("/callback", async (request, response) => {
    const context = await contextOf(request, response);
    const { singleSignOn, publicUrl } = context.settings;
    const fail = failing(context, response);
    if (!singleSignOn || !publicUrl) return fail("unavailable");
    const state = typeof request.query.state === "string" ? request.query.state : "";
    const kept = parseCookie(request.headers.cookie ?? "")[stateCookie];
    context.exchange.setCookie(ssoCookie(context, "", 0));
    if (state === "" || kept !== state) return fail("expired");
    const [attempt] = await context.graph.run(takeAttempt, { hash: hashSecret(state) });
    if (!attempt?.inTime) return fail("expired");
    if (request.query.error !== undefined) return fail("denied");
    try {
      const config = await configured(singleSignOn);
      const tokens = await oidc.authorizationCodeGrant(config, new URL(publicUrl + request.originalUrl), {
        pkceCodeVerifier: attempt.verifier,
        expectedState: state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims || !(await letIn(context, await withAddress(config, tokens.access_token, claims))))
        return fail("unknown");
      response.redirect(302, publicUrl + attempt.returnTo);
    } catch (error) {
      fail(
        error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError
          ? "denied"
          : "unavailable",
        error,
      );
    }
  });
  return router;
}

const failing =
  (context: ApiContext, response: Parameters<RequestHandler>[1]) =>
  (problem: Problem, error?: unknown): void => {
    // The provider's words may carry codes and tokens: only what kind of failure it was is kept.
    if (error)
      context.logger.warn(
        { requestId: context.requestId, kind: (error as Error).name },
        "single sign-on failed",
      );
    response.redirect(302, `${context.settings.publicUrl ?? ""}/signin?problem=${problem}`);
  };

const ssoCookie = (context: ApiContext, value: string, maxAge: number): string =>
  stringifySetCookie({
    name: stateCookie,
    value,
    maxAge,
    path: "/auth",
    httpOnly: true,
    sameSite: "lax",
    secure: context.exchange.secure,
  });

function discover({ issuer, clientId, clientSecret }: Settings): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  // Plain HTTP only towards a provider on this very machine.
  const local = url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return oidc.discovery(url, clientId, clientSecret, undefined, {
    timeout: 8,
    ...(local ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}

/** Many providers tell the address only when asked apart. */
async function withAddress(
  config: oidc.Configuration,
  accessToken: string,
  claims: oidc.IDToken,
): Promise<oidc.IDToken> {
  if (claims.email !== undefined || !config.serverMetadata().userinfo_endpoint) return claims;
  const { email, email_verified } = await oidc.fetchUserInfo(config, accessToken, claims.sub);
  return { ...claims, ...(email === undefined ? {} : { email, email_verified }) };
}

/** Opens a session for whom the provider vouched for; false when there is neither account nor invitation. */
async function letIn(context: ApiContext, claims: oidc.IDToken): Promise<boolean> {
  const { graph } = context;
  const subject = `${claims.iss} ${claims.sub}`;
  const [known] = await graph.run(findAccount, { username: null, subject });
  if (known && known.state !== "active") return false;
  const email =
    claims.email_verified === true && typeof claims.email === "string" ? claims.email.toLowerCase() : null;
  const [invitation] = known || email === null ? [] : await graph.run(readInvitation, { hash: null, email });
  if (!known && !invitation) return false;
  const session = freshSession(context);
  await graph.write(async (tx) => {
    const accountId = known?.id ?? ulid();
    if (!known && invitation) {
      const username = `${email}`;
      await addAccount(tx, {
        id: accountId,
        username,
        name: invitation.name,
        email,
        subject,
        passwordHash: null,
      });
      await settle(context, tx, invitation, accountId, "acceptInvitation");
    }
    await openSession(context, tx, session, accountId);
    const actor = { id: accountId, name: known?.name ?? invitation?.name ?? "", demo: false };
    const target = { kind: "Account", id: accountId };
    await audit(tx, {
      action: "signIn",
      actor,
      target,
      after: { by: "singleSignOn" },
      from: originOf(context),
    });
  });
  handOver(context, session);
  return true;
}
