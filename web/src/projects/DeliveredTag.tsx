import { Tag } from "antd";

interface DeliveredTagProps {
  delivered: boolean;
  /** Its month is over, its project is not. */
  missed: boolean;
}

/** Whether something was delivered in a planned month. */
export function DeliveredTag({ delivered, missed }: DeliveredTagProps) {
  if (delivered)
    return (
      <Tag color="green" style={{ color: "var(--ant-green-8)" }}>
        有交付
      </Tag>
    );
  return missed ? <Tag>没有交付记录</Tag> : null;
}
