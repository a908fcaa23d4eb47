import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import type { TypedDocumentString } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import {
  approveEntriesDocument,
  returnEntriesDocument,
  withdrawDemandsDocument,
  withdrawOffersDocument,
} from "./reviewDocuments.ts";

const steps = {
  approve: { document: approveEntriesDocument, done: "已通过" },
  return: { document: returnEntriesDocument, done: "已退回" },
  withdrawDemands: { document: withdrawDemandsDocument, done: "已撤回" },
  withdrawOffers: { document: withdrawOffersDocument, done: "已撤回" },
};
export type EntriesStep = keyof typeof steps;

export interface SteppedEntry {
  id: string;
  version: number;
}

interface Outcome {
  outcome: { doneIds: string[]; refused: { id: string; title?: string | null; reason: string }[] };
}
interface Variables {
  input: {
    clientMutationId: string;
    entries: { id: string; expectedVersion: number }[];
    reason?: string | undefined;
  };
}

/** One step for some entries; says how many it was done for, and of each other one why not. */
export function useEntriesStep() {
  const cache = useQueryClient();
  const { message, notification } = App.useApp();
  return async (
    step: EntriesStep,
    entries: readonly SteppedEntry[],
    clientMutationId: string,
    reason?: string,
  ): Promise<void> => {
    const { document, done } = steps[step];
    const { outcome } = await send(document as TypedDocumentString<Outcome, Variables>, {
      input: {
        clientMutationId,
        entries: entries.map(({ id, version }) => ({ id, expectedVersion: version })),
        reason,
      },
    });
    const { doneIds, refused } = outcome;
    await cache.invalidateQueries();
    if (doneIds.length > 0)
      void message.success(entries.length === 1 ? done : `${done} ${doneIds.length} 条`);
    if (refused.length > 0)
      notification.warning({
        title: `${refused.length} 条没有处理`,
        description: (
          <ul>
            {refused.slice(0, 10).map(({ id, title, reason: why }) => (
              <li key={id}>
                {title && `${title}：`}
                {why}
              </li>
            ))}
          </ul>
        ),
        duration: 0,
      });
  };
}
