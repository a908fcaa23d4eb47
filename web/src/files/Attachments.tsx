import { type RefObject, useEffect, useRef, useState } from "react";
import { usePages } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Rows, Section } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useMedia } from "../ui/useMedia.ts";
import { AttachmentRow } from "./AttachmentRow.tsx";
import styles from "./Attachments.module.css";
import { attachmentsDocument } from "./documents.ts";
import { FileChooser } from "./FileChooser.tsx";
import { UploadRow } from "./UploadRow.tsx";
import { useUploads } from "./useUploads.ts";
import { fileSize } from "./words.ts";

/** Until the server has said so. */
const usualMost = 10_000_000;

/**
 * 附件: the files of one thing, and the ways to add some: a button, the telephone's camera, dragging, pasting. Nothing is shown
 * to those who may add none where there are none.
 */
export function Attachments({ id }: { id: string }) {
  const pages = usePages(attachmentsDocument, { id }, (answer) => answer.attachmentsOf);
  const [first] = pages.data?.pages ?? [];
  const { mayAttach = false, mostBytes = usualMost, totalCount = 0 } = first?.attachmentsOf ?? {};
  const { uploads, told, add, retry, giveUp } = useUploads(id, mostBytes);
  const mayAnywhere = useMay("attachFile");
  const block = useRef<HTMLDivElement>(null);
  const { over, handlers } = useDropping(block, mayAttach, add);
  const touch = useMedia("(pointer: coarse)");
  const empty = first !== undefined && totalCount === 0 && uploads.length === 0;
  if (pages.isPending && !mayAnywhere) return null;
  if (first && totalCount === 0 && !mayAttach) return null;
  const nodes = pages.data?.pages.flatMap((page) => page.attachmentsOf.nodes) ?? [];
  return (
    <div ref={block} className={over ? `${styles.block} ${styles.over}` : styles.block} {...handlers}>
      <Section
        title={totalCount > 0 ? `附件（${totalCount}）` : "附件"}
        hint={mayAttach && `${empty ? "还没有附件。" : ""}${hintFor(mostBytes, touch)}`}
        actions={mayAttach && <FileChooser onChoose={add} />}
      >
        {first === undefined &&
          (pages.error ? (
            <Failed error={pages.error} onRetry={() => void pages.refetch()} />
          ) : (
            <LoadingRows rows={2} />
          ))}
        {(nodes.length > 0 || uploads.length > 0) && (
          <Rows label="附件">
            {uploads.map((upload) => (
              <UploadRow
                key={upload.key}
                upload={upload}
                onRetry={() => retry(upload)}
                onGiveUp={() => giveUp(upload.key)}
              />
            ))}
            {nodes.map((attachment) => (
              <AttachmentRow key={attachment.id} attachment={attachment} mayChange={mayAttach} />
            ))}
          </Rows>
        )}
        <MoreRows pages={pages} />
        <p className={styles.told} role="status">
          {told}
        </p>
      </Section>
    </div>
  );
}

/** What may be attached, and how beside the button. */
const hintFor = (mostBytes: number, touch: boolean): string =>
  `可附图片、PDF、Word、Excel、文本，每个最大 ${fileSize(mostBytes)}${touch ? "" : "，可拖入或粘贴"}；照片会去掉拍摄地点。`;

/** Files dropped on the block, or pasted anywhere on its page but into a field; of several blocks the one in the open dialog takes them. */
function useDropping(
  block: RefObject<HTMLDivElement | null>,
  enabled: boolean,
  add: (files: Iterable<File>) => void,
) {
  const [over, setOver] = useState(false);
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent): void => {
      const files = event.clipboardData?.files;
      const field =
        event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      const dialog = [...window.document.querySelectorAll("[role=dialog]")].at(-1);
      if (dialog && !dialog.contains(block.current)) return;
      if (field || !files || files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    window.document.addEventListener("paste", paste);
    return () => window.document.removeEventListener("paste", paste);
  }, [enabled, block]);
  if (!enabled) return { over: false, handlers: {} };
  const carriesFiles = (event: React.DragEvent): boolean => event.dataTransfer.types.includes("Files");
  return {
    over,
    handlers: {
      onDragOver: (event: React.DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: React.DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: React.DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      },
    },
  };
}
