import { PaperClipOutlined } from "@ant-design/icons";
import { Button, Modal } from "antd";
import { useState } from "react";
import { Attachments } from "./Attachments.tsx";

interface FilesButtonProps {
  /** The thing that the files hang on. */
  id: string;
  /** What that is, in a few words. */
  name: string;
  count: number;
  mayAttach: boolean;
}

/** The files of one line of a list, behind a button that counts them; nothing where there are none and none may be added. */
export function FilesButton({ id, name, count, mayAttach }: FilesButtonProps) {
  const [open, setOpen] = useState(false);
  if (count === 0 && !mayAttach && !open) return null;
  return (
    <>
      <Button
        size="small"
        icon={<PaperClipOutlined aria-hidden />}
        aria-label={count > 0 ? `${name}的附件，${count} 个` : `给${name}附文件`}
        onClick={() => setOpen(true)}
      >
        {count > 0 ? `附件 ${count}` : "附文件"}
      </Button>
      <Modal open={open} title={name} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <Attachments id={id} />
      </Modal>
    </>
  );
}
