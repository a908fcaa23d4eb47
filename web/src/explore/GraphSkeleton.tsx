import styles from "./AlliancePage.module.css";

/** Where a drawing will stand, with what is being done for it. */
export function GraphSkeleton({ words }: { words: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <svg viewBox="-200 -200 400 400" aria-hidden="true" className={styles.rings}>
        {[60, 120, 180].map((radius) => (
          <circle key={radius} r={radius} />
        ))}
        <circle r={18} className={styles.core} />
      </svg>
      <span>{words}</span>
    </div>
  );
}
