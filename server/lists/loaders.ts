import { loadById } from "../api/loaders.ts";
import * as queries from "./queries.ts";

export const demandById = loadById((context, ids) => context.run(queries.readDemands, { ids }));
export const offerById = loadById((context, ids) => context.run(queries.readOffers, { ids }));
export const categoryById = loadById((context, ids) => context.run(queries.readCategories, { ids }));
export const departmentById = loadById((context, ids) => context.run(queries.readDepartments, { ids }));
