import { scopeOf, usualPlace } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { type CountedConnection, type PageArgs, readPage, toCountedConnection } from "../api/page.ts";
import { ownerStanding } from "../barring/queries.ts";
import type { OwnerReference } from "../lists/queries.ts";
import { type ExchangedRow, pairsOfOwner } from "./queries.ts";

/** An exchange before its pairs are asked for. */
export interface ExchangeParent {
  owner: OwnerReference;
}

/** The owner whose exchange the viewer may see: one in a place where they tend owners; null for any other. */
export async function exchangeOf(
  context: ApiContext,
  asked: string | null | undefined,
): Promise<ExchangeParent | null> {
  const id = optionalId(asked, "ownerId") ?? usualPlace(context.access, "tendOwner").ownerId;
  if (id === null) return null;
  const actor = scopeOf(context.access, "tendOwner");
  const [found] = await context.run(ownerStanding, { actor, today: context.today, ids: [id] });
  if (!found?.held) return null;
  const { held, ...owner } = found;
  return { owner };
}

/** What an owner gave, or received. One statement. */
export async function exchanged(
  context: ApiContext,
  ownerId: string,
  given: boolean,
  args: PageArgs,
): Promise<CountedConnection<ExchangedRow>> {
  const page = readPage(args, 20);
  const [row] = await context.run(pairsOfOwner, { ownerId, given, ...page });
  return toCountedConnection(row, page);
}
