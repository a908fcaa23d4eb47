import type { ApiContext } from "../api/context.ts";
import { AppError, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { type DemandRow, type OfferRow, readDemands, readOffers } from "./queries.ts";
import type { LockedEntry } from "./writeQueries.ts";

/** What every change of an entry shares: who did it, what it left, and why it could not be made. */

/** Who did it, as events on the entry name them. */
export const actorOf = ({ access }: ApiContext): string => access.actor.id ?? "system";

/** The need as the transaction leaves it. */
export async function demandIn(tx: Transaction, context: ApiContext, id: string): Promise<DemandRow> {
  const [row] = await tx.run(readDemands, { viewer: context.viewer, today: context.today, ids: [id] });
  if (!row) throw notFound("这条需求");
  return row;
}

/** The offer as the transaction leaves it. */
export async function offerIn(tx: Transaction, context: ApiContext, id: string): Promise<OfferRow> {
  const [row] = await tx.run(readOffers, { viewer: context.viewer, today: context.today, ids: [id] });
  if (!row) throw notFound("这条资源");
  return row;
}

/** Why an entry could not be taken to be changed: out of sight, or in sight but not in a place the actor holds. */
export async function refuse(
  tx: Transaction,
  context: ApiContext,
  id: string,
  read: (tx: Transaction, context: ApiContext, id: string) => Promise<unknown>,
): Promise<never> {
  await read(tx, context, id);
  throw new AppError("FORBIDDEN", "您可以查看这一条，但它不在您负责的范围内，不能修改。");
}

/** A stale edit shows both versions, so that nobody overwrites what they have not seen. */
export function checkVersion(
  entry: LockedEntry,
  expected: number,
  current: DemandRow | OfferRow | undefined,
): void {
  if (entry.version === expected) return;
  throw new AppError(
    "CONFLICT",
    `这一条已被别人改过（您看到的是第 ${expected} 版，现在是第 ${entry.version} 版）。请对照后再保存。`,
    {
      path: ["input", "expectedVersion"],
      facts: {
        expectedVersion: expected,
        currentVersion: entry.version,
        updatedAt: entry.updatedAt,
        current,
      },
    },
  );
}
