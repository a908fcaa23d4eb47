import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/**
 * A real OpenID Connect provider as a process of its own: `node --import tsx test/identity/provider.ts REDIRECT_URI`.
 * Prints its address. Whoever is named last by GET /next?sub=…&email=…&verified=… signs in; sub=nobody declines.
 */
const [redirectUri = ""] = process.argv.slice(2);
let next = { sub: "nobody", email: "", verified: false };
const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "lianmeng",
        client_secret: "a secret of the test",
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of the test"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => {
      const { email, verified } = next;
      return { accountId: sub, claims: () => ({ sub, email, email_verified: verified }) };
    },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/next") {
      const { sub = "nobody", email = "", verified } = Object.fromEntries(url.searchParams);
      next = { sub, email, verified: verified === "true" };
      return response.end();
    }
    if (!url.pathname.startsWith("/interaction/")) return answer(request, response);
    const { params, session, prompt } = await provider.interactionDetails(request, response);
    if (next.sub === "nobody")
      return provider.interactionFinished(
        request,
        response,
        { error: "access_denied" },
        { mergeWithLastSubmission: false },
      );
    if (prompt.name === "login")
      return provider.interactionFinished(
        request,
        response,
        { login: { accountId: next.sub } },
        { mergeWithLastSubmission: false },
      );
    const grant = new provider.Grant({
      accountId: session?.accountId ?? next.sub,
      clientId: String(params.client_id),
    });
    grant.addOIDCScope("openid email profile");
    return provider.interactionFinished(
      request,
      response,
      { consent: { grantId: await grant.save() } },
      { mergeWithLastSubmission: true },
    );
  });
  process.stdout.write(`${issuer}\n`);
});
// Ends with the test that started it, however that ends.
process.stdin.on("end", () => process.exit(0)).resume();
