import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Select } from "antd";
import { useChoices } from "../lists/useChoices.ts";
import styles from "./RegisterPage.module.css";

/** What a new entry asks besides: which alliance lists it, and whether it is another than one of a like name. */
export function NewEntryFields({ thing }: { thing: string }) {
  const { alliances } = useChoices();
  return (
    <>
      <Form.Item name="allianceId" label="由哪个联盟列入" rules={[{ required: true, message: "请选择联盟" }]}>
        <Select
          options={alliances}
          placeholder="选择联盟"
          // A choice that was made before the list of them has come has no name yet.
          labelRender={({ label }) => label ?? "正在读取…"}
        />
      </Form.Item>
      <Form.Item name="distinct" valuePropName="checked">
        <Checkbox>{`确实是另一${thing}（名录里有名称相近的时候勾选）`}</Checkbox>
      </Form.Item>
    </>
  );
}

interface LinkRowsProps {
  name: string;
  label: string;
  /** What one row is called. */
  one: string;
  row: (name: number) => React.ReactNode;
  fresh: object;
}

/** Rows that each link to one thing. */
export const LinkRows = ({ name, label, one, row, fresh }: LinkRowsProps) => (
  <Form.Item label={label}>
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name: at }, i) => (
            <div key={key} className={styles.row}>
              {row(at)}
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={`去掉第 ${i + 1} 个${one}`}
                onClick={() => remove(at)}
              />
            </div>
          ))}
          {fields.length < 200 && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(fresh)}>
              加一个{one}
            </Button>
          )}
        </>
      )}
    </Form.List>
  </Form.Item>
);
