import { scopeOf } from "../access/access.ts";
import { type CaseStep, caseEdges, caseSteps } from "../alliance/cases.ts";
import { type DecisionRule, type Tally, tallyOf, usualRule } from "../alliance/decisions.ts";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { defineLoader, loadById, loadMany } from "../api/loaders.ts";
import { type PageArgs, readPage, toConnection, toCountedConnection } from "../api/page.ts";
import type { MembershipCaseState } from "../generated/resolvers.ts";
import * as queries from "./queries.ts";
import { actsFor, answersFor, standsOn } from "./rights.ts";

const cases = loadById((context, ids) => context.run(queries.readCases, { ids }));
export const caseById = {
  load: async (context: ApiContext, id: string) => (await cases.load(context, id))?.row ?? null,
};
export const eventsOf = loadMany((context, ids) => context.run(queries.caseEvents, { ids }));
export const ruleById = loadById((context, ids) =>
  context.run(queries.decisionRules, { ids, actor: scopeOf(context.access, "configureLists") }),
);

interface ListArgs extends PageArgs {
  states?: readonly MembershipCaseState[] | null | undefined;
  allianceId?: string | null | undefined;
}

/** A page of cases. One statement. */
export async function findCases(context: ApiContext, { states, allianceId, ...args }: ListArgs) {
  const page = readPage(args, 20, "number");
  const [found] = await context.run(queries.listCases, {
    states: states ? [...states] : null,
    allianceId: optionalId(allianceId, "allianceId"),
    ...page,
  });
  const items = (found?.items ?? []).map(({ cursorKey, row }) => ({ ...row, cursorKey }));
  const shown = { totalCount: found?.totalCount ?? 0, exampleCount: found?.exampleCount ?? 0, items };
  return toCountedConnection(shown, page);
}

export const ruleFrom = (
  row: { threshold: DecisionRule["threshold"] | null; quorum: DecisionRule["quorum"] | null } | null,
): DecisionRule => ({
  threshold: row?.threshold ?? usualRule.threshold,
  quorum: row?.quorum ?? usualRule.quorum,
});

/** The rule a case goes by: fixed when it was put to the vote, until then its alliance's. */
export const ruleOfCase = async (context: ApiContext, row: queries.CaseRow): Promise<DecisionRule> =>
  row.threshold !== null || !row.alliance
    ? ruleFrom(row)
    : ruleFrom(await ruleById.load(context, row.alliance.id));

const ballots = defineLoader(async (context, ids: readonly string[]) => {
  const found = await context.run(queries.readBallots, { ids: [...ids], on: context.today });
  const byCase = new Map(found.map((row) => [row.of, row]));
  return ids.map((id) => byCase.get(id) ?? { of: id, recused: "", ballots: [] });
});

/** Members that may vote and have not. */
export async function unvotedOf(context: ApiContext, { id }: queries.CaseRow): Promise<string[]> {
  const { ballots: all, recused } = await ballots.load(context, id);
  return all.flatMap(({ memberId, choice }) => (choice === null && memberId !== recused ? [memberId] : []));
}

/** What the votes come to; once decided as they were counted then, whoever is a member now. */
export async function tallyOfCase(context: ApiContext, row: queries.CaseRow): Promise<Tally> {
  const rule = await ruleOfCase(context, row);
  const { eligible, yes, no, abstain } = row;
  if ((row.state !== "approved" && row.state !== "rejected") || eligible === null) {
    const now = await ballots.load(context, row.id);
    return tallyOf(rule, now.ballots, now.recused);
  }
  const said = (choice: "yes" | "no" | "abstain", times: number | null) =>
    Array.from({ length: times ?? 0 }, (_, i) => ({ memberId: `${choice}${i}`, choice }));
  const present = [...said("yes", yes), ...said("no", no), ...said("abstain", abstain)];
  const absent = Array.from({ length: Math.max(0, eligible - present.length) }, (_, i) => ({
    memberId: `absent${i}`,
    choice: null,
  }));
  return tallyOf(rule, [...present, ...absent], "");
}

/** Who may vote, with what each said. */
export async function rosterOf(context: ApiContext, row: queries.CaseRow, args: PageArgs) {
  const page = readPage(args, 50);
  const asked = { id: row.id, on: row.decidedOn ?? context.today, ...page };
  const [found] = await context.run(queries.readRoster, asked);
  const decides = answersFor(context, row.alliance?.id);
  return toConnection(found, page, (item) => ({
    ...item,
    mayVote: row.state === "voting" && (decides || actsFor(context, item.id)),
  }));
}

/** What stands in the way of leaving; nothing where nobody leaves. */
export async function mattersOf(context: ApiContext, { kind, state, alliance, member }: queries.CaseRow) {
  if (kind !== "withdraw" || state === "approved" || !alliance || !member) return [];
  const asked = { memberId: member.id, allianceId: alliance.id, on: context.today };
  return context.run(queries.openMatters, asked);
}

const isStep = (step: string): step is CaseStep => caseSteps.some((known) => known === step);

/** Steps that the viewer may take now: for buttons. */
export const stepsOf = (context: ApiContext, row: queries.CaseRow) =>
  context.access.permissions.has("applyMembership")
    ? caseEdges.flatMap(({ step, from, side, reason }) =>
        isStep(step) && from === row.state && standsOn(context, row, side)
          ? [{ step, reasonNeeded: reason }]
          : [],
      )
    : [];
