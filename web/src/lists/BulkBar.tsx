import { App, Button } from "antd";
import { useState } from "react";
import { sentenceOf } from "../graphql/client.ts";
import { useMay } from "../identity/session.tsx";
import { FileButton } from "../ui/FileButton.tsx";
import { useKeyOfContent } from "../ui/useKeyOfContent.ts";
import { useStep } from "../ui/useStep.tsx";
import type { EntryView } from "./entry.ts";
import type { ListTab } from "./filters.ts";
import styles from "./ListsPage.module.css";
import { ReturnDialog } from "./ReturnDialog.tsx";
import { type EntriesStep, useEntriesStep } from "./useReview.tsx";

/** As many as the server takes in one step. */
export const mostSelected = 200;

interface BulkBarProps {
  tab: ListTab;
  selected: readonly EntryView[];
  onClear: () => void;
}

const selectedAddress = (tab: ListTab, entries: readonly EntryView[], format: "xlsx" | "docx"): string =>
  `/exports/lists?${new URLSearchParams({ list: tab, format, ids: entries.map(({ id }) => id).join(",") })}`;

/** What can be done with the selected entries at once; each one that cannot take a step is named with the reason. */
export function BulkBar({ tab, selected, onClear }: BulkBarProps) {
  const step = useEntriesStep();
  const keyFor = useKeyOfContent();
  const { message } = App.useApp();
  const { ask } = useStep();
  const [busy, setBusy] = useState(false);
  const [returning, setReturning] = useState(false);
  const reviews = useMay("reviewEntry");
  const demand = tab === "demands";
  const writes = [useMay("writeDemand"), useMay("writeOffer")][demand ? 0 : 1];
  const waiting = selected.filter(({ state }) => state === "pendingReview");
  const withdrawStep: EntriesStep = demand ? "withdrawDemands" : "withdrawOffers";
  const run = async (name: EntriesStep, entries: readonly EntryView[]) => {
    setBusy(true);
    try {
      await step(name, entries, keyFor([name, entries.map(({ id, version }) => [id, version])]));
      onClear();
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const withdraw = () =>
    ask({
      title: `撤回选中的 ${selected.length} 条？`,
      content: "撤回后不再参与匹配，可以逐条重新发布。",
      word: "撤回",
      work: () => run(withdrawStep, selected),
    });
  if (selected.length === 0) return null;
  return (
    <section className={styles.bulk} aria-label="批量操作">
      <span aria-live="polite">已选 {selected.length} 条</span>
      {reviews && waiting.length > 0 && (
        <>
          <Button size="small" type="primary" loading={busy} onClick={() => void run("approve", waiting)}>
            通过 {waiting.length} 条
          </Button>
          <Button size="small" disabled={busy} onClick={() => setReturning(true)}>
            退回 {waiting.length} 条
          </Button>
        </>
      )}
      {writes && (
        <Button size="small" disabled={busy} onClick={withdraw}>
          撤回
        </Button>
      )}
      <FileButton size="small" address={selectedAddress(tab, selected, "xlsx")}>
        导出选中的 Excel
      </FileButton>
      <FileButton size="small" address={selectedAddress(tab, selected, "docx")}>
        导出选中的 Word
      </FileButton>
      <Button size="small" type="text" onClick={onClear}>
        取消选择
      </Button>
      <ReturnDialog open={returning} entries={waiting} onClose={() => setReturning(false)} />
    </section>
  );
}
