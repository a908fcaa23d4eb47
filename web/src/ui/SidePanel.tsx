import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useEffect } from "react";
import styles from "./SidePanel.module.css";

interface SidePanelProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** Details on the right. It takes room of its own beside the work, so that it never covers what it is about. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    window.addEventListener("keydown", close);
    return () => window.removeEventListener("keydown", close);
  }, [onClose]);
  return (
    <aside className={styles.panel} aria-label={label}>
      <Button
        className={styles.close}
        type="text"
        aria-label="关闭详情"
        icon={<CloseOutlined aria-hidden />}
        onClick={onClose}
      />
      {children}
    </aside>
  );
}
