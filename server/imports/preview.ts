import type { ApiContext } from "../api/context.ts";
import { openDesk } from "./desk.ts";
import { usualUnit } from "./entryDraft.ts";
import { choicesOf, mappingOf, rowsOf } from "./files.ts";
import { type Doubt, type FileRow, type Judged, tally } from "./judge.ts";
import { kindRules } from "./kinds.ts";
import type { ImportRecord } from "./queries.ts";
import { type Mapping, missingColumns } from "./recognise.ts";

const mostProblems = 50;
const mostDoubtful = 100;
const sampleRows = 10;
const longestShown = 200;

/** What importing would do now. Every row is judged as it will be; nothing is written. */
export async function previewOf(context: ApiContext, row: ImportRecord) {
  const mapping = mappingOf(row);
  const missing = missingColumns(row.kind, mapping).map(({ name }) => name);
  const rows = (await rowsOf(context, row.id)).flatMap((batch) => batch.rows);
  const cellsOf = new Map(rows.map(({ number, cells }) => [number, shown(mapping, cells)]));
  const sampled = rows.slice(0, sampleRows);
  if (missing.length > 0)
    return {
      ...{ accepted: 0, waiting: 0, merged: 0, rejected: rows.length, missing, doubtful: [], problems: [] },
      sample: sampled.map(({ number }) => ({
        ...{ number, result: "rejected" as const, reason: null, cells: cellsOf.get(number) ?? [] },
      })),
    };
  const choices = choicesOf(row);
  const desk = await openDesk(context.graph, context, choices, usualUnit(mapping, row.headers));
  const judged = await kindRules[row.kind].judge(desk, rows, mapping);
  const told = ({ number, result, reason }: Judged<unknown>) => ({
    ...{ number, result, reason, cells: cellsOf.get(number) ?? [] },
  });
  return {
    ...tally(judged),
    waiting: judged.filter(({ result, write }) => result === "accepted" && isWaiting(write)).length,
    missing,
    doubtful: doubtfulNames(judged, choices),
    problems: judged
      .filter(({ result, doubt }) => result !== "accepted" && !doubt)
      .slice(0, mostProblems)
      .map(told),
    sample: judged.slice(0, sampleRows).map(told),
  };
}

const isWaiting = (write: unknown): boolean =>
  (write as { state?: string } | null)?.state === "pendingReview";

/** The cells of the imported columns, shortened for a table. */
const shown = (mapping: Mapping, cells: FileRow["cells"]): string[] =>
  mapping.flatMap((key, index) => (key === null ? [] : [(cells[index] ?? "").slice(0, longestShown)]));

function doubtfulNames(judged: readonly Judged<unknown>[], choices: Readonly<Record<string, string | null>>) {
  const byName = new Map<string, Doubt & { rows: number }>();
  for (const { doubt } of judged)
    if (doubt) byName.set(doubt.name, { ...doubt, rows: (byName.get(doubt.name)?.rows ?? 0) + 1 });
  return [...byName.values()]
    .map((doubt) => ({ ...doubt, choice: choices[doubt.name] ?? null }))
    .sort((a, b) => b.rows - a.rows || a.name.localeCompare(b.name, "zh-CN"))
    .slice(0, mostDoubtful);
}
