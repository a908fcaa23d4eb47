import { ulid } from "ulid";
import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { actorOf, demandIn, offerIn } from "../lists/changes.ts";
import { heldIn } from "../lists/held.ts";
import { once } from "../lists/once.ts";
import { markOwn as markEntryOwn } from "../lists/writeQueries.ts";
import { holdCapacity } from "../matching/capacity.ts";
import { lockMatch, moveMatch } from "../matching/resultQueries.ts";
import { nextMatchState, stateOf } from "../matching/states.ts";
import { cleanProject, optionalText, type ProjectInput } from "./fields.ts";
import { monthsOfProjects, type ProjectRow, readProjects } from "./queries.ts";
import { runsIn } from "./rights.ts";
import { stagesIn } from "./stages.ts";
import { edgeOf, type ProjectFacts, type ProjectStep, takeEdge } from "./states.ts";
import * as write from "./writeQueries.ts";

/** What every change of a project is asked with. */
export interface ChangeInput {
  clientMutationId: string;
  id: string;
  expectedVersion: number;
}

/** Who does it, as events of a project name them. */
export const whoOf = (context: ApiContext) => ({ by: actorOf(context), byName: context.access.actor.name });

export const factsOf = (project: ProjectRow): ProjectFacts => ({
  months: project.monthCount,
  deliveries: project.deliveryCount,
  evaluations: project.evaluationCount,
  stages: project.stages.length,
});

/** The project as the transaction leaves it. @throws AppError NOT_FOUND */
export async function projectIn(tx: Transaction, { viewer }: ApiContext, id: string): Promise<ProjectRow> {
  const [row] = await tx.run(readProjects, { viewer, ids: [id] });
  if (!row) throw notFound("这个项目");
  return row;
}

/** What a project says, for the trail. */
async function saidBy(tx: Transaction, { viewer }: ApiContext, project: ProjectRow) {
  const { id, state, title, summary, rating, team } = project;
  const rows = await tx.run(monthsOfProjects, { viewer, ids: [id] });
  const months = rows.map(({ month, text }) => ({ month, text }));
  return { state, title, summary, rating, teamId: team?.id ?? null, months };
}

/**
 * Changes a project once for the client's key: locked, its version checked, with the audit event in the same
 * transaction. `work` says what it did, for the trail.
 * @throws AppError NOT_FOUND, CONFLICT, and what `work` throws
 */
export function changeProject(
  context: ApiContext,
  action: string,
  input: ChangeInput,
  work: (tx: Transaction, project: ProjectRow) => Promise<unknown>,
): Promise<ProjectRow> {
  const { viewer, access } = context;
  const id = checkId(input.id, "input", "id");
  return once(context, action, input, async (tx) => {
    const [locked] = await tx.run(write.lockProject, { viewer, id });
    if (!locked) throw notFound("这个项目");
    const before = await projectIn(tx, context, id);
    if (locked.version !== input.expectedVersion)
      throw new AppError("CONFLICT", "这个项目刚被别人改过。请刷新后查看最新内容，再继续。", {
        path: ["input", "expectedVersion"],
        facts: { expectedVersion: input.expectedVersion, currentVersion: locked.version },
      });
    const was = await saidBy(tx, context, before);
    const did = await work(tx, before);
    if (!access.actor.demo) {
      await noteOwnData(tx, context);
      await tx.run(write.markOwn, { viewer, id });
    }
    await audit(tx, {
      action,
      actor: access.actor,
      target: { kind: "ServiceProject", id },
      before: was,
      after: did,
      from: originOf(context),
    });
    return projectIn(tx, context, id);
  });
}

/** Refuses whoever does not run the project from that side. @throws AppError FORBIDDEN */
export async function demandRun(
  tx: Transaction,
  context: ApiContext,
  project: ProjectRow,
  side: "either" | "demand" | "offer" = "either",
): Promise<void> {
  if (await runsIn(tx, context, project, side)) return;
  const whose = { either: "供需双方或联盟", demand: "需求方或联盟", offer: "服务方或联盟" }[side];
  throw new AppError("FORBIDDEN", `这一步由${whose}来做，不在您负责的范围内。`);
}

export interface StartProjectInput extends ProjectInput {
  clientMutationId: string;
  demandId: string;
  offerId: string;
  allianceId: string;
  teamId?: string | null | undefined;
}

