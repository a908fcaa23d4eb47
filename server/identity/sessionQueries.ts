import { z } from "zod";
import { defineQuery } from "../graph/query.ts";
import { grantRow } from "./queries.ts";

const holder = {
  accountId: z.string(),
  name: z.string(),
  mustChangePassword: z.boolean(),
  grants: z.array(grantRow),
};
const newSession = {
  id: z.string(),
  hash: z.string(),
  lifeSeconds: z.number().int(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
};
const idRow = z.object({ id: z.string() });

/** The account behind a session's hash, or the maker of the share link it opened; no row when it is over. */
export const readSession = defineQuery({
  name: "identity/read-session",
  mode: "read",
  params: z.object({
    hash: z.string(),
    idleSeconds: z.number().int(),
    today: z.string(),
    demoAllowed: z.boolean(),
  }),
  row: z.object({
    sessionId: z.string(),
    endsAt: z.string(),
    stale: z.boolean(),
    demo: z.boolean(),
    demoOn: z.boolean(),
    link: z
      .object({
        id: z.string(),
        name: z.string(),
        path: z.string(),
        audiences: z.array(z.string()),
        expiresAt: z.string(),
      })
      .nullable(),
    ...holder,
  }),
});

export const readApiToken = defineQuery({
  name: "identity/read-api-token",
  mode: "read",
  params: z.object({ hash: z.string(), today: z.string() }),
  row: z.object({
    tokenId: z.string(),
    tokenName: z.string(),
    scopes: z.array(z.string()),
    stale: z.boolean(),
    ...holder,
  }),
});

/** The grants of an account that holds; no row for one that is disabled, or of a demo that is over. */
export const readAccountRights = defineQuery({
  name: "identity/read-account-rights",
  mode: "read",
  params: z.object({ id: z.string(), today: z.string(), demoAllowed: z.boolean() }),
  row: z.object({ demoOn: z.boolean(), mustChangePassword: z.boolean(), grants: z.array(grantRow) }),
});

export const touchSession = defineQuery({
  name: "identity/touch-session",
  mode: "write",
  params: idRow,
  row: idRow,
});
export const touchApiToken = defineQuery({
  name: "identity/touch-api-token",
  mode: "write",
  params: idRow,
  row: idRow,
});

export const createSession = defineQuery({
  name: "identity/create-session",
  mode: "write",
  params: z.object({ accountId: z.string(), ...newSession }),
  row: idRow,
});

export const createGuestSession = defineQuery({
  name: "identity/create-guest-session",
  mode: "write",
  params: z.object({ tokenHash: z.string(), ...newSession }),
  row: z.object({ linkId: z.string(), name: z.string() }),
});

export const deleteSession = defineQuery({
  name: "identity/delete-session",
  mode: "write",
  params: z.object({ hash: z.string() }),
  row: z.object({ accountId: z.string().nullable() }),
});

/** Ends sessions of an account: one, or all, or all but one. */
export const deleteSessions = defineQuery({
  name: "identity/delete-sessions",
  mode: "write",
  params: z.object({ accountId: z.string(), id: z.string().nullable(), keepHash: z.string().nullable() }),
  row: z.object({ ended: z.number() }),
});

export const listSessions = defineQuery({
  name: "identity/list-sessions",
  mode: "read",
  params: z.object({ accountId: z.string(), idleSeconds: z.number().int() }),
  row: z.object({
    id: z.string(),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    endsAt: z.string(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  }),
});

/** One more try of a name; when it may not be made, for how long not, else for how long the name is locked by it. */
export const countPasswordTry = defineQuery({
  name: "identity/count-password-try",
  mode: "write",
  params: z.object({ key: z.string() }),
  row: z.object({ allowed: z.boolean(), lockedSeconds: z.number() }),
});
export const clearGuard = defineQuery({
  name: "identity/clear-guard",
  mode: "write",
  params: z.object({ key: z.string() }),
  row: z.object({ cleared: z.number() }),
});

export const createAttempt = defineQuery({
  name: "identity/create-attempt",
  mode: "write",
  params: z.object({ hash: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() }),
  row: z.object({ hash: z.string() }),
});
/** Reads a started single sign-on and removes it: it can be finished once. */
export const takeAttempt = defineQuery({
  name: "identity/take-attempt",
  mode: "write",
  params: z.object({ hash: z.string() }),
  row: z.object({ nonce: z.string(), verifier: z.string(), returnTo: z.string(), inTime: z.boolean() }),
});

export const createApiToken = defineQuery({
  name: "identity/create-api-token",
  mode: "write",
  params: z.object({
    accountId: z.string(),
    id: z.string(),
    hash: z.string(),
    hint: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    days: z.number().int(),
  }),
  row: idRow,
});
export const listApiTokens = defineQuery({
  name: "identity/list-api-tokens",
  mode: "read",
  params: z.object({ accountId: z.string() }),
  row: z.object({
    id: z.string(),
    name: z.string(),
    hint: z.string(),
    scopes: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
  }),
});
/** One token of an account, or all of them (`id` null). */
export const deleteApiTokens = defineQuery({
  name: "identity/delete-api-tokens",
  mode: "write",
  params: z.object({ accountId: z.string(), id: z.string().nullable() }),
  row: z.object({ name: z.string() }),
});

export const createShareLink = defineQuery({
  name: "identity/create-share-link",
  mode: "write",
  params: z.object({
    accountId: z.string(),
    id: z.string(),
    hash: z.string(),
    name: z.string(),
    path: z.string(),
    audiences: z.array(z.string()),
    placeIds: z.array(z.string()),
    days: z.number().int(),
  }),
  row: idRow,
});
export const listShareLinks = defineQuery({
  name: "identity/list-share-links",
  mode: "read",
  params: z.object({ accountId: z.string() }),
  row: z.object({
    id: z.string(),
    name: z.string(),
    path: z.string(),
    placeIds: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string(),
    openedCount: z.number(),
  }),
});
export const deleteShareLink = defineQuery({
  name: "identity/delete-share-link",
  mode: "write",
  params: z.object({ accountId: z.string(), id: z.string() }),
  row: z.object({ name: z.string() }),
});
