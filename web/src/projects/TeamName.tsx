import styles from "./ProjectsPage.module.css";

const hues: Record<string, string> = {
  绿: "var(--ant-green-6)",
  蓝: "var(--ant-blue-6)",
  红: "var(--ant-red-6)",
  橙: "var(--ant-orange-6)",
};

/** A team's name behind a dot of its colour; the name says the colour too. */
export function TeamName({ team }: { team: { name: string; colour?: string | null } }) {
  return (
    <span className={styles.team}>
      <span
        aria-hidden
        className={styles.dot}
        style={{ background: hues[team.colour ?? ""] ?? "var(--ant-color-text-quaternary)" }}
      />
      {team.name}
    </span>
  );
}
