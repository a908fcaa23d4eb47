import type { MatchFieldsFragment } from "../generated/graphql.ts";
import { share, unknown } from "../ui/format.ts";
import styles from "./Factors.module.css";

type Factor = MatchFieldsFragment["factors"][number];

/** Factors as bars: how strongly each speaks for the match, and what was found. */
export function Factors({ factors, label }: { factors: readonly Factor[]; label: string }) {
  return (
    <ul className={styles.factors} aria-label={label}>
      {factors.map((factor) => (
        <li key={factor.id} className={styles.factor}>
          <span className={styles.name}>{factor.name}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${Math.round((factor.value ?? 0) * 100)}%` }} />
          </span>
          <span className={styles.value}>
            {factor.value === null || factor.value === undefined ? unknown : Math.round(factor.value * 100)}
          </span>
          {factor.evidence && <span className={styles.evidence}>{factor.evidence}</span>}
        </li>
      ))}
    </ul>
  );
}

/** All factors with their share of the score, for those who want to check. */
export function AllFactors({ factors }: { factors: readonly Factor[] }) {
  const sorted = [...factors].sort((a, b) => b.contribution - a.contribution);
  return (
    <table className={styles.all}>
      <thead>
        <tr>
          <th scope="col">因素</th>
          <th scope="col">依据</th>
          <th scope="col" className={styles.right}>
            程度
          </th>
          <th scope="col" className={styles.right}>
            占得分
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((factor) => (
          <tr key={factor.id}>
            <th scope="row">{factor.name}</th>
            <td>{factor.evidence ?? "—"}</td>
            <td className={styles.right}>
              {factor.value === null || factor.value === undefined ? unknown : Math.round(factor.value * 100)}
            </td>
            <td className={styles.right}>{share(factor.contribution)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
