import type { NodeKind } from "../generated/graphql.ts";
import { kindLooks, shapePoints, type VisualKind, visualKind } from "./kinds.ts";

interface KindShapeProps {
  kind: NodeKind | VisualKind;
  variant?: string | null;
  /** Edge length in CSS pixels. */
  size?: number;
}

/** The sign of a kind, the same as on the canvas. Decorative: the word always stands beside it. */
export function KindShape({ kind, variant, size = 14 }: KindShapeProps) {
  const look = kindLooks[kind === "Offer" ? visualKind("Offer", variant) : (kind as VisualKind)];
  const paint = {
    fill: look.hollow ? "#fff" : look.color,
    stroke: look.color,
    strokeWidth: look.hollow ? 0.34 : 0.1,
    strokeLinejoin: "round" as const,
  };
  return (
    <svg
      width={size}
      height={size}
      viewBox="-1.2 -1.2 2.4 2.4"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      {look.shape === "circle" ? (
        <circle r={0.95} {...paint} />
      ) : (
        <polygon points={shapePoints[look.shape].map(([x, y]) => `${x},${y}`).join(" ")} {...paint} />
      )}
    </svg>
  );
}
