import { Link } from "react-router";
import type { Stage } from "../generated/graphql.ts";
import { stages } from "../ui/words.ts";
import styles from "./GapsPage.module.css";
import { gapPath, type PositionOfView, standings } from "./words.ts";

/** One chain as seen from a district: its positions by stage and layer, each with how it stands in word and colour. */
export function ChainMap({
  positions,
  districtId,
}: {
  positions: readonly PositionOfView[];
  districtId: string;
}) {
  const [first] = positions;
  if (!first) return null;
  return (
    <section className={styles.chain} aria-label={first.chain.name}>
      <h2 className={styles.chainName}>
        <Link to={`/n/${encodeURIComponent(first.chain.id)}`}>{first.chain.name}</Link>
      </h2>
      <div className={styles.stages}>
        {(Object.keys(stages) as Stage[]).map((stage) => (
          <div key={stage} className={styles.stage}>
            <h3>{stages[stage]}</h3>
            <ul>
              {positions
                .filter((one) => one.stage === stage)
                .map((one) => (
                  <li key={one.position.id}>
                    <Link
                      className={`${styles.position} ${styles[one.standing]}`}
                      to={gapPath(one.position.id, districtId)}
                    >
                      <span className={styles.positionName}>{one.position.name}</span>
                      <span className={styles.standing}>{standings[one.standing]}</span>
                      <span className={styles.figures}>{figuresOf(one)}</span>
                    </Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function figuresOf({ firms, makers, buyers, needs }: PositionOfView): string {
  const all = firms + makers;
  return [
    all > 0 ? `本地 ${all} 家` : "本地没有",
    buyers > 0 && `${buyers} 家使用`,
    needs > 0 && `${needs} 条需求`,
  ]
    .filter(Boolean)
    .join(" · ");
}
