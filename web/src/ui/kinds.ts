import type { NodeKind } from "../generated/graphql.ts";
import { brandRed, canvasToken as t } from "./theme.ts";

/** A kind as it is drawn: offers are drawn as resources or as projects. */
export type VisualKind = Exclude<NodeKind, "Offer"> | "Resource" | "Project";

export type ShapeName =
  | "circle"
  | "diamond"
  | "square"
  | "triangle"
  | "hexagon"
  | "pentagon"
  | "star"
  | "chevron"
  | "trapezoid"
  | "octagon"
  | "tag"
  | "cross";

export interface KindLook {
  label: string;
  shape: ShapeName;
  color: string;
  /** Drawn as an outline: need and resource share the pentagon and differ by filling as well as by hue. */
  hollow?: boolean;
}

const solidGrey = "#6B7480";

/** Hue and shape together tell a kind, so that colour-blind readers and black-and-white prints can too. */
export const kindLooks: Record<VisualKind, KindLook> = {
  Alliance: { label: "联盟", shape: "circle", color: brandRed },
  PartyOrganization: { label: "党组织", shape: "diamond", color: t["volcano-6"] },
  Enterprise: { label: "企业", shape: "square", color: t["blue-7"] },
  IndustryChain: { label: "产业链", shape: "chevron", color: t["cyan-8"] },
  ChainPosition: { label: "链位", shape: "triangle", color: t["cyan-7"] },
  Product: { label: "产品", shape: "hexagon", color: t["purple-6"] },
  Demand: { label: "需求", shape: "pentagon", color: t["gold-8"] },
  Resource: { label: "资源", shape: "pentagon", color: t["green-7"], hollow: true },
  Project: { label: "服务项目", shape: "star", color: t["orange-9"] },
  Person: { label: "责任人", shape: "trapezoid", color: solidGrey },
  DutyTerm: { label: "轮值期", shape: "trapezoid", color: solidGrey, hollow: true },
  Department: { label: "部门", shape: "octagon", color: solidGrey },
  ServiceTeam: { label: "服务队", shape: "octagon", color: t["geekblue-7"] },
  ServiceStation: { label: "服务站", shape: "octagon", color: t["geekblue-7"], hollow: true },
  Category: { label: "类别", shape: "tag", color: solidGrey },
  NeedKind: { label: "需求类型", shape: "tag", color: t["gold-8"], hollow: true },
  HelpKind: { label: "帮助类型", shape: "tag", color: t["green-7"], hollow: true },
  Programme: { label: "地方实践", shape: "cross", color: solidGrey },
  Park: { label: "园区", shape: "cross", color: solidGrey, hollow: true },
  District: { label: "区县", shape: "cross", color: solidGrey, hollow: true },
  Industry: { label: "行业", shape: "tag", color: solidGrey, hollow: true },
};

/** The kind a node is drawn as. `variant` of an offer is its offer kind. */
export function visualKind(kind: NodeKind, variant?: string | null): VisualKind {
  if (kind !== "Offer") return kind;
  return variant === "project" ? "Project" : "Resource";
}

/** The Chinese word for a node's kind, e.g. 链上联盟 for a chain alliance. */
export function kindLabel(kind: NodeKind, variant?: string | null): string {
  const finer = variant ? variantLabels[`${kind}.${variant}`] : undefined;
  return finer ?? kindLooks[visualKind(kind, variant)].label;
}

const variantLabels: Record<string, string> = {
  "Alliance.hub": "总联盟",
  "Alliance.chain": "产业链联盟",
  "Alliance.regional": "区域联盟",
  "Alliance.park": "园区联盟",
  "PartyOrganization.committee": "党委",
  "PartyOrganization.generalBranch": "党总支",
  "PartyOrganization.branch": "党支部",
  "PartyOrganization.jointBranch": "联合党支部",
  "PartyOrganization.functionalCommittee": "功能型联合党委",
  "PartyOrganization.industryCommittee": "行业党委",
  "ChainPosition.upstream": "上游链位",
  "ChainPosition.midstream": "中游链位",
  "ChainPosition.downstream": "下游链位",
};

/** Corners on a unit square centred at 0 (x right, y down, each in -1..1), for SVG and canvas alike. */
export const shapePoints: Record<Exclude<ShapeName, "circle">, readonly (readonly [number, number])[]> = {
  diamond: regular(4, -90),
  square: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  triangle: [
    [0, -0.95],
    [0.98, 0.75],
    [-0.98, 0.75],
  ],
  hexagon: regular(6, 0),
  pentagon: regular(5, -90),
  star: regular(10, -90).map(([x, y], i): [number, number] => (i % 2 ? [x * 0.45, y * 0.45] : [x, y])),
  chevron: [
    [-1, -0.65],
    [0.4, -0.65],
    [1, 0],
    [0.4, 0.65],
    [-1, 0.65],
    [-0.5, 0],
  ],
  trapezoid: [
    [-0.5, -0.75],
    [0.5, -0.75],
    [0.95, 0.75],
    [-0.95, 0.75],
  ],
  octagon: regular(8, 22.5),
  tag: [
    [-1, -0.6],
    [0.5, -0.6],
    [1, 0],
    [0.5, 0.6],
    [-1, 0.6],
  ],
  cross: [
    [-0.35, -0.95],
    [0.35, -0.95],
    [0.35, -0.35],
    [0.95, -0.35],
    [0.95, 0.35],
    [0.35, 0.35],
    [0.35, 0.95],
    [-0.35, 0.95],
    [-0.35, 0.35],
    [-0.95, 0.35],
    [-0.95, -0.35],
    [-0.35, -0.35],
  ],
};

function regular(corners: number, startDegrees: number): [number, number][] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((startDegrees + (360 / corners) * i) * Math.PI) / 180;
    return [Math.cos(angle), Math.sin(angle)];
  });
}
