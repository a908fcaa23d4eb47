import { type Access, scopeOf } from "../access/access.ts";
import type { Role } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { loadMany } from "../api/loaders.ts";
import type { Transaction } from "../graph/connection.ts";
import { heldIn, mayDo } from "../lists/held.ts";
import { type EvaluationStage, stageOrder } from "./evaluation.ts";
import { beneficiaries, type ProjectRow } from "./queries.ts";
import type { ProjectSide } from "./states.ts";

/** Whose word a stage is, over the project's alliance; the beneficiary's is that of who acts for whoever raised the need. */
const stageRoles: Record<EvaluationStage, readonly Role[]> = {
  beneficiary: ["organizationSecretary", "department"],
  committee: ["chainLead", "stationedInstructor", "hubCoordinator"],
  park: ["hubCoordinator", "investmentOfficer"],
  supervision: ["supervisor"],
};
/**
 * Needs that nobody raised have no beneficiary to ask: whoever answers for the alliance speaks for them; and enters what a
 * beneficiary says that cannot itself.
 */
const answering: readonly Role[] = ["hubCoordinator", "chainLead", "stationedInstructor"];

/** What a project's evaluations depend on. `raisedBy`: ids of who raised its needs. */
interface EvaluatedPlace {
  allianceId: string | null;
  raisedBy: readonly string[];
}

const holdsOver = (access: Access, allianceId: string | null, roles: readonly Role[]): boolean =>
  access.grants.some(
    ({ role, alliances }) =>
      roles.includes(role) &&
      (role === "supervisor" || (allianceId !== null && alliances.includes(allianceId))),
  );

/** Whether somebody may enter what a beneficiary says about a project, as far as their roles go. */
export const mayEnterFor = (access: Access, { allianceId, raisedBy }: EvaluatedPlace): boolean =>
  access.kind === "system" ||
  (access.permissions.has("evaluate") && raisedBy.length > 0 && holdsOver(access, allianceId, answering));

/** Stages at which somebody evaluates a project. */
export function stageRights(access: Access, { allianceId, raisedBy }: EvaluatedPlace): Set<EvaluationStage> {
  if (access.kind === "system") return new Set(stageOrder);
  if (!access.permissions.has("evaluate")) return new Set();
  const over = (roles: readonly Role[]): boolean => holdsOver(access, allianceId, roles);
  const ofRaiser = (roles: readonly Role[]): boolean =>
    access.grants.some(
      ({ role, owners }) => roles.includes(role) && raisedBy.some((id) => owners.includes(id)),
    );
  const held: Record<EvaluationStage, boolean> = {
    beneficiary: raisedBy.length === 0 ? over(answering) : ofRaiser(stageRoles.beneficiary),
    committee: over(stageRoles.committee),
    // A park is held over its firms, an alliance of the park over itself.
    park: over(stageRoles.park) || ofRaiser(["investmentOfficer"]),
    supervision: over(stageRoles.supervision),
  };
  return new Set(stageOrder.filter((stage) => held[stage]));
}

const raisers = loadMany((context, ids) => context.run(beneficiaries, { ids }));

/** Ids of who raised the needs of a project. */
export const raisersOf = async (context: ApiContext, projectId: string): Promise<string[]> =>
  (await raisers.load(context, projectId)).map(({ id }) => id);

/** Stages at which the viewer evaluates this project. */
export async function rightsOver(context: ApiContext, project: ProjectRow): Promise<Set<EvaluationStage>> {
  const { access } = context;
  if (access.kind !== "system" && !access.permissions.has("evaluate")) return new Set();
  const raisedBy = await raisersOf(context, project.id);
  return stageRights(access, { allianceId: project.alliance?.id ?? null, raisedBy });
}

const answersFor = ({ access }: ApiContext, { alliance }: ProjectRow): boolean => {
  const scope = scopeOf(access, "runProject");
  return scope.all || (alliance !== null && scope.allianceIds.includes(alliance.id));
};

const idsOf = ({ needIds, offerIds }: ProjectRow, side: ProjectSide): string[] => [
  ...(side === "offer" ? [] : needIds),
  ...(side === "demand" ? [] : offerIds),
];

/** Whether the viewer runs a project from one of its sides: a role that does, held over it or over its alliance. */
export async function mayRun(
  context: ApiContext,
  project: ProjectRow,
  side: ProjectSide = "either",
): Promise<boolean> {
  return answersFor(context, project) || mayDo(context, "runProject", ...idsOf(project, side));
}

/** The same inside a changing transaction. */
export async function runsIn(
  tx: Transaction,
  context: ApiContext,
  project: ProjectRow,
  side: ProjectSide = "either",
): Promise<boolean> {
  if (answersFor(context, project)) return true;
  return (await heldIn(tx, context, "runProject", idsOf(project, side))).size > 0;
}
