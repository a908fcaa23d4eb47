import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import type { DeclineReason } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useUndo } from "../ui/undo.tsx";
import { declineReasons } from "../ui/words.ts";
import {
  agreeMatchDocument,
  declineMatchDocument,
  reopenMatchDocument,
  startContactDocument,
} from "./documents.ts";

interface Pair {
  demandId: string;
  offerId: string;
}

interface MatchActions {
  /** The step under way, so that its button shows it. */
  busy: "contact" | "agree" | "decline" | "reopen" | undefined;
  /** @param note written beside the step, at most 500 characters */
  contact: (note?: string) => void;
  agree: () => void;
  decline: (reason: DeclineReason, note?: string) => void;
  reopen: () => void;
}

/** 发起对接, 已达成 and 不合适 on one match, each with ten seconds to take it back. */
export function useMatchActions({ demandId, offerId }: Pair): MatchActions {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const offerUndo = useUndo();
  const [busy, setBusy] = useState<MatchActions["busy"]>();
  const refresh = () =>
    Promise.all(
      ["MatchesOfDemand", "MatchesOfOffer", "ContactReminders"].map((name) =>
        cache.invalidateQueries({ queryKey: [name] }),
      ),
    );
  const take = async (step: MatchActions["busy"], work: () => Promise<unknown>) => {
    setBusy(step);
    try {
      await work();
      await refresh();
      return true;
    } catch (error) {
      message.error(sentenceOf(error));
      return false;
    } finally {
      setBusy(undefined);
    }
  };
  const input = () => ({ clientMutationId: newMutationId(), demandId, offerId });
  const back = async () => {
    await send(reopenMatchDocument, { input: input() });
    await refresh();
  };
  return {
    busy,
    contact: async (note) => {
      const done = await take("contact", () => send(startContactDocument, { input: { ...input(), note } }));
      if (done) offerUndo("已发起对接", back);
    },
    agree: async () => {
      const done = await take("agree", () => send(agreeMatchDocument, { input: input() }));
      if (done) offerUndo("已记为达成", back);
    },
    decline: async (reason, note) => {
      const work = () => send(declineMatchDocument, { input: { ...input(), reason, note } });
      const done = await take("decline", work);
      if (done) offerUndo(`已标记不合适：${declineReasons[reason]}`, back);
    },
    reopen: () => void take("reopen", () => send(reopenMatchDocument, { input: input() })),
  };
}
