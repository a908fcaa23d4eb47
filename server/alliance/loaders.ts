import { loadById, loadMany, loadPages, loadWhole } from "../api/loaders.ts";
import type { PageParams } from "../api/page.ts";
import type { AllianceKind } from "../generated/resolvers.ts";
import * as queries from "./queries.ts";

/** The day that is asked about. */
interface OnDay {
  on: string;
}

export const allianceById = loadById((context, ids) =>
  context.run(queries.readAlliances, { ids, kind: null, today: context.today }),
);
export const allAlliances = loadWhole(
  (context, { kind = null }: { kind?: AllianceKind | null | undefined }) =>
    context.run(queries.readAlliances, { ids: null, kind, today: context.today }),
);
export const allProgrammes = loadWhole((context, _: object) =>
  context.run(queries.readProgrammes, { ids: null }),
);
export const programmeById = loadById((context, ids) => context.run(queries.readProgrammes, { ids }));
export const membersOfAlliance = loadPages((context, ids, page: PageParams & OnDay) =>
  context.run(queries.membersOfAlliances, { ids, today: page.on, limit: page.limit, after: page.after }),
);
export const observersOfAlliance = loadPages((context, ids, page: PageParams & OnDay) =>
  context.run(queries.observersOfAlliances, { ids, today: page.on, limit: page.limit, after: page.after }),
);
export const membershipsOfOrganization = loadMany((context, ids) =>
  context.run(queries.membershipsOfOrganizations, { ids, today: context.today }),
);
export const alliancesOfChain = loadMany((context, ids) => context.run(queries.alliancesOfChains, { ids }));
