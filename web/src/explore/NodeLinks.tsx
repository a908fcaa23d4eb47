import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { LinksQuery } from "../generated/graphql.ts";
import { ExampleBadge, LongName, Unseen } from "../ui/bits.tsx";
import { countText } from "../ui/format.ts";
import { KindShape } from "../ui/KindShape.tsx";
import { kindLabel } from "../ui/kinds.ts";
import { pathOf } from "../ui/pathOf.ts";
import type { GraphNode } from "./knowledge.ts";
import styles from "./NodeDetails.module.css";
import { type LinkGroup, linkGroups } from "./useNodeLinks.ts";

interface NodeLinksProps {
  id: string;
  answer: LinksQuery;
  /** Selects the node where the caller draws it; without it links open the node's page. */
  onOpen?: (node: GraphNode) => void;
}

/** All that a node is linked to, by relation; each one leads on. */
export function NodeLinks({ id, answer, onOpen }: NodeLinksProps) {
  const groups = linkGroups(answer, id);
  if (groups.length === 0) return <p className={styles.quiet}>还没有与它相连的内容。</p>;
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <Group key={group.heading} group={group} onOpen={onOpen} />
      ))}
    </div>
  );
}

const firstFew = 6;

function Group({ group, onOpen }: { group: LinkGroup; onOpen?: (node: GraphNode) => void }) {
  const [whole, setWhole] = useState(false);
  const links = whole ? group.links : group.links.slice(0, firstFew);
  const rest = group.total - links.length;
  return (
    <section>
      <h3 className={styles.heading}>
        {group.heading}{" "}
        <span className={styles.number}>{countText(group.total, Math.min(group.examples, group.total))}</span>
      </h3>
      <ul className={styles.links}>
        {links.map(({ node, note }, i) => (
          // Two lines of one kind may join the same pair, e.g. for two products.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <li key={`${node.id}-${i}`}>
            <NodeLink node={node} note={note} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {rest > 0 && links.length < group.links.length && (
        <Button type="link" size="small" className={styles.more} onClick={() => setWhole(true)}>
          还有 {rest}
        </Button>
      )}
      {rest > 0 && links.length === group.links.length && (
        <p className={styles.quiet}>另有 {rest} 个未列出</p>
      )}
    </section>
  );
}

/** One neighbour: its sign, name and what it is to the node. */
export function NodeLink({
  node,
  note,
  onOpen,
}: {
  node: GraphNode;
  note?: string;
  onOpen?: (node: GraphNode) => void;
}) {
  const inside = (
    <>
      <KindShape kind={node.kind} variant={node.variant} size={12} />
      <Unseen>{kindLabel(node.kind, node.variant)}</Unseen>
      <span className={styles.name}>
        <LongName name={node.name} max={22} />
      </span>
      {note && <span className={styles.note}>{note}</span>}
    </>
  );
  return (
    <span className={styles.linkRow}>
      {onOpen ? (
        <button type="button" className={styles.link} onClick={() => onOpen(node)}>
          {inside}
        </button>
      ) : (
        <Link className={styles.link} to={pathOf(node)}>
          {inside}
        </Link>
      )}
      <ExampleBadge example={node.example} />
    </span>
  );
}
