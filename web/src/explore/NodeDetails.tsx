import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge, KindMark } from "../ui/bits.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { pathOf } from "../ui/pathOf.ts";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { factsDocument } from "./documents.ts";
import { expansionStep, type GraphNode } from "./knowledge.ts";
import styles from "./NodeDetails.module.css";
import { NodeFacts } from "./NodeFacts.tsx";
import { NodeLinks } from "./NodeLinks.tsx";
import { neighbourTotal, useNodeLinks } from "./useNodeLinks.ts";

interface NodeDetailsProps {
  id: string;
  onOpen?: (node: GraphNode) => void;
  /** The drawing beside it: how many neighbours it shows, and the step that shows more. */
  expansion?: { shownNeighbours: number; onExpand: () => void };
  /** The name is already the page's heading. */
  headless?: boolean;
}

/** What a node is and what it is linked to. */
export function NodeDetails({ id, onOpen, expansion, headless }: NodeDetailsProps) {
  const links = useNodeLinks(id);
  const facts = useQueryDocument(factsDocument, { id });
  return (
    <Part query={links} loading={<LoadingRows rows={8} label="正在载入详情" />}>
      {(answer) => {
        const node = answer.neighbourhood.nodes.find((n) => n.id === id);
        if (!node) return <Nothing>没有找到这条内容，可能已被撤回。请从搜索或图谱重新打开。</Nothing>;
        return (
          <div className={styles.details}>
            {headless ? <h2 className={styles.unseen}>基本情况</h2> : <Head node={node} />}
            <Part query={facts} loading={<LoadingRows rows={3} />}>
              {({ node: found }) => (found ? <NodeFacts facts={found} /> : null)}
            </Part>
            <EntryAction node={node} />
            {expansion && <Expansion total={neighbourTotal(answer)} {...expansion} />}
            <NodeLinks id={id} answer={answer} onOpen={onOpen} />
          </div>
        );
      }}
    </Part>
  );
}

function Head({ node }: { node: GraphNode }): ReactNode {
  return (
    <div>
      <div className={styles.kind}>
        <KindMark kind={node.kind} variant={node.variant} />
        <ExampleBadge example={node.example} />
      </div>
      <h2 className={styles.title}>{node.name}</h2>
      <Link to={pathOf(node)}>打开单独页面</Link>
    </div>
  );
}

function EntryAction({ node }: { node: GraphNode }) {
  if (node.kind !== "Demand" && node.kind !== "Offer") return null;
  return (
    <LinkButton type="primary" to={pathOf(node)}>
      推荐匹配
    </LinkButton>
  );
}

function Expansion({
  total,
  shownNeighbours,
  onExpand,
}: {
  total: number;
  shownNeighbours: number;
  onExpand: () => void;
}) {
  const rest = Math.max(0, total - shownNeighbours);
  if (rest === 0) return <p className={styles.quiet}>相邻的 {total} 个都已在图上</p>;
  const next = Math.min(expansionStep, rest);
  return (
    <Button onClick={onExpand} className={styles.expand}>
      {next === rest ? `展开 ${next} 个相邻` : `展开 ${next} 个 / 还有 ${rest}`}
    </Button>
  );
}
