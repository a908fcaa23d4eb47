import { type ReactNode, useId } from "react";
import styles from "./Section.module.css";

interface SectionProps {
  title: ReactNode;
  /** What it is for, or what to know before. */
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A sheet with a heading of its own. */
export function Section({ title, hint, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions}
      </header>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}

interface RowProps {
  /** A sign or a small picture before the words. */
  lead?: ReactNode;
  title: ReactNode;
  /** Short marks behind the title. */
  tags?: ReactNode;
  /** What else is to be known, each in a few words; what is empty is left out. */
  facts?: ReactNode[];
  action?: ReactNode;
  /** Buttons under its words, where there are several. */
  below?: ReactNode;
}

/** One thing of a list in a section: its name, what is known of it, what can be done with it. */
export function Row({ lead, title, tags, facts = [], action, below }: RowProps) {
  const known = facts.filter(Boolean);
  return (
    <li className={lead ? `${styles.row} ${styles.led}` : styles.row}>
      {lead}
      <div className={styles.words}>
        <span className={styles.name}>
          {title}
          {tags && <span className={styles.tags}>{tags}</span>}
        </span>
        {known.length > 0 && (
          <ul className={styles.facts}>
            {known.map((fact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a row keep their places
              <li key={index}>{fact}</li>
            ))}
          </ul>
        )}
        {below && <div className={styles.below}>{below}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </li>
  );
}

/** A sentence where a section holds nothing yet. */
export const SectionNote = ({ children }: { children: ReactNode }) => (
  <p className={styles.note}>{children}</p>
);

/** The list around rows. */
export const Rows = ({ label, children }: { label: string; children: ReactNode }) => (
  <ul className={styles.rows} aria-label={label}>
    {children}
  </ul>
);
