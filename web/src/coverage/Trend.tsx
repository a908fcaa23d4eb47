import type { CoverageQuery } from "../generated/graphql.ts";
import styles from "./CoveragePage.module.css";
import { rate } from "./words.ts";

type Days = CoverageQuery["coverageTrend"];

// Every third month: on a phone no more fit beside each other.
const nameOf = (day: string, at: number, all: number): string =>
  at === all - 1 ? "今天" : at % 3 === 0 ? `${Number(day.slice(5, 7))}月` : "";

/** The rate on the first day of each month and today, as columns; read aloud as a table. */
export function Trend({ days }: { days: Days }) {
  const last = days.at(-1);
  const first = days[0];
  if (!first || !last || last.firms === 0) return null;
  const [from, to] = [rate(first) ?? 0, rate(last) ?? 0];
  const more = last.covered - first.covered;
  const change = more === 0 ? "没有变化" : more > 0 ? `多覆盖 ${more} 家` : `少覆盖 ${-more} 家`;
  return (
    <figure className={styles.trend}>
      <figcaption>
        一年来从 {from}% 到 {to}%，{change}（按今天的企业计算）
      </figcaption>
      <div className={styles.columnsOfTrend} aria-hidden>
        {days.map((day, at) => (
          <div key={day.on} className={styles.month} title={`${day.on}：${day.covered} / ${day.firms} 家`}>
            <span className={styles.space}>
              <span className={styles.column} style={{ height: `${rate(day) ?? 0}%` }} />
            </span>
            <span className={styles.monthName}>{nameOf(day.on, at, days.length)}</span>
          </div>
        ))}
      </div>
      <table className={styles.aloud}>
        <caption>各月一日有党组织覆盖的企业</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">已覆盖</th>
            <th scope="col">企业</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ on, covered, firms }) => (
            <tr key={on}>
              <th scope="row">{on}</th>
              <td>{covered}</td>
              <td>{firms}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
