import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Alert, Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { Unseen } from "./bits.tsx";
import styles from "./OnceShown.module.css";

interface OnceShownProps {
  /** What it is, for the label. */
  label: string;
  value: string;
  /** Whom to give it to and what it does. */
  hint: string;
}

/** A link or secret that the server shows this once, with a button that copies it. */
export function OnceShown({ label, value, hint }: OnceShownProps) {
  return (
    <div className={styles.once}>
      <Alert type="warning" showIcon title="只显示这一次，关闭后不能再看到。请现在复制。" />
      <Copyable label={label} value={value} />
      <p className={styles.hint}>{hint}</p>
    </div>
  );
}

/** A text with a button that copies it. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const input = useRef<InputRef>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className={styles.copyable}>
      <div className={styles.line}>
        <Input
          ref={input}
          readOnly
          className={styles.value}
          aria-label={label}
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button
          icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
          onClick={() => void copy(value, input.current?.input).then(setCopied)}
        >
          {copied ? "已复制" : "复制"}
        </Button>
      </div>
      <span role="status">{copied && <Unseen>{label}已复制</Unseen>}</span>
    </div>
  );
}

/** Whether it was copied. On a plain http address there is no clipboard: then the selected text is copied the old way. */
async function copy(text: string, input: HTMLInputElement | null | undefined): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    input?.select();
    return document.execCommand("copy");
  }
}

/** A link of the server as others can open it: it names the host only where it was told its address. */
export const wholeLink = (link: string): string => new URL(link, window.location.origin).href;
