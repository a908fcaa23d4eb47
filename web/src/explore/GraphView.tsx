import { App, Button } from "antd";
import { lazy, Suspense, useCallback, useEffect } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { Drawing } from "../canvas/types.ts";
import { sentenceOf } from "../graphql/client.ts";
import { pathOf } from "../ui/pathOf.ts";
import { SidePanel } from "../ui/SidePanel.tsx";
import { LoadingRows } from "../ui/states.tsx";
import styles from "./AlliancePage.module.css";
import { isShown, type Knowledge, neighbourIds, type Shown } from "./knowledge.ts";
import { Legend } from "./Legend.tsx";
import { NodeDetails } from "./NodeDetails.tsx";
import type { Opening } from "./openings.ts";
import { TableTwin } from "./TableTwin.tsx";
import { useGraph } from "./useGraph.ts";

const GraphCanvas = lazy(() => import("../canvas/GraphCanvas.tsx").then((m) => ({ default: m.GraphCanvas })));

interface GraphViewProps {
  opening: Opening;
  /** What is drawn, for those who cannot see it: `联盟关系图`. */
  name: string;
  view: "graph" | "table";
  /** Draws more of what was left out; absent where this is all that can be drawn. */
  onMore?: () => void;
  /** Makes another node what the view is about; absent where a view's subject is of one kind. */
  onCentre?: (id: string) => void;
}

/** The drawing (or its table twin), its legend, and the details of what is selected. The selection lives in the address. */
export function GraphView({ opening, name, view, onMore, onCentre }: GraphViewProps) {
  const graph = useGraph(opening);
  const { selectedId, select, close } = useSelected();
  const report = useReport();
  const { focusNode, expandNode, known, shown } = graph;
  useEffect(() => {
    if (selectedId) focusNode(selectedId).catch(report);
  }, [selectedId, focusNode, report]);
  const expand = (id: string) => {
    select(id);
    expandNode(id).catch(report);
  };
  const { omitted } = opening;
  return (
    <div className={styles.work}>
      <div className={styles.stage}>
        <Legend known={known} shown={shown} onToggle={graph.toggle} />
        <div className={view === "graph" ? styles.canvas : styles.table}>
          {view === "graph" ? (
            <Drawn
              name={name}
              drawing={graph.drawing}
              selectedId={selectedId}
              onSelect={select}
              onExpand={expand}
            />
          ) : (
            <TableTwin known={known} shown={shown} selectedId={selectedId} onSelect={select} />
          )}
          {view === "graph" && graph.drawing.lines > graph.drawing.edges.length && (
            <p className={styles.dense}>
              线太密，画出 {graph.drawing.lines} 条连线中的 {graph.drawing.edges.length} 条，其余在表格里
            </p>
          )}
          {omitted > 0 && <Omitted count={omitted} onMore={onMore} />}
        </div>
      </div>
      {selectedId && (
        <Details
          id={selectedId}
          shownNeighbours={shownNeighboursOf(known, shown, selectedId)}
          onSelect={select}
          onExpand={() => expand(selectedId)}
          onCentre={onCentre && selectedId !== opening.centreId ? () => onCentre(selectedId) : undefined}
          onClose={close}
        />
      )}
    </div>
  );
}

/** The selected node, kept in the address. */
function useSelected() {
  const [params, setParams] = useSearchParams();
  const select = useCallback(
    (id: string | undefined) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (id) after.set("focus", id);
          else after.delete("focus");
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  const close = useCallback(() => select(undefined), [select]);
  return { selectedId: params.get("focus") ?? undefined, select, close };
}

/** How many neighbours of a node are on the drawing. */
function shownNeighboursOf(known: Knowledge, shown: Shown, id: string): number {
  return neighbourIds(known, id).filter((neighbour) => {
    const node = known.nodes.get(neighbour);
    return node && isShown(node, shown) && known.places.has(neighbour);
  }).length;
}

interface DrawnProps {
  name: string;
  drawing: Drawing;
  selectedId: string | undefined;
  onSelect: (id: string | undefined) => void;
  onExpand: (id: string) => void;
}

function Drawn({ name, drawing, ...rest }: DrawnProps) {
  const label = `${name}，${drawing.nodes.length} 个节点，${drawing.edges.length} 条连线`;
  return (
    <Suspense fallback={<LoadingRows />}>
      <GraphCanvas drawing={drawing} label={label} {...rest} />
    </Suspense>
  );
}

interface DetailsProps {
  id: string;
  shownNeighbours: number;
  onSelect: (id: string) => void;
  onExpand: () => void;
  onCentre: (() => void) | undefined;
  onClose: () => void;
}

function Details({ id, shownNeighbours, onSelect, onExpand, onCentre, onClose }: DetailsProps) {
  const navigate = useNavigate();
  return (
    <SidePanel label="详情" onClose={onClose}>
      {onCentre && (
        <Button className={styles.centre} onClick={onCentre}>
          以它为中心
        </Button>
      )}
      <NodeDetails
        key={id}
        id={id}
        onOpen={(node) =>
          node.kind === "Demand" || node.kind === "Offer" ? navigate(pathOf(node)) : onSelect(node.id)
        }
        expansion={{ shownNeighbours, onExpand }}
      />
    </SidePanel>
  );
}

function Omitted({ count, onMore }: { count: number; onMore: (() => void) | undefined }) {
  return (
    <p className={styles.omitted}>
      另有 {count} 个节点没有画出{onMore ? "" : "，可从搜索或详情打开"}
      {onMore && (
        <Button type="link" size="small" onClick={onMore}>
          多画一些
        </Button>
      )}
    </p>
  );
}

function useReport(): (error: unknown) => void {
  const { message } = App.useApp();
  return useCallback((error) => void message.error(sentenceOf(error)), [message]);
}
