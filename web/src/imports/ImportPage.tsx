import { useQueryClient } from "@tanstack/react-query";
import { Button, Steps } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { ImportShownFragment } from "../generated/graphql.ts";
import { keyOf, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Page } from "../ui/Page.tsx";
import { Nothing, Part } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { ColumnsStep } from "./ColumnsStep.tsx";
import { importDocument } from "./documents.ts";
import { FileStep, type ReadFile } from "./FileStep.tsx";
import styles from "./ImportPage.module.css";
import { PreviewStep } from "./PreviewStep.tsx";
import { ResultStep } from "./ResultStep.tsx";
import { kindOf, kinds } from "./words.ts";

const steps = ["选择文件", "核对各列", "预览", "导入"];

/** 导入表格: choose a file, say what its columns are, look, import. Where one is stands in the address. */
export function ImportPage() {
  const [params, setParams] = useSearchParams();
  const kind = kindOf(params.get("kind"));
  const id = params.get("id");
  const phone = usePhone();
  const cache = useQueryClient();
  const [read, setRead] = useState<ReadFile>();
  const put = (changes: Record<string, string>) => setParams({ kind, ...changes }, { replace: true });
  const take = (next: ReadFile) => {
    setRead(next);
    put({ id: next.id });
  };
  return (
    <Page title="导入表格" question={`把${kinds[kind].name}表格原样交给系统，先看清楚再导入`}>
      <div className={styles.sheet}>
        {id === null ? (
          <>
            <Progress at={0} phone={phone} />
            <FileStep kind={kind} onKind={(next) => put({ kind: next })} onRead={take} />
          </>
        ) : (
          <Loaded
            id={id}
            phone={phone}
            onRestart={() => put({})}
            read={read?.id === id ? read : undefined}
            onOpen={(next) => {
              // What was seen of it before may be old: its columns follow those of the sheet before.
              cache.removeQueries({ queryKey: keyOf(importDocument, { id: next }) });
              if (read?.id === id) take({ ...read, id: next });
              else put({ id: next });
            }}
          />
        )}
      </div>
    </Page>
  );
}

const Progress = ({ at, phone }: { at: number; phone: boolean }) => (
  <Steps
    className={styles.steps}
    size="small"
    current={at}
    orientation="horizontal"
    responsive={false}
    titlePlacement="vertical"
    items={steps.map((title, index) => ({ title: phone && index !== at ? undefined : title }))}
    aria-label="导入的步骤"
  />
);

function Loaded({ id, ...rest }: { id: string } & Omit<WalkProps, "first">) {
  const query = useQueryDocument(importDocument, { id });
  return (
    <Part query={query}>
      {({ import: found }) =>
        found ? (
          <Walk key={found.id} first={found} {...rest} />
        ) : (
          <Nothing action={<Button onClick={rest.onRestart}>重新选择文件</Button>}>
            没有找到这次导入，可能已经过期。
          </Nothing>
        )
      }
    </Part>
  );
}

interface WalkProps {
  first: ImportShownFragment;
  phone: boolean;
  onRestart: () => void;
  /** The file that was read on this page; undefined after the page was loaded anew. */
  read: ReadFile | undefined;
  /** Goes to another sheet of the same workbook. */
  onOpen: (id: string) => void;
}

function Walk({ first, phone, onRestart, read, onOpen }: WalkProps) {
  const [row, setRow] = useState(first);
  const [looking, setLooking] = useState(false);
  const at = row.state !== "read" ? 3 : looking ? 2 : 1;
  return (
    <>
      <Progress at={at} phone={phone} />
      {at === 1 && (
        <ColumnsStep
          row={row}
          onBack={onRestart}
          read={read}
          onSheets={setRow}
          onOpen={onOpen}
          onSet={(next) => {
            setRow(next);
            setLooking(true);
          }}
        />
      )}
      {at === 2 && (
        <PreviewStep row={row} onBack={() => setLooking(false)} onSet={setRow} onStarted={setRow} />
      )}
      {at === 3 && <ResultStep row={row} onChange={setRow} onRestart={onRestart} onOpen={onOpen} />}
    </>
  );
}
