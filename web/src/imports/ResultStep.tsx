import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { useEffect, useState } from "react";
import type { ImportShownFragment } from "../generated/graphql.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { FileButton } from "../ui/FileButton.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { importDocument, startImportDocument } from "./documents.ts";
import { Figures } from "./Figures.tsx";
import styles from "./ImportPage.module.css";
import { SheetsTogether } from "./SheetsTogether.tsx";
import { kinds } from "./words.ts";

const pauseMs = 800;

const doneWords = ({ fileName, sheet, together }: ImportShownFragment): string =>
  together.length > 1 ? `“${fileName}”的工作表“${sheet}”已导入。` : `“${fileName}”已导入。`;

interface ResultStepProps {
  row: ImportShownFragment;
  onChange: (row: ImportShownFragment) => void;
  onRestart: () => void;
  /** Goes to another sheet of the same workbook. */
  onOpen: (id: string) => void;
}

/** How far it has come, and what became of the rows. Whoever leaves and comes back finds it here. */
export function ResultStep({ row, onChange, onRestart, onOpen }: ResultStepProps) {
  const cache = useQueryClient();
  const [failure, setFailure] = useState<string>();
  const running = row.state === "running";
  useEffect(() => {
    if (!running) {
      void cache.invalidateQueries();
      return;
    }
    const timer = setTimeout(async () => {
      try {
        const { import: now } = await send(importDocument, { id: row.id });
        setFailure(undefined);
        if (now) onChange(now);
      } catch (error) {
        setFailure(sentenceOf(error));
        // Asks again: what runs on the server does not stop with the line.
        onChange({ ...row });
      }
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [cache, running, row, onChange]);
  const written = row.accepted + row.merged + row.rejected;
  const next = row.together.find(({ id, state }) => id !== row.id && state !== "done");
  const goOn = async () => onChange((await send(startImportDocument, { id: row.id })).startImport);
  return (
    <div className={styles.step}>
      <div aria-live="polite">
        {row.state !== "done" ? (
          <Progress percent={Math.floor((written / row.rowCount) * 100)} aria-label="导入的进度" />
        ) : (
          <Alert type="success" showIcon title={doneWords(row)} />
        )}
      </div>
      <Figures {...row} />
      {row.together.length > 1 && <SheetsTogether sheets={row.together} />}
      {running && <p className={styles.quiet}>可以离开这个页面，导入会继续。</p>}
      {failure && row.state !== "done" && <Alert type="warning" showIcon title={failure} />}
      {(row.stalled || row.stopped) && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={row.stopped ?? "导入停在了中途，已写入的都在。"}
          action={
            <Button onClick={() => void goOn().catch((error) => setFailure(sentenceOf(error)))}>
              继续导入
            </Button>
          }
        />
      )}
      {!running && (
        <div className={styles.buttons}>
          {next && (
            <Button type="primary" onClick={() => onOpen(next.id)}>
              接着导入“{next.sheet}”
            </Button>
          )}
          <LinkButton type={next ? "default" : "primary"} to={kinds[row.kind].list}>
            {kinds[row.kind].see}
          </LinkButton>
          {row.rejected > 0 && (
            <FileButton address={`/imports/${row.id}/rejected`}>下载未导入的 {row.rejected} 行</FileButton>
          )}
          <Button onClick={onRestart}>再导入一个文件</Button>
        </div>
      )}
    </div>
  );
}
