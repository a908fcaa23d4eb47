import { allianceById } from "../alliance/loaders.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { refer } from "../api/references.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { ownerOf } from "../lists/owners.ts";
import { moveCase, openCase } from "./change.ts";
import { decideCase, voteOnCase } from "./decide.ts";
import type { CaseRow } from "./queries.ts";
import * as read from "./read.ts";
import { answersFor } from "./rights.ts";
import { setDecisionRule } from "./rule.ts";
import { todayOfMembership } from "./today.ts";

const payload = ({ clientMutationId }: { clientMutationId: string }, row: CaseRow) => ({
  clientMutationId,
  case: row,
});

const resolvers: Resolvers = {
  Query: {
    membershipCase: (_, { id }, context) => read.caseById.load(context, checkId(id, "id")),
    membershipCases: (_, args, context) => read.findCases(context, args),
  },
  Alliance: {
    decisionRule: async ({ id }, _, context) => read.ruleFrom(await read.ruleById.load(context, id)),
    decisionVersion: async ({ id }, _, context) => (await read.ruleById.load(context, id))?.version ?? 0,
  },
  MembershipCase: {
    alliance: (row, _, context, info) => refer(context, info, row.alliance, allianceById),
    member: (row, _, context, info) => ownerOf(row.member, context, info),
    rule: (row, _, context) => read.ruleOfCase(context, row),
    tally: (row, _, context) => read.tallyOfCase(context, row),
    roster: (row, args, context) => read.rosterOf(context, row, args),
    openMatters: (row, _, context) => read.mattersOf(context, row),
    events: ({ id }, _, context) => read.eventsOf.load(context, id),
    steps: (row, _, context) => read.stepsOf(context, row),
    mayDecide: (row, _, context) => row.state === "voting" && answersFor(context, row.alliance?.id),
  },
  Mutation: {
    openMembershipCase: async (_, { input }, context) => payload(input, await openCase(context, input)),
    moveMembershipCase: async (_, { input }, context) => payload(input, await moveCase(context, input)),
    voteOnMembership: async (_, { input }, context) => payload(input, await voteOnCase(context, input)),
    decideMembership: async (_, { input }, context) => payload(input, await decideCase(context, input)),
    setDecisionRule: async (_, { input }, context) => {
      const { id } = await setDecisionRule(context, input);
      const alliance = await allianceById.load(context, id);
      if (!alliance) throw notFound("这个联盟");
      return { clientMutationId: input.clientMutationId, alliance };
    },
  },
};

export const membershipModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: { MembershipCase: read.caseById },
  today: todayOfMembership,
};
