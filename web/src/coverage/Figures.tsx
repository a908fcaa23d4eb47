import type { CoverageCountsFragment, CoverageState } from "../generated/graphql.ts";
import styles from "./CoveragePage.module.css";
import { coverageStates, rate } from "./words.ts";

interface FiguresProps {
  figures: CoverageCountsFragment;
  chosen: CoverageState;
  onChoose: (state: CoverageState) => void;
}

/** The rate, and how many firms stand in each state; each leads to the firms below. */
export function Figures({ figures, chosen, onChoose }: FiguresProps) {
  const covered = rate(figures);
  const examples = figures.exampleCount === 0 ? "" : `，其中示例 ${figures.exampleCount} 家`;
  return (
    <>
      <p className={styles.rate}>
        <span className={styles.percent}>{covered === null ? "—" : `${covered}%`}</span>
        <span>
          {covered === null
            ? "这里还没有企业。"
            : `${figures.firms} 家企业中 ${figures.covered} 家有党组织覆盖${examples}`}
        </span>
      </p>
      <ul className={styles.states} aria-label="按情况看企业">
        {(Object.keys(coverageStates) as CoverageState[]).map((state) => (
          <li key={state}>
            <button
              type="button"
              className={styles.state}
              aria-pressed={state === chosen}
              onClick={() => onChoose(state)}
            >
              <span>{coverageStates[state]}</span>
              <strong>{figures[state]} 家</strong>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
