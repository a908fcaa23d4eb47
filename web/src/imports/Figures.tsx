import styles from "./ImportPage.module.css";

interface FiguresProps {
  accepted: number;
  merged: number;
  rejected: number;
  /** Of the merged: those that are updated. */
  updated?: number;
}

/** How many rows have which result; together they are all rows. */
export function Figures({ accepted, merged, rejected, updated = 0 }: FiguresProps) {
  const figures: [string, number][] = [
    ["新增", accepted],
    [updated > 0 ? `已有（更新 ${updated.toLocaleString("zh-CN")}）` : "已有，合并", merged],
    ["不能导入", rejected],
    ["合计", accepted + merged + rejected],
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value.toLocaleString("zh-CN")}</dd>
        </div>
      ))}
    </dl>
  );
}
