import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import type { BoardFragment } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { keyOf } from "../graphql/useQueryDocument.ts";
import {
  boardDocument,
  consolidateDocument,
  fileItemDocument,
  mergeItemsDocument,
  moveNeedsDocument,
  renameItemDocument,
  undoDocument,
} from "./documents.ts";

export interface BoardActions {
  /** Whether a step is under way. */
  busy: boolean;
  run: () => Promise<boolean>;
  /** `toItemId` undefined: into an item of their own. */
  move: (needIds: string[], fromItemId: string, toItemId?: string) => Promise<boolean>;
  merge: (fromItemId: string, intoItemId: string) => Promise<boolean>;
  /** Not caught: a form says what is wrong at its field. */
  rename: (itemId: string, title: string) => Promise<void>;
  /** Null: by its needs again. Not caught, as above. */
  file: (itemId: string, categoryId: string | null) => Promise<void>;
  undo: (decisionId: string) => Promise<boolean>;
}

/** The steps on one alliance's board; each answers with the board as it then is. */
export function useBoardActions(allianceId: string): BoardActions {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const show = (consolidation: BoardFragment) => {
    const key = keyOf(boardDocument, { allianceId });
    const before = cache.getQueryData<{ consolidation: BoardFragment }>(key)?.consolidation;
    cache.setQueryData(key, { consolidation: inOrderOf(before, consolidation) });
    return cache.invalidateQueries({ queryKey: ["DemandItem"] });
  };
  const take = async (said: string, work: () => Promise<BoardFragment>): Promise<boolean> => {
    setBusy(true);
    try {
      await show(await work());
      message.success(said);
      return true;
    } catch (error) {
      message.error(sentenceOf(error));
      await cache.invalidateQueries({ queryKey: keyOf(boardDocument) });
      await cache.invalidateQueries({ queryKey: ["DemandItem"] });
      return false;
    } finally {
      setBusy(false);
    }
  };
  const base = () => ({ clientMutationId: newMutationId(), allianceId });
  return {
    busy,
    run: () =>
      take("已归并", async () => {
        const { consolidateNeeds } = await send(consolidateDocument, { input: base() });
        return consolidateNeeds.consolidation;
      }),
    move: (needIds, fromItemId, toItemId) =>
      take(toItemId ? "已移动" : "已拆成一项", async () => {
        const input = { ...base(), needIds, fromItemId, ...(toItemId ? { toItemId } : {}) };
        return (await send(moveNeedsDocument, { input })).moveNeeds.consolidation;
      }),
    merge: (fromItemId, intoItemId) =>
      take("已合并", async () => {
        const input = { ...base(), fromItemId, intoItemId };
        return (await send(mergeItemsDocument, { input })).mergeItems.consolidation;
      }),
    rename: async (itemId, title) => {
      const { renameItem } = await send(renameItemDocument, { input: { ...base(), itemId, title } });
      await show(renameItem.consolidation);
    },
    file: async (itemId, categoryId) => {
      const { fileItem } = await send(fileItemDocument, { input: { ...base(), itemId, categoryId } });
      await show(fileItem.consolidation);
    },
    undo: (decisionId) =>
      take("已撤销", async () => {
        const { undoConsolidation } = await send(undoDocument, { input: { ...base(), decisionId } });
        return undoConsolidation.consolidation;
      }),
  };
}

/** The cards stay where they were on the screen while somebody works on them; new ones come first. */
function inOrderOf(before: BoardFragment | undefined, after: BoardFragment): BoardFragment {
  if (!before || before.items.nodes.length === 0) return after;
  const at = new Map(before.items.nodes.map(({ id }, place) => [id, place]));
  const nodes = after.items.nodes.toSorted((a, b) => (at.get(a.id) ?? -1) - (at.get(b.id) ?? -1));
  return { ...after, items: { ...after.items, nodes } };
}
