import type { NodeSingular, StylesheetJson } from "cytoscape";
import { kindLooks, shapePoints, type VisualKind } from "../ui/kinds.ts";
import { canvasToken as t } from "../ui/theme.ts";
import { labelFont } from "./labels.ts";

const lineGrey = "#AEB6BF";
const strongLine = "#5C6773";

const look = (node: NodeSingular) => kindLooks[node.data("kind") as VisualKind];

function polygon(node: NodeSingular): number[] {
  const { shape } = look(node);
  return shape === "circle" ? [] : shapePoints[shape].flat();
}

/** How nodes, lines and their states look. Colours come from the theme's tokens only. */
export const canvasStyle: StylesheetJson = [
  {
    selector: "node",
    style: {
      shape: ((node: NodeSingular) => (look(node).shape === "circle" ? "ellipse" : "polygon")) as never,
      width: "data(size)",
      height: "data(size)",
      "background-color": ((node: NodeSingular) =>
        look(node).hollow ? t.colorBgContainer : look(node).color) as never,
      "border-color": ((node: NodeSingular) => look(node).color) as never,
      "border-width": ((node: NodeSingular) => (look(node).hollow ? 3 : 1)) as never,
      "overlay-opacity": 0,
    },
  },
  {
    selector: "node[shapeName != 'circle']",
    style: { "shape-polygon-points": polygon as never },
  },
  {
    selector: "node.labelled",
    style: {
      label: "data(text)",
      color: t.colorText,
      "font-family": t.fontFamily,
      "font-size": labelFont,
      "line-height": 1.3,
      "text-wrap": "wrap",
      "text-valign": "bottom",
      "text-margin-y": 4,
      "text-background-color": t.colorBgContainer,
      "text-background-opacity": 0.86,
      "text-background-padding": "1px",
    },
  },
  {
    selector: "edge",
    style: {
      width: 1.25,
      "line-color": lineGrey,
      "curve-style": "straight",
      opacity: 0.75,
      "overlay-opacity": 0,
      "target-arrow-color": lineGrey,
      "arrow-scale": 0.8,
    },
  },
  {
    selector: "edge[type = 'PART_OF_ALLIANCE']",
    style: { width: 2.5, "line-color": strongLine, opacity: 1 },
  },
  { selector: "edge[type = 'SUBORDINATE_TO'], edge[type = 'COVERS']", style: { width: 0.75 } },
  // A fan from the chain to its positions: there for the looking, quiet beside the rest.
  { selector: "edge[type = 'PART_OF_CHAIN']", style: { width: 0.75, opacity: 0.35 } },
  {
    selector: "edge[type = 'SUPPLIES'], edge[type = 'FEEDS'], edge[type = 'PAID'], edge[type = 'INPUT_TO']",
    style: { "target-arrow-shape": "triangle", "curve-style": "bezier" },
  },
  {
    selector:
      "edge[type = 'ANSWERS_DEMAND'], edge[type = 'WITH_OFFER'], edge[type = 'OBSERVES'], edge[type = 'LOOKS_LIKE']",
    style: { "line-style": "dashed" },
  },
  // Among thousands nobody follows an arrow or a dash: straight lines without either are drawn several times faster.
  {
    selector: "edge.plain",
    style: { "curve-style": "haystack", "haystack-radius": 0, "line-style": "solid", width: 1, opacity: 0.5 },
  },
  { selector: "node.dimmed", style: { opacity: 0.18 } },
  { selector: "edge.dimmed", style: { opacity: 0.08 } },
  {
    selector: "edge.lit",
    style: { "line-color": strongLine, "target-arrow-color": strongLine, opacity: 1, width: 2 },
  },
  {
    selector: "node.selected",
    style: {
      "outline-width": 3,
      "outline-color": t.colorText,
      "outline-offset": 3,
      "z-index": 10,
      "font-weight": 600,
    } as never,
  },
  {
    selector: "node.guide",
    style: {
      shape: "ellipse",
      width: "data(size)",
      height: "data(size)",
      "background-opacity": 0,
      "border-width": 1,
      "border-color": t.colorBorderSecondary,
      "border-style": "dashed",
      events: "no",
      "z-index-compare": "manual",
      "z-index": -1,
    },
  },
];
