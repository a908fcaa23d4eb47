import { countText } from "../ui/format.ts";
import { KindShape } from "../ui/KindShape.tsx";
import { kindLooks, type VisualKind } from "../ui/kinds.ts";
import { relationLine } from "../ui/relations.ts";
import {
  type GraphEdge,
  type GraphNode,
  type Knowledge,
  kindOf,
  type Shown,
  shownPart,
} from "./knowledge.ts";
import styles from "./Legend.module.css";

interface LegendProps {
  known: Knowledge;
  shown: Shown;
  onToggle: (kind: VisualKind) => void;
}

/** Signs and words of what is drawn, how many of each are visible, and the switch for each kind. */
export function Legend({ known, shown, onToggle }: LegendProps) {
  const { nodes, edges } = shownPart(known, shown);
  const visible = countBy(nodes, kindOf);
  const visibleExamples = countBy(nodes.filter(isExample), kindOf);
  const placed = [...known.nodes.values()].filter((n) => known.places.has(n.id));
  const all = countBy(placed, kindOf);
  const allExamples = countBy(placed.filter(isExample), kindOf);
  return (
    <section className={styles.legend} aria-label="图例与筛选">
      <h2 className={styles.heading}>图例</h2>
      <ul className={styles.list}>
        {(Object.keys(kindLooks) as VisualKind[]).flatMap((kind) => {
          const total = all.get(kind) ?? 0;
          if (total === 0) return [];
          const count = visible.get(kind) ?? 0;
          return (
            <li key={kind}>
              <button
                type="button"
                className={styles.item}
                aria-pressed={shown.kinds.has(kind)}
                title={shown.kinds.has(kind) ? "点击隐藏" : "点击全部显示"}
                onClick={() => onToggle(kind)}
              >
                <KindShape kind={kind} />
                <span className={styles.word}>{kindLooks[kind].label}</span>
                <span className={styles.count}>
                  {countText(count, visibleExamples.get(kind) ?? 0)}
                  {count < total && (
                    <span className={styles.total}> / {countText(total, allExamples.get(kind) ?? 0)}</span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className={styles.lines}>{linesSentence(edges)}</p>
    </section>
  );
}

function linesSentence(edges: readonly GraphEdge[]): string {
  if (edges.length === 0) return "未显示连线";
  const counts = [...countBy(edges, (edge) => relationLine(edge.type))];
  return `连线：${counts.map(([word, count]) => `${word} ${count}`).join("，")}`;
}

const isExample = ({ example }: GraphNode): boolean => example;

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
