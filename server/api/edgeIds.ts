/** An edge as answers show it. */
export interface ShownEdge {
  type: string;
  source: string;
  target: string;
  label: string | null;
  since: string | null;
  until: string | null;
}

/** What tells one edge from another, the same in every answer: a canvas merges answers by it. */
export const edgeId = ({ type, source, target, label, since, until }: ShownEdge): string =>
  label === null && since === null && until === null
    ? `${source} ${type} ${target}`
    : `${source} ${type} ${target} ${label ?? ""} ${since ?? ""}/${until ?? ""}`;
