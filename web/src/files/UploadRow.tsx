import { CloudUploadOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { Row } from "../ui/Section.tsx";
import styles from "./Attachments.module.css";
import type { Upload } from "./useUploads.ts";
import { fileSize } from "./words.ts";

interface UploadRowProps {
  upload: Upload;
  onRetry: () => void;
  onGiveUp: () => void;
}

/** A file on its way: how far it is, or why it did not arrive, with another try. */
export function UploadRow({ upload: { file, share, failure }, onRetry, onGiveUp }: UploadRowProps) {
  const percent = Math.round(share * 100);
  // All of it has left: the server looks into it.
  const words = percent === 0 ? "等待上传" : percent === 100 ? "正在检查" : `已上传 ${percent}%`;
  return (
    <Row
      lead={
        <span className={styles.sign} aria-hidden>
          <CloudUploadOutlined />
        </span>
      }
      title={file.name}
      facts={[
        fileSize(file.size),
        failure ? (
          <span key="failure" className={styles.failure} role="alert">
            {failure}
          </span>
        ) : (
          <span key="progress" className={styles.progress}>
            <Progress
              percent={percent}
              showInfo={false}
              size="small"
              status="active"
              aria-label={`${file.name} 的上传进度`}
            />
            {words}
          </span>
        ),
      ]}
      action={
        <>
          {failure && <Button onClick={onRetry}>重试</Button>}
          <Button onClick={onGiveUp}>{failure ? "放弃" : "取消"}</Button>
        </>
      }
    />
  );
}
