import { type ReactNode, useEffect } from "react";
import styles from "./Page.module.css";

interface PageProps {
  title: string;
  /** Which question the page answers. */
  question?: ReactNode;
  actions?: ReactNode;
  /** The content fills the window instead of scrolling with it. */
  filled?: boolean;
  children: ReactNode;
}

/** Heading, question and actions of a page; sets the window's title. */
export function Page({ title, question, actions, filled, children }: PageProps) {
  useTitle(title);
  return (
    <div className={filled ? styles.filled : styles.page}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {question && <p className={styles.question}>{question}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Names the window after what it shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 链盟`;
  }, [title]);
}
