import { type ProjectState, projectEdges } from "../../server/projects/states.ts";

/** One move as it is kept. */
export interface ProjectMove {
  from: ProjectState | null;
  to: ProjectState;
}

/** The state that moves lead to, the oldest first; null for none. @throws Error where one follows no edge */
export function replay(moves: readonly ProjectMove[]): ProjectState | null {
  let state: ProjectState | null = null;
  for (const { from, to } of moves) {
    const known =
      from === null ? to === "approved" : projectEdges.some((edge) => edge.from === from && edge.to === to);
    if (from !== state || !known) throw new Error(`no edge leads from ${from} to ${to} after ${state}`);
    state = to;
  }
  return state;
}
