import { AppError } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { inUnit } from "../language/units.ts";
import { raiseCounter } from "../lists/reviewQueries.ts";
import { lockCapacity, settleCapacity } from "./resultQueries.ts";

/**
 * Takes what an agreed pair needs off its resource's remaining capacity, or gives it back when the pair stands no more;
 * doing either twice changes nothing. A pair without a quantity, with a unit that is no amount of the resource's, or whose resource has no stated
 * capacity takes nothing.
 * @throws AppError CONFLICT when it would take something and nothing is left
 */
export async function holdCapacity(tx: Transaction, matchId: string, holds: boolean): Promise<void> {
  const [pair] = await tx.run(lockCapacity, { id: matchId });
  if (!pair) return;
  const { quantity, wantedIn, unit } = pair;
  const wanted = quantity !== null && quantity > 0 ? inUnit(quantity, wantedIn, unit) : null;
  const [row] = await tx.run(settleCapacity, { id: matchId, holds, wanted });
  if (!row) return;
  if (holds && row.nothingLeft)
    throw new AppError(
      "CONFLICT",
      `这条资源能提供的 ${row.capacity}${row.unit ?? ""} 已经都答应给别的需求了。请先改大可提供的数量，或另选一条资源。`,
    );
  // The resource is another one to matching now.
  await tx.run(raiseCounter, { counter: "offers", by: 1 });
}
