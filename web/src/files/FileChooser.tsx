import { CameraOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef } from "react";
import { useMedia } from "../ui/useMedia.ts";
import styles from "./Attachments.module.css";
import { accepted } from "./words.ts";

/** The buttons that choose files; on a telephone also one that opens the camera. */
export function FileChooser({ onChoose }: { onChoose: (files: Iterable<File>) => void }) {
  const touch = useMedia("(pointer: coarse)");
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const chosen = ({ target }: React.ChangeEvent<HTMLInputElement>) => {
    onChoose([...(target.files ?? [])]);
    // The same file may be chosen again.
    target.value = "";
  };
  return (
    <span className={styles.choose}>
      <label className={styles.hidden}>
        选择附件
        <input ref={files} type="file" tabIndex={-1} multiple accept={accepted} onChange={chosen} />
      </label>
      {touch && (
        <>
          <label className={styles.hidden}>
            拍一张照片
            <input
              ref={camera}
              type="file"
              tabIndex={-1}
              accept="image/jpeg"
              capture="environment"
              onChange={chosen}
            />
          </label>
          <Button icon={<CameraOutlined aria-hidden />} onClick={() => camera.current?.click()}>
            拍照
          </Button>
        </>
      )}
      <Button icon={<PaperClipOutlined aria-hidden />} onClick={() => files.current?.click()}>
        添加附件
      </Button>
    </span>
  );
}
