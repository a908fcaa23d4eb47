import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Segmented, Select } from "antd";
import { useRef, useState } from "react";
import type { ImportKind } from "../generated/graphql.ts";
import { noticeSignedOut } from "../graphql/cache.ts";
import { sentenceOf } from "../graphql/client.ts";
import { sendFile } from "../graphql/files.ts";
import { useMay } from "../identity/session.tsx";
import { FileButton } from "../ui/FileButton.tsx";
import { usePhone } from "../ui/useMedia.ts";
import styles from "./ImportPage.module.css";
import { kinds } from "./words.ts";

interface FileStepProps {
  kind: ImportKind;
  onKind: (kind: ImportKind) => void;
  onRead: (read: ReadFile) => void;
}

/** A file that was read: what it is kept under, and what another sheet of it is read from. */
export interface ReadFile {
  id: string;
  file: File;
  /** Names of all its sheets. */
  sheets: string[];
}

/**
 * Reads a file on the server; nothing is written.
 * @param wanted a sheet, to be imported together with the one whose import is named; absent: whichever looks most like such a list
 */
export async function readFile(
  kind: ImportKind,
  file: File,
  wanted?: { sheet: string; beside: string },
): Promise<ReadFile> {
  const query = new URLSearchParams({ kind, ...wanted });
  const read = await sendFile<{ id: string; sheets: string[] }>(`/imports?${query}`, file);
  return { ...read, file };
}

/** What the file holds, and the file itself: by the button, or dropped on the field. */
export function FileStep({ kind, onKind, onRead }: FileStepProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<string>();
  const mayRegister = useMay("writeRegister");
  const may: Record<ImportKind, boolean> = {
    demand: useMay("writeDemand"),
    offer: useMay("writeOffer"),
    enterprise: mayRegister,
    organization: mayRegister,
    post: mayRegister,
    membership: mayRegister,
  };
  const send = async (file: File | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      onRead(await readFile(kind, file));
    } catch (error) {
      noticeSignedOut(error);
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const offered = (Object.keys(kinds) as ImportKind[]).filter((one) => may[one]);
  if (!may[kind]) return <Alert type="info" showIcon title={`您的角色不能导入${kinds[kind].name}。`} />;
  return (
    <div className={styles.step}>
      <div className={styles.choice}>
        <KindChoice kind={kind} onKind={onKind} offered={offered} />
        <FileButton type="link" address={`/imports/templates/${kind}`}>
          下载模板
        </FileButton>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void send(event.dataTransfer.files[0]);
        }}
      >
        <label className={styles.hidden}>
          表格文件
          <input
            ref={input}
            type="file"
            tabIndex={-1}
            accept=".xlsx,.csv"
            onChange={(event) => {
              void send(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </label>
        <Button
          type="primary"
          size="large"
          icon={<UploadOutlined aria-hidden />}
          loading={busy}
          onClick={() => input.current?.click()}
        >
          {busy ? "正在读取" : "选择表格文件"}
        </Button>
        <p className={styles.quiet}>
          支持 .xlsx 和 .csv，最大 10 MB、20,000 行。各单位报来的表不用改格式，下一步再核对各列。
        </p>
      </div>
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
    </div>
  );
}

/** What the rows of the file are: side by side where they fit, else a list to open. */
function KindChoice({
  kind,
  onKind,
  offered,
}: Pick<FileStepProps, "kind" | "onKind"> & { offered: ImportKind[] }) {
  const phone = usePhone();
  const asked = {
    "aria-label": "表格里是什么",
    value: kind,
    onChange: onKind,
    options: offered.map((one) => ({ value: one, label: kinds[one].name })),
  };
  return phone ? <Select size="large" style={{ width: "100%" }} {...asked} /> : <Segmented {...asked} />;
}
