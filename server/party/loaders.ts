import { loadById, loadMany, loadPages } from "../api/loaders.ts";
import type { PageParams } from "../api/page.ts";
import * as queries from "./queries.ts";

export const organizationById = loadById((context, ids) => context.run(queries.readOrganizations, { ids }));
export const superiorsOfOrganization = loadMany((context, ids) =>
  context.run(queries.superiorsOfOrganizations, { ids, today: context.today }),
);
export const coverageOfOrganization = loadPages((context, ids, page: PageParams) =>
  context.run(queries.coverageOfOrganizations, { ids, today: context.today, ...page }),
);
export const coveringOfEnterprise = loadMany((context, ids) =>
  context.run(queries.coveringOfEnterprises, { ids, today: context.today }),
);
