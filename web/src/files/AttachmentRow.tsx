import { DownloadOutlined, FileOutlined } from "@ant-design/icons";
import { Button, Image, Tag } from "antd";
import { useState } from "react";
import type { AttachmentShownFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { FileButton } from "../ui/FileButton.tsx";
import { instant } from "../ui/format.ts";
import { Row } from "../ui/Section.tsx";
import { useStep } from "../ui/useStep.tsx";
import { AttachmentDialog } from "./AttachmentDialog.tsx";
import styles from "./Attachments.module.css";
import { removeAttachmentDocument } from "./documents.ts";
import { attachmentQueries } from "./useUploads.ts";
import { attachmentKinds, fileSize, isPicture, typeWord } from "./words.ts";

interface AttachmentRowProps {
  attachment: AttachmentShownFragment;
  mayChange: boolean;
}

/** One attachment: what it is, who brought it when, and what can be done with it. */
export function AttachmentRow({ attachment, mayChange }: AttachmentRowProps) {
  const { id, name, caption, kind, mediaType, size, at, byName, path, example, version } = attachment;
  const [editing, setEditing] = useState(false);
  const { ask } = useStep();
  const [key] = useState(newMutationId);
  const remove = () =>
    ask({
      title: `移除“${name}”？`,
      content: "移除后别人不能再看到和下载它。",
      word: "移除",
      work: () =>
        send(removeAttachmentDocument, { input: { clientMutationId: key, id, expectedVersion: version } }),
      done: "已移除",
      changes: attachmentQueries,
    });
  return (
    <Row
      lead={
        isPicture(mediaType) ? (
          <Picture attachment={attachment} />
        ) : (
          <span className={styles.sign} aria-hidden>
            <FileOutlined />
          </span>
        )
      }
      title={caption ?? name}
      tags={
        <>
          <Tag>{attachmentKinds[kind]}</Tag>
          <ExampleBadge example={example} />
        </>
      }
      facts={[caption && name, typeWord(mediaType), fileSize(size), byName && `${byName}上传`, instant(at)]}
      action={
        <>
          <FileButton address={path} icon={<DownloadOutlined aria-hidden />} aria-label={`下载 ${name}`} />
          {mayChange && (
            <>
              <Button onClick={() => setEditing(true)} aria-label={`修改 ${name}`}>
                修改
              </Button>
              <Button onClick={remove} aria-label={`移除 ${name}`}>
                移除
              </Button>
            </>
          )}
          {editing && <AttachmentDialog attachment={attachment} onClose={() => setEditing(false)} />}
        </>
      }
    />
  );
}

/** A small picture that opens the whole one over the page. */
function Picture({ attachment: { name, caption, path } }: { attachment: AttachmentShownFragment }) {
  const [open, setOpen] = useState(false);
  const words = caption ?? name;
  return (
    <>
      <button
        type="button"
        className={styles.picture}
        onClick={() => setOpen(true)}
        aria-label={`看大图：${words}`}
      >
        <img src={`${path}/small`} alt={words} loading="lazy" />
      </button>
      {open && (
        <Image
          className={styles.hidden}
          src={path}
          alt={words}
          preview={{ open, src: path, onOpenChange: setOpen }}
        />
      )}
    </>
  );
}