/** 立项: a match that both sides talk about becomes a project. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export function startProject(context: ApiContext, input: StartProjectInput): Promise<ProjectRow> {
  const { viewer, today, access } = context;
  const demandId = checkId(input.demandId, "input", "demandId");
  const offerId = checkId(input.offerId, "input", "offerId");
  const allianceId = checkId(input.allianceId, "input", "allianceId");
  const teamId = optionalId(input.teamId, "input", "teamId");
  const { title, summary, months } = cleanProject(input);
  return once(context, "startProject", input, async (tx) => {
    const held = await heldIn(tx, context, "runProject", [demandId, offerId]);
    const [match] = held.size === 0 ? [] : await tx.run(lockMatch, { demandId, offerId, viewer });
    if (!match) {
      await demandIn(tx, context, demandId);
      await offerIn(tx, context, offerId);
      throw new AppError("FORBIDDEN", "需求和资源都不在您负责的范围内，不能替双方立项。");
    }
    const to = nextMatchState(stateOf(match.state), "project");
    // What is under way does not end with a day, but what was taken back is not to be had.
    for (const { state } of [match.need, match.offer])
      if (state !== "published" && state !== "expired")
        throw new AppError("CONFLICT", "需求或资源已经撤回，不能立项。请双方重新发布后再立项。", {
          facts: { state },
        });
    const id = ulid();
    const who = whoOf(context);
    const actor = scopeOf(access, "runProject");
    const made = {
      viewer,
      actor,
      today,
      id,
      matchId: match.id,
      allianceId,
      title,
      summary,
      reason: match.reason,
      ...who,
    };
    const [created] = await tx.run(write.createProject, made);
    if (!created)
      throw badInput("所选的联盟和供需双方都没有关系，请选择其中一方所在的联盟。", "input", "allianceId");
    await tx.run(write.setStages, { viewer, id, stages: await stagesIn(tx, context, allianceId) });
    await tx.run(write.setMonths, { viewer, id, rows: months });
    await giveTeam(tx, context, id, teamId);
    const kept = {
      reason: match.reason,
      declineReason: null,
      waitsFor: null,
      weightsVersion: null,
      score: null,
      factors: null,
    };
    await tx.run(moveMatch, { id: match.id, to, by: who.by, ...kept, viewer });
    if (access.actor.demo) await tx.run(write.markExample, { viewer, id });
    else {
      await noteOwnData(tx, context);
      // What real people build on stays when the examples are taken away.
      for (const entryId of [demandId, offerId]) await tx.run(markEntryOwn, { viewer, id: entryId });
    }
    await audit(tx, {
      action: "startProject",
      actor: access.actor,
      target: { kind: "ServiceProject", id },
      before: { matchState: match.state },
      after: { title, demandId, offerId, allianceId, teamId },
      from: originOf(context),
    });
    return projectIn(tx, context, id);
  });
}

async function giveTeam(
  tx: Transaction,
  { viewer }: ApiContext,
  id: string,
  teamId: string | null,
): Promise<void> {
  const [team] = await tx.run(write.setTeam, { viewer, id, teamId });
  if (teamId !== null && team?.given !== 1)
    throw badInput("没有找到所选的服务队，请重新选择。", "input", "teamId");
}

/** Words, team and monthly plan of a project that is not over. @throws as `changeProject`, FORBIDDEN, BAD_INPUT */
export function editProject(
  context: ApiContext,
  input: ChangeInput & ProjectInput & { teamId?: string | null | undefined },
): Promise<ProjectRow> {
  const { viewer } = context;
  const { title, summary, months } = cleanProject(input);
  const teamId = optionalId(input.teamId, "input", "teamId");
  return changeProject(context, "editProject", input, async (tx, project) => {
    await demandRun(tx, context, project);
    if (project.state !== "approved" && project.state !== "running")
      throw new AppError("CONFLICT", "项目已办结或取消，不能再改计划。");
    if (project.state === "running" && months.length === 0)
      throw badInput("实施中的项目至少要有一个月的计划。", "input", "months");
    const { id } = project;
    await tx.run(write.saveProject, { viewer, id, title, summary });
    await tx.run(write.setMonths, { viewer, id, rows: months });
    await giveTeam(tx, context, id, teamId);
    return { title, summary, months, teamId };
  });
}

const actionOf: Record<Exclude<ProjectStep, "evaluate">, string> = {
  start: "startingProject",
  complete: "completeProject",
  sendBack: "sendBackProject",
  cancel: "cancelProject",
  resume: "resumeProject",
};

/** A step that people take. @throws as `changeProject`, FORBIDDEN, BAD_INPUT */
export function moveProject(
  context: ApiContext,
  input: ChangeInput & { step: Exclude<ProjectStep, "evaluate">; reason?: string | null | undefined },
): Promise<ProjectRow> {
  const reason = optionalText(input.reason, "原因", "reason");
  return changeProject(context, actionOf[input.step], input, async (tx, project) => {
    await demandRun(tx, context, project, edgeOf(project.state, input.step)?.side);
    const { to } = takeEdge(project.state, input.step, factsOf(project), reason);
    const { viewer } = context;
    const moved = { viewer, id: project.id, to, reason, rating: null, ...whoOf(context) };
    const matches = await tx.run(write.moveProject, moved);
    // What a cancelled project would have used is free for others; who takes it up again finds it or not.
    if (input.step === "cancel" || input.step === "resume")
      for (const { matchId } of matches) await holdCapacity(tx, matchId, input.step === "resume");
    return { state: to, reason };
  });
}
