import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { matchesOfDemandDocument, matchesOfOfferDocument } from "./documents.ts";
import { fromDemand, fromOffer } from "./match.ts";

/** Results shown at once. */
const resultsAtOnce = 20;

/** Resources and projects that could answer a need, best first; what is not published is matched with nothing. */
export function useDemandMatches(id: string, published = true) {
  const query = useQueryDocument(
    matchesOfDemandDocument,
    { id, first: resultsAtOnce },
    { enabled: useMay("readMatches") && published },
  );
  return { ...query, data: query.data && fromDemand(query.data) };
}

/** Needs that an offer could answer, best first. */
export function useOfferMatches(id: string, published = true) {
  const query = useQueryDocument(
    matchesOfOfferDocument,
    { id, first: resultsAtOnce },
    { enabled: useMay("readMatches") && published },
  );
  return { ...query, data: query.data && fromOffer(query.data) };
}
