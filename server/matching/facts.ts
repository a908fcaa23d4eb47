import type { Tier } from "./tiers.ts";

/** Plain facts of the two sides of a match, as the statements return them; days are ISO `YYYY-MM-DD`, both ends included. */

export interface Place {
  longitude: number;
  latitude: number;
}

/** Where products go between the sides: a need wants what an offer gives, or sells what an offer orders. */
export type Flow = "toNeed" | "toOffer";

/** A need as far as hard rules and graph factors look at it. */
export interface NeedFacts {
  id: string;
  state: string;
  ownerId: string | null;
  /** Null where the entry names no product. */
  flow: Flow | null;
  quantity: number | null;
  unit: string | null;
  from: string | null;
  until: string | null;
  location: Place | null;
}

/** An offer as far as hard rules and graph factors look at it. */
export interface OfferFacts {
  id: string;
  state: string;
  ownerId: string | null;
  /** Null where the entry names no product. */
  flow: Flow | null;
  capacity: number | null;
  used: number | null;
  unit: string | null;
  from: string | null;
  until: string | null;
  /** Kilometres around its place that the offer serves. */
  radiusKm: number | null;
  location: Place | null;
}

/** One relationship of a path, in the direction it is stored. */
export interface Edge {
  type: string;
  source: string;
  target: string;
  /** Computed by matching, not stored in the graph. */
  derived?: boolean;
  label?: string;
}

/** One way from the need to the offer, and the factor that it supports. */
export interface Route {
  /** Id of the factor. */
  factor: string;
  /** 0..1: how much this way says. */
  value: number;
  /** What was found, in a coordinator's words. */
  evidence: string;
  /** From the need to the offer. */
  edges: Edge[];
  /** How near it brings the two products; of ways over products alone. */
  tier?: Tier;
}

export interface GraphFactor {
  id: string;
  /** 0..1; null when nothing is known. */
  value: number | null;
  evidence: string | null;
}

/** Tells the edges that matching looks at apart, by their ends and type. */
export const edgeKey = (edge: Pick<Edge, "source" | "type" | "target">): string =>
  `${edge.source}-${edge.type}-${edge.target}`;

export const sameEdge = (a: Edge, b: Edge): boolean =>
  a.source === b.source && a.target === b.target && a.type === b.type;
