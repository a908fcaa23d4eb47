import { Alert, Button, Select } from "antd";
import { useId, useState } from "react";
import type { ImportShownFragment } from "../generated/graphql.ts";
import type { ReadFile } from "./FileStep.tsx";
import styles from "./ImportPage.module.css";
import { SheetsChoice } from "./SheetsChoice.tsx";
import { useSetImport } from "./useSetImport.ts";

interface ColumnsStepProps {
  row: ImportShownFragment;
  onBack: () => void;
  onSet: (row: ImportShownFragment) => void;
  /** The file, where other sheets of it can be read. */
  read: ReadFile | undefined;
  onSheets: (row: ImportShownFragment) => void;
  onOpen: (id: string) => void;
}

/** What each column of the file is: recognised by its header, or as it was corrected the last time; the user has the last word. */
export function ColumnsStep({ row, onBack, onSet, read, onSheets, onOpen }: ColumnsStepProps) {
  const [fields, setFields] = useState(() => row.columns.map(({ field }) => field ?? null));
  const { busy, failure, set } = useSetImport(row.id, onSet);
  const missing = row.fields.filter(({ key, required }) => required && !fields.includes(key));
  const put = (index: number, field: string | null) =>
    // A field has one column: taking it here gives it up there.
    setFields(fields.map((old, i) => (i === index ? field : old === field ? null : old)));
  return (
    <div className={styles.step}>
      <p className={styles.quiet}>
        {row.fileName}
        {row.sheet && `，工作表“${row.sheet}”`}，共 {row.rowCount.toLocaleString("zh-CN")} 行。
        {row.notes.join("")}
      </p>
      {read && read.sheets.length > 1 && (
        <SheetsChoice row={row} read={read} onSet={onSheets} onOpen={onOpen} />
      )}
      <ul className={styles.columns}>
        {row.columns.map((column) => (
          <ColumnChoice
            key={column.index}
            column={column}
            fields={row.fields}
            value={fields[column.index] ?? null}
            onChange={(field) => put(column.index, field)}
          />
        ))}
      </ul>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`请选出哪一列是${missing.map(({ name }) => `“${name}”`).join("、")}。`}
        />
      )}
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <div className={styles.buttons}>
        <Button onClick={onBack}>重新选择文件</Button>
        <Button
          type="primary"
          loading={busy}
          disabled={missing.length > 0}
          onClick={() =>
            void set(
              fields.map((field, index) => ({ index, field })),
              [],
            )
          }
        >
          预览
        </Button>
      </div>
    </div>
  );
}

interface ColumnChoiceProps {
  column: ImportShownFragment["columns"][number];
  fields: ImportShownFragment["fields"];
  value: string | null;
  onChange: (field: string | null) => void;
}

function ColumnChoice({ column, fields, value, onChange }: ColumnChoiceProps) {
  const id = useId();
  const header = column.header || `第 ${column.index + 1} 列（没有表头）`;
  const samples = column.samples.join("、");
  return (
    <li className={styles.column}>
      <label htmlFor={id} className={styles.header}>
        {header}
      </label>
      <Select
        id={id}
        value={value ?? ""}
        onChange={(field) => onChange(field || null)}
        options={[
          { value: "", label: "不导入" },
          ...fields.map(({ key, name, required }) => ({
            value: key,
            label: required ? `${name}（必填）` : name,
          })),
        ]}
      />
      <span className={styles.samples} title={samples}>
        {samples || "（空）"}
      </span>
    </li>
  );
}
