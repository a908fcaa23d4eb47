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
const mostSuggested = 30;
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
      ...{
        accepted: 0,
        waiting: 0,
        merged: 0,
        rejected: rows.length,
        missing,
        doubtful: [],
        suggestions: [],
        problems: [],
      },
      ...{ differing: 0, updating: 0, differences: [] },
      sample: sampled.map(({ number }) => ({
        ...{ number, result: "rejected" as const, reason: null, cells: cellsOf.get(number) ?? [] },
        ...unchanged,
      })),
    };
  const choices = choicesOf(row);
  const judged = await judge(context, row, rows);
  const told = ({ number, result, reason, differs }: Judged<unknown>) => ({
    ...{ number, result, reason, cells: cellsOf.get(number) ?? [] },
    ...(differs ? { ...differs, entryId: differs.id } : unchanged),
  });
  const differing = judged.filter(({ differs }) => differs);
  return {
    ...tally(judged),
    waiting: judged.filter(({ result, write }) => result === "accepted" && isWaiting(write)).length,
    differing: differing.filter(({ differs }) => differs?.version != null).length,
    updating: differing.filter(({ differs }) => differs?.updating).length,
    differences: differing.slice(0, mostProblems).map(told),
    missing,
    doubtful: asked(
      judged.map(({ doubt }) => (doubt ? [doubt] : [])),
      choices,
      mostDoubtful,
    ),
    suggestions: asked(
      judged.map(({ suggests }) => suggests ?? []),
      choices,
      mostSuggested,
    ),
    problems: judged
      .filter(({ result, doubt, differs }) => result !== "accepted" && !doubt && !differs)
      .slice(0, mostProblems)
      .map(told),
    sample: judged.slice(0, sampleRows).map(told),
  };
}

/** Every row of a file, judged against the graph as it is now. Nothing is written. */
export const judgedRows = async (context: ApiContext, row: ImportRecord): Promise<Judged<unknown>[]> =>
  judge(
    context,
    row,
    (await rowsOf(context, row.id)).flatMap((batch) => batch.rows),
  );

async function judge(
  context: ApiContext,
  row: ImportRecord,
  rows: readonly FileRow[],
): Promise<Judged<unknown>[]> {
  const mapping = mappingOf(row);
  const desk = await openDesk(context.graph, context, choicesOf(row), usualUnit(mapping, row.headers));
  return kindRules[row.kind].judge(desk, rows, mapping);
}

const unchanged = { changes: [], version: null, updating: false, entryId: null };

const isWaiting = (write: unknown): boolean =>
  (write as { state?: string } | null)?.state === "pendingReview";

/** The cells of the imported columns, shortened for a table. */
const shown = (mapping: Mapping, cells: FileRow["cells"]): string[] =>
  mapping.flatMap((key, index) => (key === null ? [] : [(cells[index] ?? "").slice(0, longestShown)]));

/** Questions of all rows, each once, those of the most rows first. */
function asked(
  rows: readonly (readonly Doubt[])[],
  choices: Readonly<Record<string, string | null>>,
  most: number,
) {
  const byName = new Map<string, Doubt & { rows: number }>();
  for (const doubts of rows)
    for (const doubt of doubts)
      byName.set(doubt.name, { ...doubt, rows: (byName.get(doubt.name)?.rows ?? 0) + 1 });
  return [...byName.values()]
    .map((doubt) => ({ ...doubt, choice: choices[doubt.name] ?? null }))
    .sort((a, b) => b.rows - a.rows || a.name.localeCompare(b.name, "zh-CN"))
    .slice(0, most);
}
