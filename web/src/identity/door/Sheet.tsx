import type { ReactNode } from "react";
import styles from "./Sheet.module.css";

/** A page of its own before or beside the application: signing in and what leads there. */
export function Sheet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** A sentence under the title. */
export const SheetText = ({ children }: { children: ReactNode }) => <p className={styles.text}>{children}</p>;
