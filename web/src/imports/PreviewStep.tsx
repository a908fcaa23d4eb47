import { Alert, Button, Select } from "antd";
import { useId, useState } from "react";
import type { ImportRowShownFragment, ImportShownFragment } from "../generated/graphql.ts";
import { noticeSignedOut } from "../graphql/cache.ts";
import { send, sentenceOf } from "../graphql/client.ts";
import { DifferentRows } from "./DifferentRows.tsx";
import { startImportDocument } from "./documents.ts";
import { Figures } from "./Figures.tsx";
import styles from "./ImportPage.module.css";
import { useSetImport } from "./useSetImport.ts";
import { results } from "./words.ts";

interface PreviewStepProps {
  row: ImportShownFragment;
  onBack: () => void;
  onSet: (row: ImportShownFragment) => void;
  onStarted: (row: ImportShownFragment) => void;
}

/** What importing would do: the figures, doubtful names to decide on, and the rows that have something to say. */
export function PreviewStep({ row, onBack, onSet, onStarted }: PreviewStepProps) {
  const { busy, failure, set } = useSetImport(row.id, onSet);
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { preview } = row;
  if (!preview) return null;
  const columns = row.columns.map(({ index, field }) => ({ index, field }));
  const start = async () => {
    setStarting(true);
    setRefused(undefined);
    try {
      onStarted((await send(startImportDocument, { id: row.id })).startImport);
    } catch (error) {
      noticeSignedOut(error);
      setRefused(sentenceOf(error));
      setStarting(false);
    }
  };
  const nothing = preview.accepted + preview.merged === 0;
  return (
    <div className={styles.step} aria-busy={busy}>
      <Figures {...preview} updated={preview.updating} />
      <p className={styles.quiet}>
        现在什么都还没有写入。不能导入的行在导入后可以连同原因一起下载，改好再导。
      </p>
      {preview.waiting > 0 && (
        <Alert type="info" showIcon title={`其中 ${preview.waiting} 条导入后先由联盟审核，通过后发布。`} />
      )}
      {preview.doubtful.length > 0 && (
        <section aria-label="要您选定的内容">
          <h2>这些内容请您定一下</h2>
          <ul className={styles.doubts}>
            {preview.doubtful.map((doubt) => (
              <Doubt
                key={doubt.name}
                doubt={doubt}
                none={
                  doubt.optional
                    ? "留空，照常导入这些行"
                    : row.kind === "enterprise"
                      ? "是另一家新企业"
                      : "都不是，不导入这些行"
                }
                disabled={busy}
                onChange={(targetId) => void set(columns, [{ name: doubt.name, targetId }])}
              />
            ))}
          </ul>
        </section>
      )}
      {preview.suggestions.length > 0 && (
        <section aria-label="可以补充的内容">
          <h2>可以补充的内容</h2>
          <p className={styles.quiet}>不选就留空，这些行照常导入。</p>
          <ul className={styles.doubts}>
            {preview.suggestions.map((doubt) => (
              <Doubt
                key={doubt.name}
                doubt={doubt}
                open="留空"
                none="留空"
                disabled={busy}
                onChange={(targetId) => void set(columns, [{ name: doubt.name, targetId }])}
              />
            ))}
          </ul>
        </section>
      )}
      {preview.differences.length > 0 && (
        <DifferentRows
          row={row}
          preview={preview}
          disabled={busy}
          onChange={(updates) => void set(columns, [], updates)}
        />
      )}
      {preview.problems.length > 0 && <Rows title="需要留意的行" row={row} rows={preview.problems} />}
      <Rows title="前几行" row={row} rows={preview.sample} />
      {(failure ?? refused) && <Alert type="error" showIcon title={failure ?? refused} role="alert" />}
      <div className={styles.buttons}>
        <Button onClick={onBack}>返回核对各列</Button>
        <Button type="primary" loading={starting} disabled={busy || nothing} onClick={() => void start()}>
          导入 {(preview.accepted + preview.merged).toLocaleString("zh-CN")} 行
        </Button>
      </div>
    </div>
  );
}

interface DoubtProps {
  doubt: Pick<
    NonNullable<ImportShownFragment["preview"]>["doubtful"][number],
    "name" | "rows" | "choice" | "candidates"
  >;
  /** What stands there before anything is chosen. */
  open?: string;
  none: string;
  disabled: boolean;
  onChange: (targetId: string | null) => void;
}

function Doubt({ doubt, open = "请选定", none, disabled, onChange }: DoubtProps) {
  const id = useId();
  return (
    <li className={styles.doubt}>
      <span>
        <label htmlFor={id} className={styles.header}>
          {doubt.name}
        </label>
        <span className={styles.quiet}>（{doubt.rows} 行）</span>
      </span>
      <Select
        id={id}
        placeholder={open}
        disabled={disabled}
        value={doubt.choice ?? undefined}
        onChange={(value) => onChange(value || null)}
        options={[
          ...doubt.candidates.map(({ id: value, name }) => ({ value, label: name })),
          { value: "", label: none },
        ]}
      />
    </li>
  );
}

interface RowsProps {
  title: string;
  row: ImportShownFragment;
  rows: ImportRowShownFragment[];
}

/** Rows with what becomes of them; the table scrolls on its own, by keyboard too. */
function Rows({ title, row, rows }: RowsProps) {
  const shown = row.columns.filter(({ field }) => field);
  const nameOf = new Map(row.fields.map(({ key, name }) => [key, name]));
  return (
    <div>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={`${title}的表格`}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">结果</th>
              {shown.map(({ index, field }) => (
                <th key={index} scope="col">
                  {nameOf.get(field ?? "") ?? ""}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, result, reason, cells }) => (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td className={styles.outcome}>
                  <strong>{results[result]}</strong>
                  {reason && <span>：{reason}</span>}
                </td>
                {shown.map(({ index }, at) => (
                  <td key={index}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
