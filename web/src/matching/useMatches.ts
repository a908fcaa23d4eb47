import type { TypedDocumentString } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { matchesOfDemandDocument, matchesOfOfferDocument } from "./documents.ts";
import { fromDemand, fromOffer, type MatchListView } from "./match.ts";

/** Results shown at once. */
export const resultsAtOnce = 20;

type MatchesDocument<Answer> = TypedDocumentString<Answer, { id: string; first: number }>;

function useMatches<Answer>(
  document: MatchesDocument<Answer>,
  id: string,
  viewOf: (answer: Answer) => MatchListView,
  published: boolean,
) {
  const enabled = useMay("readMatches") && published;
  const query = useQueryDocument(document, { id, first: resultsAtOnce }, { enabled });
  return { ...query, data: query.data && viewOf(query.data) };
}

/** Resources and projects that could answer a need, best first; what is not published is matched with nothing. */
export const useDemandMatches = (id: string, published = true) =>
  useMatches(matchesOfDemandDocument, id, fromDemand, published);

/** Needs that an offer could answer, best first. */
export const useOfferMatches = (id: string, published = true) =>
  useMatches(matchesOfOfferDocument, id, fromOffer, published);
