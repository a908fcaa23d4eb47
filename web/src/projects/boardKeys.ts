import type { KeyboardEvent } from "react";
import type { ProjectColumnFragment, ProjectState } from "../generated/graphql.ts";
import type { Project } from "./ProjectCard.tsx";

export type Columns = Record<ProjectState, ProjectColumnFragment>;

const sideways: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const upAndDown: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrow keys on a card: to its neighbours; with Shift sideways the card itself goes, where a step leads there. */
export function onBoardKey(
  event: KeyboardEvent,
  columns: Columns,
  shown: readonly ProjectState[],
  take: (project: Project, state: ProjectState) => void,
): void {
  const id = (event.target as HTMLElement).dataset.card;
  const at = shown.findIndex((state) => columns[state].nodes.some((project) => project.id === id));
  const state = shown[at];
  const project = state && columns[state].nodes.find((one) => one.id === id);
  const by = sideways[event.key];
  const along = upAndDown[event.key];
  if (!project || (by === undefined && along === undefined)) return;
  event.preventDefault();
  if (event.shiftKey) {
    const target = by === undefined ? undefined : shown[at + by];
    if (target) take(project, target);
    return;
  }
  const row = columns[state].nodes.indexOf(project);
  focusCard(
    event.currentTarget,
    along === undefined
      ? cardBeside(columns, shown, at, row, by ?? 0)
      : columns[state].nodes[row + along]?.id,
  );
}

/** The card in the next column that has any, at the same height or its last. */
function cardBeside(
  columns: Columns,
  shown: readonly ProjectState[],
  at: number,
  row: number,
  by: number,
): string | undefined {
  for (let place = at + by; place >= 0 && place < shown.length; place += by) {
    const nodes = columns[shown[place] ?? "approved"].nodes;
    const near = nodes[Math.min(row, nodes.length - 1)];
    if (near) return near.id;
  }
  return undefined;
}

/** Puts the focus on the card of a project, where it is shown. */
export const focusCard = (board: Element, id: string | undefined): void =>
  void (id && board.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus());
