import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { send, sentenceOf } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useUndo } from "../ui/undo.tsx";
import { reopenMatchDocument, startContactDocument } from "./documents.ts";
import type { BundlePartView } from "./match.ts";

/**
 * 发起对接 with several resources for one need, one after the other. What could not be begun is said with its reason; what
 * was begun stays, and can be taken back together for ten seconds.
 */
export function useContactAll(demandId: string): {
  busy: boolean;
  contactAll: (parts: readonly BundlePartView[]) => Promise<void>;
} {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const offerUndo = useUndo();
  const [busy, setBusy] = useState(false);
  const refresh = () =>
    Promise.all(
      ["MatchesOfDemand", "MatchesOfOffer"].map((name) => cache.invalidateQueries({ queryKey: [name] })),
    );
  const input = (offerId: string) => ({ clientMutationId: newMutationId(), demandId, offerId });
  const contactAll = async (parts: readonly BundlePartView[]) => {
    setBusy(true);
    const begun: string[] = [];
    for (const { offerId, other } of parts) {
      try {
        await send(startContactDocument, { input: input(offerId) });
        begun.push(offerId);
      } catch (error) {
        message.error(`“${other.title}”没有发起对接：${sentenceOf(error)}`);
      }
    }
    await refresh();
    setBusy(false);
    if (begun.length === 0) return;
    offerUndo(`已与 ${begun.length} 条资源发起对接`, async () => {
      for (const offerId of begun) await send(reopenMatchDocument, { input: input(offerId) });
      await refresh();
    });
  };
  return { busy, contactAll };
}
