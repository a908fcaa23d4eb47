import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { checkFirst } from "../api/page.ts";
import { luceneQuery, words } from "../language/words.ts";
import { demandById, offerById } from "./loaders.ts";
import { type DemandRow, type OfferRow, similarDemands, similarOffers } from "./queries.ts";

interface SimilarArgs {
  text: string;
  exceptId?: string | null;
  first?: number | null;
}

/** Of a longer text the beginning says what it is about. */
const readCharacters = 1000;
const mostFound = 10;
/** Below this share of common words two texts speak of different things: a word like 培训 alone says little. */
const leastLikeness = 0.4;

/**
 * How much two texts have in common, 0..1: shared words over all words of the shorter one, so that a short text is found
 * in a long one (the overlap coefficient). 0 where fewer than two words are shared.
 */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const known = new Set(b);
  const shared = a.filter((word) => known.has(word)).length;
  return shared < 2 ? 0 : shared / Math.min(a.length, known.size);
}

async function similarIds(
  context: ApiContext,
  query: typeof similarDemands,
  { text, exceptId, first }: SimilarArgs,
): Promise<string[]> {
  const most = checkFirst(first, 5, mostFound);
  const typed = words(text.slice(0, readCharacters));
  if (typed.length < 2 || most === 0) return [];
  const rows = await context.run(query, {
    today: context.today,
    lucene: luceneQuery(typed),
    exceptId: optionalId(exceptId, "exceptId"),
  });
  return rows
    .map((row) => ({ id: row.id, alike: likeness(typed, row.words?.split(" ") ?? []) }))
    .filter(({ alike }) => alike >= leastLikeness)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most)
    .map(({ id }) => id);
}

/** Open needs that say nearly the same as a text, the most alike first. @throws LIMIT above 10 */
export async function likeDemands(context: ApiContext, args: SimilarArgs): Promise<DemandRow[]> {
  const ids = await similarIds(context, similarDemands, args);
  const rows = await Promise.all(ids.map((id) => demandById.load(context, id)));
  return rows.filter((row) => row !== null);
}

/** Open resources and projects that say nearly the same as a text, the most alike first. @throws LIMIT above 10 */
export async function likeOffers(context: ApiContext, args: SimilarArgs): Promise<OfferRow[]> {
  const ids = await similarIds(context, similarOffers, args);
  const rows = await Promise.all(ids.map((id) => offerById.load(context, id)));
  return rows.filter((row) => row !== null);
}
