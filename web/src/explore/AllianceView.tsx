import { App } from "antd";
import { lazy, Suspense, useCallback, useEffect } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { AllianceGraphQuery } from "../generated/graphql.ts";
import { sentenceOf } from "../graphql/client.ts";
import { pathOf } from "../ui/pathOf.ts";
import { SidePanel } from "../ui/SidePanel.tsx";
import { LoadingRows } from "../ui/states.tsx";
import styles from "./AlliancePage.module.css";
import { isShown, neighbourIds } from "./knowledge.ts";
import { Legend } from "./Legend.tsx";
import { NodeDetails } from "./NodeDetails.tsx";
import { TableTwin } from "./TableTwin.tsx";
import { useAllianceGraph } from "./useAllianceGraph.ts";

const GraphCanvas = lazy(() => import("../canvas/GraphCanvas.tsx").then((m) => ({ default: m.GraphCanvas })));

interface AllianceViewProps {
  answer: AllianceGraphQuery;
  hubId: string;
  view: "graph" | "table";
}

/** The drawing (or its table twin), its legend, and the details of what is selected. The selection lives in the address. */
export function AllianceView({ answer, hubId, view }: AllianceViewProps) {
  const [params, setParams] = useSearchParams();
  const graph = useAllianceGraph(answer, hubId);
  const selectedId = params.get("focus") ?? undefined;
  const report = useReport();
  const navigate = useNavigate();
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
  const { focusNode, expandNode, known, shown } = graph;
  useEffect(() => {
    if (selectedId) focusNode(selectedId).catch(report);
  }, [selectedId, focusNode, report]);
  const expand = (id: string) => {
    select(id);
    expandNode(id).catch(report);
  };
  const shownNeighbours = selectedId
    ? neighbourIds(known, selectedId).filter((id) => {
        const node = known.nodes.get(id);
        return node && isShown(node, shown) && known.places.has(id);
      }).length
    : 0;
  return (
    <div className={styles.work}>
      <div className={styles.stage}>
        <Legend known={known} shown={shown} onToggle={graph.toggle} />
        <div className={view === "graph" ? styles.canvas : styles.table}>
          {view === "graph" ? (
            <Suspense fallback={<LoadingRows />}>
              <GraphCanvas
                drawing={graph.drawing}
                selectedId={selectedId}
                label={`联盟关系图，${graph.drawing.nodes.length} 个节点，${graph.drawing.edges.length} 条连线`}
                onSelect={select}
                onExpand={expand}
              />
            </Suspense>
          ) : (
            <TableTwin known={known} shown={shown} selectedId={selectedId} onSelect={select} />
          )}
          {answer.allianceGraph.omitted > 0 && <Omitted count={answer.allianceGraph.omitted} />}
        </div>
      </div>
      {selectedId && (
        <SidePanel label="详情" onClose={close}>
          <NodeDetails
            key={selectedId}
            id={selectedId}
            onOpen={(node) =>
              node.kind === "Demand" || node.kind === "Offer" ? navigate(pathOf(node)) : select(node.id)
            }
            expansion={{ shownNeighbours, onExpand: () => expand(selectedId) }}
          />
        </SidePanel>
      )}
    </div>
  );
}

function Omitted({ count }: { count: number }) {
  return <p className={styles.omitted}>另有 {count} 个节点超出一次可画的数量，可从搜索或详情打开</p>;
}

function useReport(): (error: unknown) => void {
  const { message } = App.useApp();
  return useCallback((error) => void message.error(sentenceOf(error)), [message]);
}
