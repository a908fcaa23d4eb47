import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { readPage, toConnection } from "../api/page.ts";
import { refer, referAll } from "../api/references.ts";
import { sourceOf } from "../api/sources.ts";
import { chainById, enterpriseById } from "../chain/loaders.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { organizationById } from "../party/loaders.ts";
import * as loaders from "./loaders.ts";
import {
  type AllianceParent,
  type AllianceRow,
  type ProgrammeParent,
  type ProgrammeRow,
  readAlliances,
  readProgrammes,
} from "./queries.ts";

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
  children: async (alliance, _, context, info) =>
    referAll(context, info, (await whole(alliance, context)).children ?? [], loaders.allianceById),
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
    return toConnection(await loaders.membersOfAlliance.load(context, { id: alliance.id, page }), page);
  },
  observers: async (alliance, _, context) => {
    const observers = await loaders.observersOfAlliance.load(context, alliance.id);
    const load = { Enterprise: enterpriseById, PartyOrganization: organizationById };
    const rows = await Promise.all(observers.map((row) => load[row.__typename].load(context, row.id)));
    return rows.filter((row) => row !== null);
  },
  programme: async (alliance, _, context, info) =>
    refer(context, info, (await whole(alliance, context)).programme, loaders.programmeById),
  source: async (alliance, _, context) => (await sourceOf.load(context, alliance.id))?.source ?? null,
};

const resolvers: Resolvers = {
  Query: {
    alliances: (_, { kind }, context) =>
      context.run(readAlliances, { ids: null, kind: kind ?? null, today: context.today }),
    alliance: (_, { id }, context) => loaders.allianceById.load(context, checkId(id, "id")),
    programmes: (_, __, context) => context.run(readProgrammes, { ids: null }),
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
    memberships: (organization, _, context) =>
      loaders.membershipsOfOrganization.load(context, organization.id),
  },
  IndustryChain: {
    alliances: async (chain, _, context, info) =>
      referAll(context, info, await loaders.alliancesOfChain.load(context, chain.id), loaders.allianceById),
  },
  Programme: {
    mechanisms: async (programme, _, context) => (await wholeProgramme(programme, context)).mechanisms ?? [],
    figures: async (programme, _, context) => (await wholeProgramme(programme, context)).figures ?? [],
    alliances: async (programme, _, context, info) =>
      referAll(
        context,
        info,
        (await wholeProgramme(programme, context)).alliances ?? [],
        loaders.allianceById,
      ),
  },
  PublishedFigure: {
    source: async (figure, _, context) => (await sourceOf.load(context, figure.id))?.source ?? null,
  },
};

export const allianceModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: { Alliance: loaders.allianceById, Programme: loaders.programmeById },
};
