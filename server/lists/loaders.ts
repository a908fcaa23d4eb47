import type { ApiContext } from "../api/context.ts";
import { loadById, loadWhole } from "../api/loaders.ts";
import { notFound } from "../errors.ts";
import * as queries from "./queries.ts";

export const demandById = loadById((context, ids) =>
  context.run(queries.readDemands, { ids, today: context.today }),
);
export const offerById = loadById((context, ids) =>
  context.run(queries.readOffers, { ids, today: context.today }),
);

/** The need that something tells of. @throws AppError NOT_FOUND where it is out of sight */
export async function demandOf(context: ApiContext, id: string): Promise<queries.DemandRow> {
  const demand = await demandById.load(context, id);
  if (!demand) throw notFound("这条需求");
  return demand;
}

/** The offer that something tells of. @throws AppError NOT_FOUND where it is out of sight */
export async function offerOf(context: ApiContext, id: string): Promise<queries.OfferRow> {
  const offer = await offerById.load(context, id);
  if (!offer) throw notFound("这条资源");
  return offer;
}

export const categoryById = loadById((context, ids) =>
  context.run(queries.readCategories, { ids, today: context.today }),
);
export const allCategories = loadWhole((context, _: object) =>
  context.run(queries.readCategories, { ids: null, today: context.today }),
);
export const departmentById = loadById((context, ids) => context.run(queries.readDepartments, { ids }));
