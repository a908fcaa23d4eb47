import { Link } from "react-router";
import { ExampleBadge } from "../ui/bits.tsx";
import { KindShape } from "../ui/KindShape.tsx";
import { kindLabel } from "../ui/kinds.ts";
import { pathOf } from "../ui/pathOf.ts";
import { edgeLabel, relationLine } from "../ui/relations.ts";
import styles from "./PathDrawing.module.css";
import { type MatchPath, type PathStep, pathSteps } from "./pathSteps.ts";

interface PathDrawingProps {
  path: MatchPath;
  /** Id of the relationship without which the score would fall most. */
  decisive?: string | null;
}

/** The path between the two sides of a match, drawn from top to bottom; every node leads on. */
export function PathDrawing({ path, decisive }: PathDrawingProps) {
  const steps = pathSteps(path);
  if (steps.length === 0) {
    return <p className={styles.none}>图谱中没有找到连接两边的关系，推荐依据来自文字内容。</p>;
  }
  return (
    <ol className={styles.path} aria-label="图谱中的连接路径">
      {steps.map((step) => (
        <Step key={step.node.id} step={step} decisive={decisive} />
      ))}
    </ol>
  );
}

interface StepProps {
  step: PathStep;
  decisive: string | null | undefined;
}

function Step({ step: { node, line, hidden }, decisive }: StepProps) {
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
      {line && <Line line={line} decisive={line.edge.id === decisive} />}
      {hidden && (
        <div className={styles.line}>
          <Break />
          <span>{hidden}</span>
        </div>
      )}
    </li>
  );
}

/** The relationship to the next node; the decisive one is heavier and says so. */
function Line({ line, decisive }: { line: NonNullable<PathStep["line"]>; decisive: boolean }) {
  const { edge, forward } = line;
  return (
    <div className={decisive ? styles.decisive : styles.line}>
      <Arrow forward={forward} dashed={guessed.has(edge.type)} />
      <span>
        {relationLine(edge.type)}
        {edge.label && `：${edgeLabel(edge.label)}`}
        {edge.since && <span className={styles.since}>{edge.since} 起</span>}
        {decisive && <span className={styles.mark}>起决定作用的关系</span>}
      </span>
    </div>
  );
}

/** Dots where the path goes on out of sight. */
function Break() {
  return (
    <svg width="22" height="40" viewBox="0 0 22 40" aria-hidden="true">
      {[10, 20, 30].map((y) => (
        <circle key={y} cx="11" cy={y} r="1.5" className={styles.head} />
      ))}
    </svg>
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
