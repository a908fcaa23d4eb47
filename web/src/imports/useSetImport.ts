import { useState } from "react";
import type { ColumnChoice, ImportShownFragment, NameChoice, UpdateChoice } from "../generated/graphql.ts";
import { noticeSignedOut } from "../graphql/cache.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { setImportDocument } from "./documents.ts";

/** Which entries are to say what their rows say. */
export interface Updates {
  updates?: UpdateChoice[];
  updateAll?: boolean;
}

/** Tells the server what columns and names are, and takes what importing would then do. */
export function useSetImport(id: string, onSet: (row: ImportShownFragment) => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  return {
    busy,
    failure,
    set: async (columns: ColumnChoice[], names: NameChoice[], updates: Updates = {}) => {
      setBusy(true);
      setFailure(undefined);
      try {
        onSet((await send(setImportDocument, { input: { id, columns, names, ...updates } })).setImport);
      } catch (error) {
        noticeSignedOut(error);
        setFailure(sentenceOf(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
