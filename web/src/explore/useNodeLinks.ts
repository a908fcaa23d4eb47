import type { LinksQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { edgeLabel, relationHeading } from "../ui/relations.ts";
import { linksDocument } from "./documents.ts";
import type { GraphNode } from "./knowledge.ts";

/** Neighbours that one look at a node fetches; more are counted and reached by expanding. */
export const linksAtOnce = 300;

export interface LinkGroup {
  heading: string;
  /** Visible neighbours of this group in the whole graph. */
  total: number;
  /** How many of them are examples. */
  examples: number;
  links: { node: GraphNode; note: string | undefined }[];
}

/** The neighbours of a node, grouped by what they are to it. */
export function useNodeLinks(id: string) {
  return useQueryDocument(linksDocument, { id, first: linksAtOnce });
}

/** Groups an answer by relationship and direction, the small groups (a superior, an alliance) first. */
export function linkGroups(answer: LinksQuery, id: string): LinkGroup[] {
  const nodes = new Map(answer.neighbourhood.nodes.map((node) => [node.id, node]));
  const groups = new Map<string, LinkGroup>();
  for (const { type, direction, count, exampleCount } of answer.neighbourCounts) {
    const heading = relationHeading(type, direction === "in" ? "in" : "out");
    const group = groups.get(heading) ?? { heading, total: 0, examples: 0, links: [] };
    group.total += count;
    group.examples += exampleCount;
    groups.set(heading, group);
  }
  for (const edge of answer.neighbourhood.edges) {
    const direction = edge.source === id ? "out" : edge.target === id ? "in" : undefined;
    const node = nodes.get(direction === "out" ? edge.target : edge.source);
    if (!direction || !node || node.id === id) continue;
    const heading = relationHeading(edge.type, direction);
    const group = groups.get(heading) ?? { heading, total: 0, examples: 0, links: [] };
    group.links.push({ node, note: edge.label ? edgeLabel(edge.label) : undefined });
    group.total = Math.max(group.total, group.links.length);
    groups.set(heading, group);
  }
  return [...groups.values()].filter((g) => g.total > 0).sort((a, b) => a.total - b.total);
}

/** How many neighbours a node has in the whole graph. */
export const neighbourTotal = (answer: LinksQuery): number =>
  answer.neighbourCounts.reduce((sum, { count }) => sum + count, 0);
