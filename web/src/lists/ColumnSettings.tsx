import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { type ColumnKey, columnWords } from "./columns.ts";
import styles from "./ListsPage.module.css";

interface ColumnSettingsProps {
  columns: readonly ColumnKey[];
  onChange: (columns: readonly ColumnKey[]) => void;
}

/** Which columns the table has. */
export const ColumnSettings = ({ columns, onChange }: ColumnSettingsProps) => (
  <Popover
    trigger="click"
    placement="bottomRight"
    content={
      <Checkbox.Group
        className={styles.columnChoice}
        aria-label="显示哪些列"
        value={[...columns]}
        onChange={onChange}
        options={Object.entries(columnWords).map(([value, label]) => ({ value: value as ColumnKey, label }))}
      />
    }
  >
    <Button size="small" icon={<SettingOutlined aria-hidden />}>
      显示的列
    </Button>
  </Popover>
);
