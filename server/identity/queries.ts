import { z } from "zod";
import { actorSchema } from "../access/access.ts";
import { derivedParams, derivedRow } from "../access/derived.ts";
import { pageParams, pageRow } from "../api/rows.ts";
import { defineQuery, viewerSchema } from "../graph/query.ts";

export const grantRow = z.object({
  grantId: z.string(),
  role: z.string(),
  placeId: z.string().nullable(),
  until: z.string().nullable(),
});
export type GrantRow = z.output<typeof grantRow>;

const idRow = z.object({ id: z.string() });

const accountRow = z.object({
  cursorKey: z.string(),
  id: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phoneHint: z.string().nullable(),
  state: z.enum(["active", "disabled"]),
  demo: z.boolean(),
  singleSignOn: z.boolean(),
  hasPassword: z.boolean(),
  lockedUntil: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number(),
  grants: z.array(grantRow),
});
export type AccountRow = z.output<typeof accountRow>;

/** One page of accounts; `ids` narrows it to those. */
export const listAccounts = defineQuery({
  name: "identity/list-accounts",
  mode: "read",
  params: z.object({
    ids: z.array(z.string()).nullable(),
    state: z.string().nullable(),
    text: z.string().nullable(),
    role: z.string().nullable(),
    today: z.string(),
    ...pageParams,
  }),
  row: pageRow(accountRow),
});

export const findAccount = defineQuery({
  name: "identity/find-account",
  mode: "read",
  params: z.object({ username: z.string().nullable(), subject: z.string().nullable() }),
  row: z.object({
    id: z.string(),
    name: z.string(),
    passwordHash: z.string().nullable(),
    state: z.string(),
    demo: z.boolean(),
  }),
});

export const readOwnPassword = defineQuery({
  name: "identity/read-own-password",
  mode: "read",
  params: z.object({ id: z.string() }),
  row: z.object({ passwordHash: z.string().nullable(), username: z.string(), name: z.string() }),
});

export const createAccount = defineQuery({
  name: "identity/create-account",
  mode: "write",
  params: z.object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    subject: z.string().nullable(),
    passwordHash: z.string().nullable(),
    mustChangePassword: z.boolean(),
    demo: z.boolean(),
  }),
  row: idRow,
});

export const countPeople = defineQuery({
  name: "identity/count-people",
  mode: "write",
  params: z.object({}),
  row: z.object({ people: z.number() }),
});

export const setPassword = defineQuery({
  name: "identity/set-password",
  mode: "write",
  params: z.object({ id: z.string(), passwordHash: z.string() }),
  row: z.object({ id: z.string(), name: z.string() }),
});

export const editAccount = defineQuery({
  name: "identity/edit-account",
  mode: "write",
  params: z.object({
    id: z.string(),
    expectedVersion: z.number().int(),
    name: z.string(),
    email: z.string().nullable(),
    keepPhone: z.boolean(),
    phone: z.string().nullable(),
    phoneHint: z.string().nullable(),
  }),
  row: z.object({
    before: z.object({ name: z.string(), email: z.string().nullable(), hasPhone: z.boolean() }),
    version: z.number(),
  }),
});

export const setAccountState = defineQuery({
  name: "identity/set-account-state",
  mode: "write",
  params: z.object({
    id: z.string(),
    expectedVersion: z.number().int(),
    state: z.enum(["active", "disabled"]),
  }),
  row: z.object({ before: z.string(), version: z.number() }),
});

export const readPhone = defineQuery({
  name: "identity/read-phone",
  mode: "read",
  params: z.object({
    id: z.string(),
    /** Whether the viewer answers for the whole installation. */
    everybody: z.boolean(),
    actor: actorSchema,
    today: z.string(),
  }),
  row: z.object({ phone: z.string().nullable() }),
});

export const readPlaces = defineQuery({
  name: "identity/read-place",
  mode: "read",
  params: z.object({ viewer: viewerSchema, ids: z.array(z.string()) }),
  row: z.object({ id: z.string(), name: z.string(), kind: z.string(), variant: z.string().nullable() }),
});

const newGrant = {
  id: z.string(),
  role: z.string(),
  placeId: z.string().nullable(),
  until: z.string().nullable(),
};

/** From when a grant is held (instant) and until when (first day no longer). */
const heldDays = z.object({ since: z.string(), until: z.string().nullable() });

export const createGrant = defineQuery({
  name: "identity/create-grant",
  mode: "write",
  params: z.object({ accountId: z.string(), demo: z.boolean(), ...newGrant }),
  /** `before` is null where the role was not held. */
  row: z.object({ id: z.string(), before: heldDays.nullable(), after: heldDays }),
});

export const deleteGrant = defineQuery({
  name: "identity/delete-grant",
  mode: "write",
  params: z.object({ id: z.string() }),
  row: z.object({
    accountId: z.string(),
    role: z.string(),
    placeId: z.string().nullable(),
    ...heldDays.shape,
  }),
});

export const countAdministrators = defineQuery({
  name: "identity/count-administrators",
  mode: "write",
  params: z.object({}),
  row: z.object({ administrators: z.number() }),
});

export const createInvitation = defineQuery({
  name: "identity/create-invitation",
  mode: "write",
  params: z.object({
    id: z.string(),
    hash: z.string(),
    kind: z.enum(["invite", "reset"]),
    name: z.string().nullable(),
    email: z.string().nullable(),
    accountId: z.string().nullable(),
    byId: z.string(),
    days: z.number().int(),
    grants: z.array(z.object(newGrant)),
  }),
  row: z.object({ id: z.string(), name: z.string() }),
});

const invitationFacts = {
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  expiresAt: z.string(),
  grants: z.array(grantRow),
};

export const listInvitations = defineQuery({
  name: "identity/list-invitations",
  mode: "read",
  params: z.object({ id: z.string().nullable() }),
  row: z.object({ ...invitationFacts, createdAt: z.string(), invitedBy: z.string().nullable() }),
});

export const readInvitation = defineQuery({
  name: "identity/read-invitation",
  mode: "read",
  params: z.object({ hash: z.string().nullable(), email: z.string().nullable() }),
  row: z.object({ ...invitationFacts, accountId: z.string().nullable(), username: z.string().nullable() }),
});
export type InvitationRow = z.output<(typeof readInvitation)["row"]>;

export const useInvitation = defineQuery({
  name: "identity/use-invitation",
  mode: "write",
  params: z.object({ id: z.string(), accountId: z.string() }),
  row: z.object({ id: z.string(), grants: z.number() }),
});

export const withdrawInvitation = defineQuery({
  name: "identity/withdraw-invitation",
  mode: "write",
  params: z.object({ id: z.string() }),
  row: z.object({ name: z.string() }),
});

/** Open ones that an account made, or that reset an account's password. */
export const withdrawInvitationsOf = defineQuery({
  name: "identity/withdraw-invitations-of",
  mode: "write",
  params: z.object({ byId: z.string().nullable(), resetsId: z.string().nullable() }),
  row: z.object({ withdrawn: z.number() }),
});

/** The user name of the account that a used invitation made or reset. */
export const readAccepted = defineQuery({
  name: "identity/read-accepted",
  mode: "write",
  params: z.object({ hash: z.string() }),
  row: z.object({ kind: z.string(), username: z.string() }),
});

/** Secretaries whose organisation is on duty today. */
export const dutyGrants = defineQuery({
  name: "identity/duty-grants",
  mode: "read",
  params: derivedParams,
  row: derivedRow,
});
