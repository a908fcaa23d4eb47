import { loadById, loadMany, loadPages, loadWhole } from "../api/loaders.ts";
import type { PageParams } from "../api/page.ts";
import * as queries from "./queries.ts";

export const chainById = loadById((context, ids) => context.run(queries.readChains, { ids }));
export const allChains = loadWhole((context, _: object) => context.run(queries.listChains, {}));
export const positionById = loadById((context, ids) => context.run(queries.readPositions, { ids }));
export const enterpriseById = loadById((context, ids) => context.run(queries.readEnterprises, { ids }));
export const productById = loadById((context, ids) => context.run(queries.readProducts, { ids }));

export const positionsOfChain = loadMany((context, ids) => context.run(queries.positionsOfChains, { ids }));
export const feedsOfPosition = loadMany((context, ids) => context.run(queries.feedsOfPositions, { ids }));
export const occupationsOfEnterprise = loadMany((context, ids) =>
  context.run(queries.occupationsOfEnterprises, { ids, today: context.today }),
);

export const enterprisesOfPosition = loadPages((context, ids, page: PageParams) =>
  context.run(queries.enterprisesOfPositions, { ids, today: context.today, ...page }),
);
export const productsOfEnterprise = loadPages(
  (context, ids, page: PageParams & { relation: "PRODUCES" | "CONSUMES" }) =>
    context.run(queries.productsOfEnterprises, { ids, today: context.today, ...page }),
);
export const flowsOfProduct = loadPages((context, ids, page: PageParams & { direction: "in" | "out" }) =>
  context.run(queries.flowsOfProducts, { ids, ...page }),
);
export const tradeOfEnterprise = loadPages((context, ids, page: PageParams & { direction: "in" | "out" }) =>
  context.run(queries.tradeOfEnterprises, { ids, today: context.today, ...page }),
);
