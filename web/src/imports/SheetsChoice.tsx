import { Alert, Checkbox } from "antd";
import { useState } from "react";
import type { ImportShownFragment } from "../generated/graphql.ts";
import { noticeSignedOut } from "../graphql/cache.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { discardImportDocument, importDocument } from "./documents.ts";
import { type ReadFile, readFile } from "./FileStep.tsx";
import styles from "./ImportPage.module.css";

interface SheetsChoiceProps {
  row: ImportShownFragment;
  read: ReadFile;
  onSet: (row: ImportShownFragment) => void;
  /** Goes to another sheet, which is read already. */
  onOpen: (id: string) => void;
}

/** Which sheets of the workbook are imported together: one after the other, each with its own columns. */
export function SheetsChoice({ row, read, onSet, onOpen }: SheetsChoiceProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const picked = new Map(row.together.flatMap((one) => (one.sheet ? [[one.sheet, one]] : [])));
  const waiting = row.together.filter(({ id, state }) => id !== row.id && state === "read");
  const change = async (sheet: string, wanted: boolean) => {
    const one = picked.get(sheet);
    setBusy(true);
    setFailure(undefined);
    try {
      if (wanted) await readFile(row.kind, read.file, { sheet, beside: row.id });
      else if (one) await send(discardImportDocument, { id: one.id });
      if (!wanted && one?.id === row.id) return onOpen(waiting[0]?.id ?? row.id);
      const { import: now } = await send(importDocument, { id: row.id });
      if (now) onSet(now);
    } catch (error) {
      noticeSignedOut(error);
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset className={styles.sheets} aria-busy={busy}>
      <legend className={styles.header}>要导入的工作表</legend>
      <div className={styles.choice}>
        {read.sheets.map((sheet) => {
          const one = picked.get(sheet);
          // The last one stays: a file of which nothing is imported is left by choosing another.
          const fixed =
            one !== undefined && (one.state !== "read" || (one.id === row.id && waiting.length === 0));
          return (
            <Checkbox
              key={sheet}
              checked={one !== undefined}
              disabled={busy || fixed}
              onChange={({ target }) => void change(sheet, target.checked)}
            >
              {sheet}
              {one?.id === row.id && "（正在核对）"}
            </Checkbox>
          );
        })}
      </div>
      {row.together.length > 1 && (
        <p className={styles.quiet}>
          选了 {row.together.length} 张，逐张核对、预览和导入，最后给出合计。表头相同的表，各列只需核对一次。
        </p>
      )}
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
    </fieldset>
  );
}
