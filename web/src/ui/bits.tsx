import { Tag, Tooltip } from "antd";
import { Link } from "react-router";
import type { NodeKind } from "../generated/graphql.ts";
import styles from "./bits.module.css";
import { KindShape } from "./KindShape.tsx";
import { kindLabel } from "./kinds.ts";
import { middleCut } from "./names.ts";

/** Marks what was generated for demonstration, so that nobody takes it for a real firm. */
export function ExampleBadge({ example }: { example: boolean | null | undefined }) {
  if (!example) return null;
  return (
    <Tooltip title="为演示生成的示例，不是真实单位">
      <Tag className={styles.example}>示例</Tag>
    </Tooltip>
  );
}

/** Marks what cannot wait. */
export function UrgentBadge({ urgent }: { urgent: boolean }) {
  return urgent ? (
    <Tag color="gold" style={{ margin: 0, color: "var(--ant-gold-9)" }}>
      紧急
    </Tag>
  ) : null;
}

/** A name cut in its middle, whole for screen readers, on hover and on focus of what holds it. */
export function LongName({ name, max = 20 }: { name: string; max?: number }) {
  const cut = middleCut(name, max);
  if (cut === name) return <>{name}</>;
  return (
    <Tooltip title={name}>
      <span>
        <span aria-hidden="true">{cut}</span>
        <span className={styles.unseen}>{name}</span>
      </span>
    </Tooltip>
  );
}

/** Sign and word of a kind. */
export function KindMark({ kind, variant }: { kind: NodeKind; variant?: string | null }) {
  return (
    <span className={styles.mark}>
      <KindShape kind={kind} variant={variant} />
      {kindLabel(kind, variant)}
    </span>
  );
}

/** Products by their names, each leading to its page, the examples marked. */
export function ProductNames({ of }: { of: readonly { id: string; name: string; example: boolean }[] }) {
  return of.map(({ id, name, example }, i) => (
    <span key={id}>
      {i > 0 && "、"}
      <Link to={`/n/${encodeURIComponent(id)}`}>{name}</Link> <ExampleBadge example={example} />
    </span>
  ));
}

/** Text for screen readers only. */
export function Unseen({ children }: { children: React.ReactNode }) {
  return <span className={styles.unseen}>{children}</span>;
}

/** A source of a published fact; a link where the publication has an address. `brief`: its title only, for tables. */
export function SourceLink({
  source,
  brief = false,
}: {
  source: { title: string; url?: string | null; licence?: string | null };
  brief?: boolean;
}) {
  const title = source.url ? (
    <a href={source.url} target="_blank" rel="noreferrer">
      {source.title}
    </a>
  ) : (
    source.title
  );
  return (
    <span className={styles.source}>
      {!brief && "来源："}
      {title}
      {!brief && source.licence && <>（{source.licence}）</>}
    </span>
  );
}
