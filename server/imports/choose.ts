import { demand as demandPermission } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError, badInput } from "../errors.ts";
import type {
  ColumnChoice,
  ImportKind,
  NameChoice,
  SetImportInput,
  UpdateChoice,
} from "../generated/resolvers.ts";
import { columnOf, kindTables } from "./columns.ts";
import { choicesOf, importIn, ownerOf } from "./files.ts";
import { updateKey } from "./judge.ts";
import { kindRules } from "./kinds.ts";
import { judgedRows } from "./preview.ts";
import { type ImportRecord, setImport } from "./queries.ts";
import { headersKey, missingColumns } from "./recognise.ts";

const mostAtOnce = 500;

type Chosen = Pick<SetImportInput, "id"> & {
  columns: readonly ColumnChoice[];
  names: readonly NameChoice[];
  updates?: readonly UpdateChoice[] | null;
  updateAll?: boolean | null;
};

/** Keeps what the user says of columns, names and entries to update. @throws BAD_INPUT, NOT_FOUND, CONFLICT once it is being written */
export async function choose(
  context: ApiContext,
  { columns, names, ...input }: Chosen,
): Promise<ImportRecord> {
  const before = await importIn(context, input.id);
  const { kind, headers, id } = before;
  demandPermission(context.access, kindRules[kind].permission);
  const mapping = JSON.stringify(mappingOf(kind, headers.length, columns));
  const choices: Record<string, string | null> = { ...choicesOf(before) };
  if (names.length > mostAtOnce) throw badInput(`一次最多选定 ${mostAtOnce} 个名称。`, "input", "names");
  for (const { name, targetId } of names) choices[name] = targetId ?? null;
  await chooseUpdates(context, { ...before, mapping }, choices, input);
  const [saved] = await context.graph.run(setImport, {
    ...{
      id,
      mapping,
      by: ownerOf(context),
      choices: JSON.stringify(choices),
      key: headersKey(kind, headers),
    },
  });
  if (!saved)
    throw new AppError("CONFLICT", "这次导入已经开始，列和名称不能再改。请查看结果，或重新选择文件。");
  return importIn(context, id);
}

/** The field of each column, every field once. @throws BAD_INPUT */
function mappingOf(kind: ImportKind, width: number, columns: readonly ColumnChoice[]): (string | null)[] {
  const mapping = Array.from({ length: width }, (): string | null => null);
  for (const { index, field } of columns) {
    if (index < 0 || index >= width) throw badInput("没有这一列，请刷新后重新选择。", "input", "columns");
    if (field == null) continue;
    const column = columnOf(kind, field);
    if (!column) throw badInput(`${kindTables[kind].name}没有这一项，请重新选择。`, "input", "columns");
    if (mapping.includes(field))
      throw badInput(`“${column.name}”选了两列。请只留一列，另一列选“不导入”。`, "input", "columns");
    mapping[index] = field;
  }
  return mapping;
}

/** Notes in `choices` which entries are to be updated, each with the version that was looked at. */
async function chooseUpdates(
  context: ApiContext,
  row: ImportRecord,
  choices: Record<string, string | null>,
  { updates, updateAll }: Pick<Chosen, "updates" | "updateAll">,
): Promise<void> {
  const single = updates ?? [];
  if (single.length > mostAtOnce) throw badInput(`一次最多选定 ${mostAtOnce} 条更新。`, "input", "updates");
  if (updateAll != null)
    for (const key of Object.keys(choices)) if (key.startsWith(updateKey(""))) delete choices[key];
  if (updateAll && missingColumns(row.kind, JSON.parse(row.mapping)).length === 0)
    for (const { differs } of await judgedRows(context, {
      ...row,
      choices: JSON.stringify(choices),
    }))
      if (differs?.version != null) choices[updateKey(differs.id)] = String(differs.version);
  for (const { id, version, update } of single)
    if (update) choices[updateKey(id)] = String(version);
    else delete choices[updateKey(id)];
}
