import { Button, Checkbox } from "antd";
import type { ImportShownFragment } from "../generated/graphql.ts";
import styles from "./ImportPage.module.css";
import type { Updates } from "./useSetImport.ts";

interface DifferentRowsProps {
  row: ImportShownFragment;
  preview: NonNullable<ImportShownFragment["preview"]>;
  disabled: boolean;
  onChange: (updates: Updates) => void;
}

const longestTitle = 40;

/** What a row is called: what stands under the first required column. */
function titleOf({ columns, fields }: ImportShownFragment, cells: readonly string[]): string {
  const shown = columns.filter(({ field }) => field);
  const first = fields.find(({ key, required }) => required && shown.some(({ field }) => field === key));
  const text = cells[shown.findIndex(({ field }) => field === first?.key)] ?? "";
  return text.length > longestTitle ? `${text.slice(0, longestTitle)}…` : text;
}

/** Rows that say otherwise than the entries that are there: old and new, and which entries are to be updated. */
export function DifferentRows({ row: file, preview, disabled, onChange }: DifferentRowsProps) {
  const { differing, updating, differences } = preview;
  return (
    <section aria-label="与已有内容不同的行" className={styles.step}>
      <h2>与已有内容不同的行</h2>
      <p className={styles.quiet}>
        这些行与已有的条目是同一条，但内容有不同。勾选的会在导入时更新，留有修改记录；不勾选的保持原样。空着的单元格不改动原来的内容。
      </p>
      {differing > 0 && (
        <div className={styles.buttons}>
          <Button disabled={disabled || updating === differing} onClick={() => onChange({ updateAll: true })}>
            全部更新（{differing.toLocaleString("zh-CN")} 条）
          </Button>
          <Button disabled={disabled || updating === 0} onClick={() => onChange({ updateAll: false })}>
            全部保持原样
          </Button>
          <span className={styles.quiet} role="status">
            已选更新 {updating.toLocaleString("zh-CN")} 条
          </span>
        </div>
      )}
      <ul className={styles.differences}>
        {differences.map((row) => (
          <li key={row.number} className={styles.difference}>
            {row.entryId !== null && row.version !== null ? (
              <Checkbox
                checked={row.updating}
                disabled={disabled}
                onChange={({ target }) =>
                  onChange({
                    updates: [{ id: row.entryId ?? "", version: row.version ?? 0, update: target.checked }],
                  })
                }
              >
                更新第 {row.number} 行：{titleOf(file, row.cells)}
              </Checkbox>
            ) : (
              <span>
                第 {row.number} 行：{titleOf(file, row.cells)}（导入时不能更新，请打开这一条修改）
              </span>
            )}
            <ul className={styles.changes}>
              {row.changes.map(({ field, before, after }) => (
                <li key={field}>
                  {field}：<del>{before ?? "无"}</del> → <ins>{after ?? "无"}</ins>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
