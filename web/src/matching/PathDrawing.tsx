import { Link } from "react-router";
import { ExampleBadge } from "../ui/bits.tsx";
import { KindShape } from "../ui/KindShape.tsx";
import { kindLabel } from "../ui/kinds.ts";
import { pathOf } from "../ui/pathOf.ts";
import { edgeLabel, relationLine } from "../ui/relations.ts";
import styles from "./PathDrawing.module.css";
import { type MatchPath, type PathStep, pathSteps } from "./pathSteps.ts";

/** The path between the two sides of a match, drawn from top to bottom; every node leads on. */
export function PathDrawing({ path }: { path: MatchPath }) {
  const steps = pathSteps(path);
  if (steps.length === 0) {
    return <p className={styles.none}>图谱中没有找到连接两边的关系，推荐依据来自文字内容。</p>;
  }
  return (
    <ol className={styles.path} aria-label="图谱中的连接路径">
      {steps.map((step) => (
        <Step key={step.node.id} step={step} />
      ))}
    </ol>
  );
}

function Step({ step: { node, line } }: { step: PathStep }) {
  return (
    <li className={styles.step}>
      <Link to={pathOf(node)} className={styles.node}>
        <KindShape kind={node.kind} variant={node.variant} size={22} />
        <span className={styles.text}>
          <span className={styles.kind}>
            {kindLabel(node.kind, node.variant)} <ExampleBadge example={node.example} />
          </span>
          <span className={styles.name}>{node.name}</span>
        </span>
      </Link>
      {line && (
        <div className={styles.line}>
          <Arrow forward={line.forward} dashed={guessed.has(line.edge.type)} />
          <span>
            {relationLine(line.edge.type)}
            {line.edge.label && `：${edgeLabel(line.edge.label)}`}
            {line.edge.since && <span className={styles.since}>{line.edge.since} 起</span>}
          </span>
        </div>
      )}
    </li>
  );
}

/** Relationships that are compared or proposed rather than recorded: drawn dashed. */
const guessed = new Set(["LOOKS_LIKE", "ANSWERS_DEMAND", "WITH_OFFER"]);

/** A vertical line with its head at the end the relationship points to. */
function Arrow({ forward, dashed }: { forward: boolean; dashed: boolean }) {
  return (
    <svg width="22" height="40" viewBox="0 0 22 40" role="img" aria-label={forward ? "指向下方" : "指向上方"}>
      <line
        x1="11"
        y1="3"
        x2="11"
        y2="37"
        className={styles.stroke}
        strokeDasharray={dashed ? "3 3" : undefined}
      />
      <polygon points={forward ? "6,31 16,31 11,39" : "6,9 16,9 11,1"} className={styles.head} />
    </svg>
  );
}
