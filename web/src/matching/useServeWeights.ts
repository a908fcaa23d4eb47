import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useUndo } from "../ui/undo.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { useStep } from "../ui/useStep.tsx";
import { serveWeightsDocument } from "./weightDocuments.ts";

/** What shows the weights or rests on them. */
export const weightChanges = ["Weights", "WeightVersion", "MatchesOfDemand", "MatchesOfOffer"] as const;

const serve = (versionId: string | null) =>
  send(serveWeightsDocument, { input: { clientMutationId: newMutationId(), versionId } });

/**
 * Puts a version into service in one click, which can be taken back.
 * @returns a function of the version's id (null: the frozen weights), of the one that serves now, and of the sentence when done
 */
export function useServeWeights(): (id: string | null, now: string | null, done: string) => Promise<void> {
  const { take } = useStep();
  const offerUndo = useUndo();
  const refresh = useRefresh(weightChanges);
  return async (id, now, done) => {
    const served = await take({ work: () => serve(id), changes: weightChanges });
    if (served) offerUndo(done, () => serve(now).finally(refresh));
  };
}
