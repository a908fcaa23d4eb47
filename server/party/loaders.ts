import { loadById, loadMany } from "../api/loaders.ts";
import * as queries from "./queries.ts";

export const organizationById = loadById((context, ids) => context.run(queries.readOrganizations, { ids }));
export const superiorsOfOrganization = loadMany((context, ids) =>
  context.run(queries.superiorsOfOrganizations, { ids, today: context.today }),
);
export const coverageOfOrganization = loadMany((context, ids) =>
  context.run(queries.coverageOfOrganizations, { ids, today: context.today }),
);
export const coveringOfEnterprise = loadMany((context, ids) =>
  context.run(queries.coveringOfEnterprises, { ids, today: context.today }),
);
