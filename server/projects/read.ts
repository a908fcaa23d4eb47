import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { optionalId } from "../api/ids.ts";
import { loadById, loadMany } from "../api/loaders.ts";
import { checkFirst, maxPage, type PageArgs, readPage, toCountedConnection } from "../api/page.ts";
import { badInput } from "../errors.ts";
import type { ProjectFilter } from "../generated/resolvers.ts";
import { factsOf } from "./change.ts";
import * as queries from "./queries.ts";
import { mayRun } from "./rights.ts";
import { isOpen, projectEdges } from "./states.ts";

export const projectById = loadById((context, ids) => context.run(queries.readProjects, { ids }));
export const projectsOfMatch = loadMany((context, ids) => context.run(queries.projectsOfMatches, { ids }));
export const monthsOf = loadMany((context, ids) => context.run(queries.monthsOfProjects, { ids }));
export const eventsOf = loadMany((context, ids) => context.run(queries.eventsOfProjects, { ids }));

interface ListArgs extends PageArgs {
  filter?: ProjectFilter | null | undefined;
}

/** A page of projects. One statement. */
export async function findProjects(context: ApiContext, { filter, ...args }: ListArgs) {
  const words = filterText(filter?.text, "filter", "text");
  const page = readPage(args, 50, "number");
  const [row] = await context.run(queries.listProjects, {
    states: filter?.states ? [...filter.states] : null,
    satisfied: filter?.satisfied ?? null,
    words: words === null ? [] : words.toLowerCase().split(" ").slice(0, 10),
    teamId: optionalId(filter?.teamId, "filter", "teamId"),
    allianceId: optionalId(filter?.allianceId, "filter", "allianceId"),
    ...page,
  });
  return toCountedConnection(row, page);
}

/** How many projects stand where, and how many of those wholly evaluated satisfied. */
export async function figuresOf(context: ApiContext, allianceId: string | null) {
  const rows = await context.run(queries.countProjects, { allianceId });
  const sum = (of: typeof rows, pick: (row: (typeof rows)[number]) => number): number =>
    of.reduce((total, row) => total + pick(row), 0);
  const examples = rows.filter(({ example }) => example);
  const states = [...new Set(rows.map(({ state }) => state))].map((state) => ({
    state,
    totalCount: sum(
      rows.filter((row) => row.state === state),
      ({ total }) => total,
    ),
    exampleCount: sum(
      examples.filter((row) => row.state === state),
      ({ total }) => total,
    ),
  }));
  return {
    totalCount: sum(rows, ({ total }) => total),
    exampleCount: sum(examples, ({ total }) => total),
    states,
    satisfied: sum(rows, ({ satisfied }) => satisfied),
    exampleSatisfied: sum(examples, ({ satisfied }) => satisfied),
  };
}

/** What is planned in a calendar year. @throws AppError BAD_INPUT, LIMIT */
export async function yearOf(
  context: ApiContext,
  { year, allianceId, first }: { year: number; allianceId: string | null; first: number | null | undefined },
) {
  if (year < 2000 || year > 2099) throw badInput("年份应在 2000 到 2099 之间。", "year");
  const [row] = await context.run(queries.readYear, {
    from: `${year}-01`,
    to: `${year}-12`,
    allianceId,
    limit: checkFirst(first, maxPage),
  });
  return {
    year,
    totalCount: row?.totalCount ?? 0,
    exampleCount: row?.exampleCount ?? 0,
    steps: row?.items ?? [],
  };
}

/** Steps that people take, with whether this one may and whether everything is there for it: for buttons. */
export async function stepsOf(context: ApiContext, project: queries.ProjectRow) {
  const edges = projectEdges.filter(({ from, step }) => from === project.state && step !== "evaluate");
  const held = await Promise.all(edges.map(({ side }) => mayRun(context, project, side)));
  return edges.flatMap(({ step, reason }, at) =>
    held[at] && step !== "evaluate"
      ? [{ step, reasonNeeded: reason, open: isOpen(project.state, step, factsOf(project)) }]
      : [],
  );
}

/** What the match of a pair led to; null where nothing the viewer sees. */
export async function projectOfPair(
  context: ApiContext,
  { demandId, offerId }: { demandId: string; offerId: string },
): Promise<queries.ProjectRow | null> {
  const [led] = await projectsOfMatch.load(context, `${demandId}~${offerId}`);
  return led ? projectById.load(context, led.id) : null;
}
