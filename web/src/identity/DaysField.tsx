import { Form, InputNumber } from "antd";

/** How many days something holds. */
export const DaysField = ({ most, label = "有效期" }: { most: number; label?: string }) => (
  <Form.Item
    name="days"
    label={label}
    rules={[{ required: true, type: "integer", min: 1, max: most, message: `应为 1 到 ${most} 天` }]}
  >
    <InputNumber min={1} max={most} precision={0} suffix="天" style={{ width: 140 }} />
  </Form.Item>
);
