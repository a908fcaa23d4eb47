import { useQueryClient } from "@tanstack/react-query";
import type { TypedDocumentString } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";

type StepVariables = { input: { clientMutationId: string; id: string; expectedVersion: number } };

/**
 * Withdraw and republish of one entry. The version comes from the last answer, because undoing works on the version
 * that withdrawing made.
 */
export function useEntrySteps<W, R>(
  entry: { id: string; version: number },
  documents: {
    withdraw: TypedDocumentString<W, StepVariables>;
    republish: TypedDocumentString<R, StepVariables>;
  },
  versionOf: { withdraw: (answer: W) => number; republish: (answer: R) => number },
) {
  const cache = useQueryClient();
  let version = entry.version;
  const variables = () => ({
    input: { clientMutationId: newMutationId(), id: entry.id, expectedVersion: version },
  });
  return {
    withdraw: async () => {
      version = versionOf.withdraw(await send(documents.withdraw, variables()));
      await cache.invalidateQueries();
    },
    republish: async () => {
      version = versionOf.republish(await send(documents.republish, variables()));
      await cache.invalidateQueries();
    },
  };
}
