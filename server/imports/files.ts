import { createHash } from "node:crypto";
import { ulid } from "ulid";
import { demand as demandPermission } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { badInput, notFound } from "../errors.ts";
import type { ImportKind } from "../generated/resolvers.ts";
import { audit, originOf } from "../identity/audit.ts";
import { actorOf } from "../lists/changes.ts";
import type { NameChoices } from "./desk.ts";
import type { FileRow } from "./judge.ts";
import { kindRules } from "./kinds.ts";
import { batchRows } from "./limits.ts";
import {
  createImport,
  deleteImport,
  type ImportRecord,
  importKinds,
  readBatches,
  readImports,
  readMapping,
  readTogether,
} from "./queries.ts";
import { readFile } from "./readFile.ts";
import { headersKey, type Mapping, recogniseColumns } from "./recognise.ts";

const longestName = 200;

/** Whose imports one sees and continues: one's own account's. */
export const ownerOf = actorOf;

/** The kind a client names. @throws BAD_INPUT */
export function kindOf(value: unknown): ImportKind {
  const kind = importKinds.find((known) => known === value);
  if (!kind) throw badInput("请选择要导入的是需求、资源还是企业。", "kind");
  return kind;
}

/**
 * Reads a file and keeps its rows, to be looked at and imported: nothing of the graph changes yet. Returns its id, and the names of
 * the workbook's sheets.
 * @param sheet the one to read; null: whichever looks most like a list of the kind
 * @param beside an import of another sheet of the same workbook, to be imported together; a sheet that is there already is that one
 * @throws FORBIDDEN, BAD_INPUT with the sentence that says what is wrong with the file
 */
export async function keepFile(
  context: ApiContext,
  kind: ImportKind,
  fileName: string,
  bytes: Buffer,
  sheet: string | null = null,
  beside: string | null = null,
): Promise<{ id: string; sheets: string[] }> {
  demandPermission(context.access, kindRules[kind].permission);
  const fileHash = createHash("sha256").update(bytes).digest("hex");
  const others = beside === null ? null : await sheetsBeside(context, beside, kind, fileHash);
  const { name, sheets, headers, rows, notes } = await readFile(bytes, kind, sheet);
  const { graph } = context;
  const there = others?.sheets.find((one) => one.sheet === name);
  if (there) return { id: there.id, sheets };
  const [remembered] = await graph.run(readMapping, { key: headersKey(kind, headers) });
  const mapping = remembered ? (JSON.parse(remembered.mapping) as Mapping) : recogniseColumns(kind, headers);
  const batches = Array.from({ length: Math.ceil(rows.length / batchRows) }, (_, order) => ({
    order,
    rows: JSON.stringify(rows.slice(order * batchRows, (order + 1) * batchRows)),
  }));
  const id = ulid();
  await graph.write(
    async (tx) => {
      await tx.run(createImport, {
        ...{ id, kind, fileHash, headers, notes, batches },
        by: ownerOf(context),
        fileName: [...fileName.replace(/\p{Control}/gu, "")].slice(0, longestName).join("") || "未命名",
        sheet: name,
        together: others?.together ?? null,
        mapping: JSON.stringify(mapping),
        rowCount: rows.length,
      });
      await audit(tx, {
        action: "readImport",
        actor: context.access.actor,
        target: { kind: "Import", id },
        after: { kind, fileName, fileHash, rows: rows.length },
        from: originOf(context),
      });
    },
    { deadlineMs: 30_000 },
  );
  return { id, sheets };
}

/** Sheets that are imported together with one of them. @throws NOT_FOUND, BAD_INPUT where the file is another */
async function sheetsBeside(context: ApiContext, beside: string, kind: ImportKind, fileHash: string) {
  const { together } = await importIn(context, beside);
  const sheets = await context.graph.run(readTogether, { by: ownerOf(context), together });
  if (sheets.some((one) => one.fileHash !== fileHash || one.kind !== kind))
    throw badInput("文件与刚才的不是同一个，或导入的内容不同。请重新选择文件。", "file");
  return { together, sheets };
}

/** An account's own import, whatever the account may do by now; null for another's, and for who has no account. */
export async function ownImport(context: ApiContext, id: string): Promise<ImportRecord | null> {
  const { kind, mustChangePassword } = context.access;
  if (kind === "anonymous" || kind === "guest" || mustChangePassword) return null;
  const [found] = await context.graph.run(readImports, { by: ownerOf(context), id: checkId(id, "id") });
  return found ?? null;
}

/** One's own import. @throws NOT_FOUND */
export async function importIn(context: ApiContext, id: string): Promise<ImportRecord> {
  const found = await ownImport(context, id);
  if (!found) throw notFound("这次导入");
  return found;
}

export const mappingOf = ({ mapping }: ImportRecord): Mapping => JSON.parse(mapping) as Mapping;
export const choicesOf = ({ choices }: ImportRecord): NameChoices => JSON.parse(choices) as NameChoices;

/** All rows of an import in their order, with what became of each where it was written. */
export async function rowsOf(
  context: ApiContext,
  id: string,
): Promise<{ order: number; rows: FileRow[]; outcomes: string | null }[]> {
  const batches = await context.graph.run(readBatches, { id, by: ownerOf(context), order: null });
  return batches.map(({ order, rows, outcomes }) => ({
    order,
    rows: JSON.parse(rows) as FileRow[],
    outcomes,
  }));
}

/** Forgets a file that was never imported; false where there is none. */
export async function discard(context: ApiContext, id: string): Promise<boolean> {
  const gone = await context.graph.run(deleteImport, { id: checkId(id, "id"), by: ownerOf(context) });
  return gone.length > 0;
}
