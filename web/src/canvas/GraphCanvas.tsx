import { FullscreenOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useEffect, useRef } from "react";
import styles from "./GraphCanvas.module.css";
import type { Drawing } from "./types.ts";
import { useCytoscape } from "./useCytoscape.ts";
import { fitAll, useDrawing, useRefit } from "./useDrawing.ts";
import { useHover } from "./useHover.ts";
import { handleKey, zoomBy } from "./useKeys.ts";
import { useLabels } from "./useLabels.ts";
import { useLightMoves } from "./useLightMoves.ts";
import { bringIntoView, useSelection } from "./useSelection.ts";

interface GraphCanvasProps {
  drawing: Drawing;
  selectedId?: string;
  /** Says what is drawn, for those who cannot see it. */
  label: string;
  onSelect: (id: string | undefined) => void;
  onExpand: (id: string) => void;
}

const keysHint = "方向键移动选择，回车展开邻居，加减号缩放，0 键适应窗口，Esc 取消选择";

/** A drawing of nodes and lines at given places. It holds no data of its own and moves nothing by itself. */
export function GraphCanvas({ drawing, selectedId, label, onSelect, onExpand }: GraphCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const core = useCytoscape(container);
  const handlers = { onSelect, onExpand };
  useDrawing(core, drawing);
  useRefit(core);
  useSelection(core, selectedId, handlers);
  useLabels(core, selectedId);
  useHover(core);
  useLightMoves(core);
  useEffect(() => {
    if (core && selectedId) bringIntoView(core, selectedId);
  }, [core, selectedId]);
  const selected = drawing.nodes.find((node) => node.id === selectedId);
  return (
    <div className={styles.frame}>
      <div
        ref={container}
        className={styles.canvas}
        role="application"
        aria-roledescription="关系图"
        aria-label={`${label}。${keysHint}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is walked with the arrow keys
        tabIndex={0}
        data-nodes={drawing.nodes.length}
        data-edges={drawing.edges.length}
        onKeyDown={(event) => core && handleKey(core, selectedId, handlers, event)}
        onContextMenu={(event) => event.preventDefault()}
      />
      <p className={styles.spoken} aria-live="polite">
        {selected ? `已选择 ${selected.label}` : ""}
      </p>
      <div className={styles.tools}>
        <Tool title="放大" icon={<PlusOutlined aria-hidden />} onClick={() => core && zoomBy(core, 1.25)} />
        <Tool title="缩小" icon={<MinusOutlined aria-hidden />} onClick={() => core && zoomBy(core, 0.8)} />
        <Tool
          title="适应窗口"
          icon={<FullscreenOutlined aria-hidden />}
          onClick={() => core && fitAll(core)}
        />
      </div>
    </div>
  );
}

function Tool({ title, icon, onClick }: { title: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <Tooltip title={title} placement="left">
      <Button aria-label={title} icon={icon} onClick={onClick} />
    </Tooltip>
  );
}
