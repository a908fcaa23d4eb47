import { registerDerivedGrants } from "../access/derived.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import * as accounts from "./accounts.ts";
import { auditActors, auditEventResolvers, auditEvents, auditHead } from "./auditTrail.ts";
import { authenticate } from "./authenticate.ts";
import { enterDemo, switchDemoOff } from "./demo.ts";
import { grantRole, heldRoleResolvers, revokeGrant } from "./grants.ts";
import * as invitations from "./invitations.ts";
import { accessWith, accessWithout, allRoleInfos, meResolvers, ownId } from "./me.ts";
import { dutyGrants } from "./queries.ts";
import { endSessions, openShareLink, ownSessions, signOut } from "./sessions.ts";
import { ownShareLinks, revokeShareLink, shareLink } from "./shares.ts";
import { signIn } from "./signIn.ts";
import { makeToken, ownTokens, revokeToken } from "./tokens.ts";

registerDerivedGrants({ from: "organizationSecretary", query: dutyGrants });

const found = <T extends { id: string }>(rows: readonly T[], id: string, what: string): T => {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw notFound(what);
  return row;
};

async function invitationPayload(context: ApiContext, { id, link }: { id: string; link: string }) {
  return { invitation: found(await invitations.openInvitations(context, id), id, "这个邀请"), link };
}

const entering: Resolvers["Mutation"] = {
  signIn: async (_, { input }, context) => ({ me: await accessWith(context, await signIn(context, input)) }),
  signOut: async (_, __, context) => {
    await signOut(context);
    return { me: await accessWithout(context) };
  },
  acceptInvitation: async (_, { input }, context) => ({
    me: await accessWith(context, await invitations.acceptInvitation(context, input)),
  }),
  enterDemo: async (_, { role }, context) => ({
    me: await accessWith(context, await enterDemo(context, role)),
  }),
  openShareLink: async (_, { token }, context) => ({
    me: await accessWith(context, await openShareLink(context, token)),
  }),
};

const own: Resolvers["Mutation"] = {
  changePassword: async (_, { input }, context) => {
    await accounts.changePassword(context, ownId(context), input);
    return { me: await meAgain(context) };
  },
  editOwnAccount: async (_, { input }, context) => {
    await accounts.editOwnAccount(context, ownId(context), input);
    return { account: await accounts.accountById(context, ownId(context)) };
  },
  endSession: async (_, { id, clientMutationId }, context) => ({
    ended: await endSessions(context, ownId(context), checkId(id, "id"), clientMutationId),
  }),
  signOutEverywhere: async (_, __, context) => ({ ended: await endSessions(context, ownId(context), null) }),
  createApiToken: async (_, { input }, context) => {
    const { id, secret } = await makeToken(context, ownId(context), input);
    return { apiToken: found(await ownTokens(context, ownId(context)), id, "这个令牌"), secret };
  },
  revokeApiToken: async (_, step, context) => ({ ended: await revokeToken(context, ownId(context), step) }),
  createShareLink: async (_, { input }, context) => {
    const { id, link } = await shareLink(context, ownId(context), input);
    return { shareLink: found(await ownShareLinks(context, ownId(context)), id, "这个分享链接"), link };
  },
  revokeShareLink: async (_, step, context) => ({
    ended: await revokeShareLink(context, ownId(context), step),
  }),
};

const administering: Resolvers["Mutation"] = {
  invite: async (_, { input }, context) =>
    invitationPayload(context, await invitations.invite(context, input)),
  resetPassword: async (_, { input }, context) => {
    checkId(input.accountId, "input", "accountId");
    return invitationPayload(context, await invitations.resetPassword(context, input));
  },
  withdrawInvitation: async (_, step, context) => {
    checkId(step.id, "id");
    await invitations.withdraw(context, step);
    return { ended: 1 };
  },
  grantRole: async (_, { input }, context) => {
    checkId(input.accountId, "input", "accountId");
    await grantRole(context, input);
    return { account: await accounts.accountById(context, input.accountId) };
  },
  revokeGrant: async (_, { grantId, clientMutationId }, context) => {
    const step = { id: checkId(grantId, "grantId"), clientMutationId };
    return { account: await accounts.accountById(context, await revokeGrant(context, step)) };
  },
  setAccountState: async (_, { input }, context) => {
    await accounts.changeAccountState(context, input);
    return { account: await accounts.accountById(context, input.accountId) };
  },
  revealPhone: async (_, { input }, context) => ({
    phone: await accounts.revealPhone(context, checkId(input.accountId, "input", "accountId"), input.reason),
  }),
  endDemo: async (_, __, context) => {
    await switchDemoOff(context);
    return { me: await meAgain(context) };
  },
};

/** Permissions change with the one-time password and the demo mode: looked up anew. */
const meAgain = (context: ApiContext) => authenticate(context, context.exchange);

const resolvers: Resolvers = {
  Query: {
    me: (_, __, context) => context.access,
    invitationByToken: (_, { token }, context) => invitations.viewInvitation(context, token),
    roles: () => allRoleInfos(),
    sessions: (_, __, context) => ownSessions(context, ownId(context)),
    apiTokens: (_, __, context) => ownTokens(context, ownId(context)),
    shareLinks: (_, __, context) => ownShareLinks(context, ownId(context)),
    accounts: (_, { filter, ...args }, context) => accounts.findAccounts(context, filter, args),
    account: (_, { id }, context) => accounts.findAccountById(context, checkId(id, "id")),
    invitations: (_, __, context) => invitations.openInvitations(context),
    auditEvents: (_, { filter, ...args }, context) => auditEvents(context, filter, args),
    auditHead: (_, __, context) => auditHead(context),
    auditActors: (_, { text, first }, context) => auditActors(context, text, first),
  },
  Mutation: { ...entering, ...own, ...administering },
  Me: meResolvers,
  Account: accounts.accountResolvers,
  HeldRole: heldRoleResolvers,
  AuditEvent: auditEventResolvers,
};

export const identityModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
};
