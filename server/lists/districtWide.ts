import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { otherCoordinators } from "./categoryQueries.ts";

const shared = { configureLists: "类别和清单的名称", tuneMatching: "匹配权重" } as const;

/**
 * Categories, what the lists are called and the weights of matching hold for everybody: where several hubs share the
 * installation, no coordinator of one changes them for the others. @throws AppError FORBIDDEN
 */
export async function demandWhole(
  tx: Transaction,
  { access, today }: ApiContext,
  permission: keyof typeof shared = "configureLists",
): Promise<void> {
  const [row] = await tx.run(otherCoordinators, { actor: scopeOf(access, permission), today });
  if ((row?.others ?? 0) > 0)
    throw new AppError("FORBIDDEN", `${shared[permission]}由几个总联盟共用，请由管理员修改。`);
}
