import { loadById, loadWhole } from "../api/loaders.ts";
import * as queries from "./queries.ts";

export const demandById = loadById((context, ids) =>
  context.run(queries.readDemands, { ids, today: context.today }),
);
export const offerById = loadById((context, ids) =>
  context.run(queries.readOffers, { ids, today: context.today }),
);
export const categoryById = loadById((context, ids) =>
  context.run(queries.readCategories, { ids, today: context.today }),
);
export const allCategories = loadWhole((context, _: object) =>
  context.run(queries.readCategories, { ids: null, today: context.today }),
);
export const departmentById = loadById((context, ids) => context.run(queries.readDepartments, { ids }));
