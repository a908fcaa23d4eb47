import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { firstOf, readPage, toConnection } from "../api/page.ts";
import { refer, referAll } from "../api/references.ts";
import { sourceField } from "../api/sources.ts";
import { chainById, enterpriseById } from "../chain/loaders.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { organizationById } from "../party/loaders.ts";
import * as loaders from "./loaders.ts";
import type { AllianceParent, AllianceRow, ProgrammeParent, ProgrammeRow } from "./queries.ts";

const whole = async (alliance: AllianceParent, context: ApiContext): Promise<Partial<AllianceRow>> =>
  alliance.memberCount === undefined
    ? ((await loaders.allianceById.load(context, alliance.id)) ?? {})
    : alliance;

const wholeProgramme = async (
  programme: ProgrammeParent,
  context: ApiContext,
): Promise<Partial<ProgrammeRow>> =>
  programme.figures ? programme : ((await loaders.programmeById.load(context, programme.id)) ?? {});

const allianceResolvers: Resolvers["Alliance"] = {
  example: async (alliance, _, context) => (await whole(alliance, context)).example ?? false,
  chain: async (alliance, _, context, info) =>
    refer(context, info, (await whole(alliance, context)).chain, chainById),
  parent: async (alliance, _, context, info) =>
    refer(context, info, (await whole(alliance, context)).parent, loaders.allianceById),
  children: async (alliance, args, context, info) =>
    referAll(
      context,
      info,
      firstOf((await whole(alliance, context)).children ?? [], args),
      loaders.allianceById,
    ),
  childCount: async (alliance, _, context) => (await whole(alliance, context)).children?.length ?? 0,
  roles: async (alliance, _, context) => {
    const { chainLead, stationedInstructor, duty } = await whole(alliance, context);
    return {
      chainLead,
      stationedInstructor,
      dutyOrganization: duty?.organization,
      dutySince: duty?.since,
      dutyUntil: duty?.until,
    };
  },
  memberCount: async (alliance, _, context) => (await whole(alliance, context)).memberCount ?? 0,
  exampleMemberCount: async (alliance, _, context) =>
    (await whole(alliance, context)).exampleMemberCount ?? 0,
  members: async (alliance, args, context) => {
    const page = readPage(args, 50);
    return toConnection(
      await loaders.membersOfAlliance.load(context, {
        id: alliance.id,
        page: { ...page, on: args.on ?? context.today },
      }),
      page,
    );
  },
  observers: async (alliance, args, context) => {
    const page = readPage(args, 20);
    const found = await loaders.observersOfAlliance.load(context, {
      id: alliance.id,
      page: { ...page, on: args.on ?? context.today },
    });
    const load = { Enterprise: enterpriseById, PartyOrganization: organizationById };
    const { edges, ...rest } = toConnection(found, page);
    const loaded = await Promise.all(
      edges.map(async ({ cursor, node }) => ({
        cursor,
        node: await load[node.__typename].load(context, node.id),
      })),
    );
    // Who disappeared between the two statements is left out.
    const there = loaded.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : []));
    return { ...rest, edges: there, nodes: there.map(({ node }) => node) };
  },
  programme: async (alliance, _, context, info) =>
    refer(context, info, (await whole(alliance, context)).programme, loaders.programmeById),
  source: sourceField,
};

const resolvers: Resolvers = {
  Query: {
    alliances: async (_, { kind, ...args }, context) =>
      firstOf(await loaders.allAlliances.load(context, { kind }), args),
    allianceCount: async (_, { kind }, context) =>
      (await loaders.allAlliances.load(context, { kind })).length,
    alliance: (_, { id }, context) => loaders.allianceById.load(context, checkId(id, "id")),
    programmes: async (_, args, context) => firstOf(await loaders.allProgrammes.load(context, {}), args),
    programmeCount: async (_, _args, context) => (await loaders.allProgrammes.load(context, {})).length,
    programme: (_, { id }, context) => loaders.programmeById.load(context, checkId(id, "id")),
  },
  Alliance: allianceResolvers,
  AllianceRoles: {
    dutyOrganization: (roles, _, context, info) =>
      refer(context, info, roles.dutyOrganization, organizationById),
  },
  Membership: {
    alliance: async (membership, _, context, info) =>
      (await refer(context, info, membership.alliance, loaders.allianceById)) ?? membership.alliance,
    organization: async (membership, _, context, info) =>
      (await refer(context, info, membership.organization, organizationById)) ?? membership.organization,
  },
  PartyOrganization: {
    memberships: async (organization, args, context) =>
      firstOf(await loaders.membershipsOfOrganization.load(context, organization.id), args),
    membershipCount: async (organization, _, context) =>
      (await loaders.membershipsOfOrganization.load(context, organization.id)).length,
  },
  IndustryChain: {
    alliances: async (chain, args, context, info) =>
      referAll(
        context,
        info,
        firstOf(await loaders.alliancesOfChain.load(context, chain.id), args),
        loaders.allianceById,
      ),
    allianceCount: async (chain, _, context) =>
      (await loaders.alliancesOfChain.load(context, chain.id)).length,
  },
  Programme: {
    mechanisms: async (programme, args, context) =>
      firstOf((await wholeProgramme(programme, context)).mechanisms ?? [], args),
    mechanismCount: async (programme, _, context) =>
      (await wholeProgramme(programme, context)).mechanisms?.length ?? 0,
    figures: async (programme, args, context) =>
      firstOf((await wholeProgramme(programme, context)).figures ?? [], args),
    figureCount: async (programme, _, context) =>
      (await wholeProgramme(programme, context)).figures?.length ?? 0,
    alliances: async (programme, args, context, info) =>
      referAll(
        context,
        info,
        firstOf((await wholeProgramme(programme, context)).alliances ?? [], args),
        loaders.allianceById,
      ),
    allianceCount: async (programme, _, context) =>
      (await wholeProgramme(programme, context)).alliances?.length ?? 0,
    source: sourceField,
  },
  PublishedFigure: {
    source: sourceField,
  },
};

export const allianceModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: { Alliance: loaders.allianceById, Programme: loaders.programmeById },
};
