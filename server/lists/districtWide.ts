import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { otherCoordinators } from "./categoryQueries.ts";

/**
 * Categories and what the lists are called hold for everybody: where several hubs share the installation, no coordinator
 * of one changes them for the others. @throws AppError FORBIDDEN
 */
export async function demandWhole(tx: Transaction, { access, today }: ApiContext): Promise<void> {
  const [row] = await tx.run(otherCoordinators, { actor: scopeOf(access, "configureLists"), today });
  if ((row?.others ?? 0) > 0)
    throw new AppError("FORBIDDEN", "类别和清单的名称由几个总联盟共用，请由管理员修改。");
}
