import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { loadById, loadMany } from "../api/loaders.ts";
import { type PageArgs, readPage, toConnection, toCountedConnection } from "../api/page.ts";
import { badInput } from "../errors.ts";
import type { CoveragePlaceKind, CoverageState, ElectionStage } from "../generated/resolvers.ts";
import { type Figures, figuresOf, trendDays } from "./forms.ts";
import * as queries from "./queries.ts";

const mostMonths = 36;

const placeOf = (placeId: string | null | undefined): string =>
  optionalId(placeId, "placeId") ?? queries.everywhere;

const standing = loadMany((context, ids) =>
  context.run(queries.readFigures, { today: context.today, ids, days: [context.today] }),
);

/** How the firms of one place, or all that the viewer sees, stand today. One statement for all places of a request. */
export const coverageOf = async (context: ApiContext, placeId: string | null | undefined): Promise<Figures> =>
  figuresOf(await standing.load(context, placeOf(placeId)));

export async function coveragePlaces(
  context: ApiContext,
  { kind, ...args }: PageArgs & { kind: CoveragePlaceKind },
) {
  const page = readPage(args, 20);
  const [row] = await context.run(queries.listPlaces, { kind, ...page });
  return toConnection(row, page);
}

/** How many of today's firms were covered on the first day of each of so many months, and today. @throws BAD_INPUT */
export async function coverageTrend(
  context: ApiContext,
  placeId: string | null | undefined,
  months: number,
): Promise<{ on: string; firms: number; covered: number }[]> {
  if (months < 1 || months > mostMonths) throw badInput(`请选择 1 到 ${mostMonths} 个月。`, "months");
  const id = placeOf(placeId);
  const days = trendDays(context.today, months);
  const rows = await context.run(queries.readFigures, { today: context.today, ids: [id], days });
  return days.map((on) => {
    const { firms, covered } = figuresOf(rows.filter(({ day }) => day === on));
    return { on, firms, covered };
  });
}

export async function coverageFirms(
  context: ApiContext,
  {
    placeId,
    state,
    ...args
  }: PageArgs & {
    placeId?: string | null | undefined;
    state?: CoverageState | null | undefined;
  },
) {
  const page = readPage(args, 20);
  const asked = { today: context.today, placeId: placeOf(placeId), state: state ?? null, ...page };
  const [row] = await context.run(queries.listFirms, asked);
  return toCountedConnection(row, page);
}

const held = loadById((context, ids) =>
  context.run(queries.heldFirms, {
    ids: [...ids],
    actor: scopeOf(context.access, "planCoverage"),
    today: context.today,
  }),
);

const listing = loadById((context, ids) =>
  context.run(queries.listingAlliances, { ids: [...ids], today: context.today }),
);

/** The alliance that would list a firm's organisation; null where none is near. */
export const listingAlliance = async (context: ApiContext, id: string): Promise<string | null> =>
  (await listing.load(context, id))?.allianceId ?? null;

/** Whether the viewer may plan for a firm. */
export async function mayPlan(context: ApiContext, id: string): Promise<boolean> {
  if (!context.access.permissions.has("planCoverage")) return false;
  return (await held.load(context, id))?.held === true;
}

/** Organisations by the end of their term, of one stage, with how many there are in each. */
export async function elections(
  context: ApiContext,
  { stage, ...args }: PageArgs & { stage: ElectionStage },
) {
  const page = readPage(args, 20);
  const [row] = await context.run(queries.listElections, { today: context.today, stage, ...page });
  const none = { overdue: 0, within3: 0, within6: 0, later: 0, missing: 0 };
  return { ...toCountedConnection(row, page), stages: { ...none, ...row?.stages } };
}
