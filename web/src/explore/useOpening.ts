import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { layoutInWorker } from "../canvas/layouts/inWorker.ts";
import { send } from "../graphql/client.ts";
import {
  allianceGraphDocument,
  chainGraphDocument,
  exploreGraphDocument,
  matchGraphDocument,
  organizationsGraphDocument,
} from "./documents.ts";
import {
  allianceOpening,
  chainOpening,
  exploreOpening,
  matchOpening,
  type Opening,
  placed,
  treeOpening,
  type Unplaced,
} from "./openings.ts";
import type { Question } from "./questions.ts";

/** How many nodes a view draws: the second when somebody asks for more. Above it a canvas no longer answers at once. */
export const usualNodes = 500;
export const mostNodes = 2000;

/**
 * What a view opens with: one request, then its layout in the worker. The places are kept with the answer, so that coming back
 * to a view finds everything where it was.
 */
export function useOpening(question: Question, subjectId: string, first: number): UseQueryResult<Opening> {
  return useQuery({
    queryKey: ["Opening", question, subjectId, first],
    queryFn: ({ signal }) => open(question, subjectId, first, signal),
    staleTime: 30_000,
  });
}

async function open(question: Question, id: string, first: number, signal: AbortSignal): Promise<Opening> {
  if (question === "alliance")
    return allianceOpening(await send(allianceGraphDocument, { hubId: id }, signal), id);
  const unplaced = await read(question, id, first, signal);
  return placed(unplaced, await layoutInWorker(unplaced.layout));
}

async function read(
  question: Exclude<Question, "alliance">,
  id: string,
  first: number,
  signal: AbortSignal,
): Promise<Unplaced> {
  switch (question) {
    case "chain":
      return chainOpening(await send(chainGraphDocument, { id, first }, signal), id);
    case "organizations":
      return treeOpening(
        (await send(organizationsGraphDocument, { hubId: id, first }, signal)).neighbourhood,
      );
    case "match":
      return matchOpening(await send(matchGraphDocument, { demandId: id }, signal), id);
    case "explore": {
      const depth = first > usualNodes ? 3 : 2;
      return exploreOpening(
        (await send(exploreGraphDocument, { id, depth, first }, signal)).neighbourhood,
        id,
      );
    }
  }
}
