import { allianceById } from "../alliance/loaders.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { type ApiModule, schemaBeside } from "../api/module.ts";
import { refer } from "../api/references.ts";
import { notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { demandById, departmentById, offerById } from "../lists/loaders.ts";
import { editProject, moveProject, startProject } from "./change.ts";
import { deliveriesOf, editDelivery, recordDelivery, removeDelivery } from "./deliveries.ts";
import { evaluateProject } from "./evaluate.ts";
import { stagesOf } from "./evaluation.ts";
import { evaluationsOf } from "./givenEvaluations.ts";
import type { ProjectRow } from "./queries.ts";
import * as read from "./read.ts";
import { mayRun } from "./rights.ts";
import { ruleOf, setStages } from "./stages.ts";
import * as teams from "./teams.ts";
import { todayOfProjects } from "./today.ts";
import { enteringOf, isReachable, turnOf } from "./turn.ts";

const payload = ({ clientMutationId }: { clientMutationId: string }, project: ProjectRow) => ({
  clientMutationId,
  project,
});

const projectResolvers: Resolvers["ServiceProject"] = {
  alliance: (project, _, context, info) => refer(context, info, project.alliance, allianceById),
  needs: async ({ needIds }, _, context) => {
    const found = await Promise.all(needIds.map((id) => demandById.load(context, id)));
    return found.filter((need) => need !== null);
  },
  providers: async ({ offerIds }, _, context) => {
    const found = await Promise.all(offerIds.map((id) => offerById.load(context, id)));
    return found.filter((offer) => offer !== null);
  },
  months: ({ id }, _, context) => read.monthsOf.load(context, id),
  deliveries: ({ id }, _, context) => deliveriesOf.load(context, id),
  events: ({ id }, _, context) => read.eventsOf.load(context, id),
  evaluations: (project, _, context) => evaluationsOf(context, project),
  turn: (project, _, context) => turnOf(context, project),
  steps: (project, _, context) => read.stepsOf(context, project),
  mayRun: (project, _, context) => mayRun(context, project),
  mayDeliver: async (project, _, context) =>
    project.state === "running" && (await mayRun(context, project, "offer")),
};

const resolvers: Resolvers = {
  Query: {
    serviceProject: (_, { id }, context) => read.projectById.load(context, checkId(id, "id")),
    serviceProjects: (_, args, context) => read.findProjects(context, args),
    projectFigures: (_, { allianceId }, context) =>
      read.figuresOf(context, optionalId(allianceId, "allianceId")),
    projectYear: (_, { year, allianceId, first }, context) =>
      read.yearOf(context, { year, allianceId: optionalId(allianceId, "allianceId"), first }),
    serviceTeams: (_, { first, allianceId }, context) =>
      teams.teamsOf(context, { first, allianceId: optionalId(allianceId, "allianceId") }),
  },
  ServiceProject: projectResolvers,
  EvaluationTurn: {
    reachable: (turn, _, context) => isReachable(context, turn),
    entering: (turn, _, context) => enteringOf(context, turn),
  },
  Alliance: {
    evaluationStages: async ({ id }, _, context) => {
      const rule = await ruleOf.load(context, id);
      return stagesOf(rule?.own ?? rule?.inherited ?? null);
    },
    inheritsEvaluationStages: async ({ id }, _, context) =>
      ((await ruleOf.load(context, id))?.own ?? null) === null,
    evaluationVersion: async ({ id }, _, context) => (await ruleOf.load(context, id))?.version ?? 0,
  },
  PlannedStep: {
    project: async ({ projectId }, _, context) => read.projectById.load(context, projectId),
  },
  ServiceTeamView: {
    mayEdit: (team, _, context) => teams.mayEditTeam(context, team),
    members: ({ id }, _, context) => teams.membersOf.load(context, id),
    alliance: (team, _, context, info) => refer(context, info, team.alliance, allianceById),
    departments: async (team, _, context, info) => {
      const found = await Promise.all(
        team.departments.map((department) => refer(context, info, department, departmentById)),
      );
      return found.filter((department) => department !== null);
    },
  },
  MatchResult: { project: (pair, _, context) => read.projectOfPair(context, pair) },
  LearntFeedback: { project: (pair, _, context) => read.projectOfPair(context, pair) },
  Mutation: {
    startProject: async (_, { input }, context) => payload(input, await startProject(context, input)),
    editProject: async (_, { input }, context) => payload(input, await editProject(context, input)),
    moveProject: async (_, { input }, context) => payload(input, await moveProject(context, input)),
    recordDelivery: async (_, { input }, context) => payload(input, await recordDelivery(context, input)),
    editDelivery: async (_, { input }, context) => payload(input, await editDelivery(context, input)),
    removeDelivery: async (_, { input }, context) => payload(input, await removeDelivery(context, input)),
    evaluateProject: async (_, { input }, context) => payload(input, await evaluateProject(context, input)),
    setEvaluationStages: async (_, { input }, context) => {
      const { id } = await setStages(context, input);
      const alliance = await allianceById.load(context, id);
      if (!alliance) throw notFound("这个联盟");
      return { clientMutationId: input.clientMutationId, alliance };
    },
    saveServiceTeam: async (_, { input }, context) => ({
      clientMutationId: input.clientMutationId,
      team: await teams.saveTeam(context, input),
    }),
  },
};

export const projectsModule: ApiModule = {
  typeDefs: schemaBeside(import.meta.url),
  resolvers,
  nodes: { ServiceProject: read.projectById },
  today: todayOfProjects,
};
