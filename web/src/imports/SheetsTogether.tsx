import type { ImportShownFragment } from "../generated/graphql.ts";
import { FileButton } from "../ui/FileButton.tsx";
import styles from "./ImportPage.module.css";

const states = { read: "还没有导入", running: "正在导入", stopped: "停在中途", done: "已导入" } as const;
const figures = ["accepted", "merged", "rejected"] as const;

/** Every sheet of the workbook with what became of its rows, and the sum of all. */
export function SheetsTogether({ sheets }: { sheets: ImportShownFragment["together"] }) {
  const written = sheets.filter(({ state }) => state === "done");
  const sum = (key: (typeof figures)[number] | "rowCount"): string =>
    written.reduce((all, one) => all + one[key], 0).toLocaleString("zh-CN");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="各张工作表的结果">
      <table className={styles.sums}>
        <thead>
          <tr>
            <th scope="col">工作表</th>
            <th scope="col">新增</th>
            <th scope="col">合并</th>
            <th scope="col">不能导入</th>
            <th scope="col">合计</th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.sheet}</th>
              {one.state === "done" ? (
                <>
                  {figures.map((key) => (
                    <td key={key}>
                      {key === "rejected" && one.rejected > 0 ? (
                        <FileButton
                          type="link"
                          size="small"
                          style={{ paddingInline: 0 }}
                          address={`/imports/${one.id}/rejected`}
                          aria-label={`下载“${one.sheet}”未导入的 ${one.rejected} 行`}
                        >
                          {one.rejected.toLocaleString("zh-CN")}
                        </FileButton>
                      ) : (
                        one[key].toLocaleString("zh-CN")
                      )}
                    </td>
                  ))}
                  <td>{one.rowCount.toLocaleString("zh-CN")}</td>
                </>
              ) : (
                <td colSpan={4}>
                  {states[one.state]}，共 {one.rowCount.toLocaleString("zh-CN")} 行
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">已导入的合计</th>
            {figures.map((key) => (
              <td key={key}>{sum(key)}</td>
            ))}
            <td>{sum("rowCount")}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
