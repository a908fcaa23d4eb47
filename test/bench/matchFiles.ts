import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../../server/errors.ts";

/** The three files of an evaluation, in the format of seed/data/three-lists. */
export interface MatchFiles {
  supplies: SupplyLine[];
  needs: NeedLine[];
  /** By the need's id: the grade, 0 to 2, of each supply that was judged relevant. */
  relevance: Map<string, Record<string, number>>;
}

const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().min(1));
const text = z.string().trim().min(1);
// A category label of a need and the source of a line are no input of matching and are not even read.
const needLine = z.object({ id, text });
const supplyLine = z.object({
  id,
  text,
  kind: z.string().nullish(),
  category: z
    .string()
    .nullish()
    .transform((name) => name?.trim() || null),
});
const relevanceLine = z.object({ need: id, relevant: z.record(z.string(), z.number().min(0).max(10)) });
export type SupplyLine = z.infer<typeof supplyLine>;
export type NeedLine = z.infer<typeof needLine>;

/** Reads and checks the files. @throws AppError BAD_INPUT with one sentence that names file and line */
export function readMatchFiles(paths: { supplies: string; needs: string; relevance: string }): MatchFiles {
  const supplies = linesOf(paths.supplies, supplyLine);
  const needs = linesOf(paths.needs, needLine);
  checkUnique(paths.supplies, supplies);
  checkUnique(paths.needs, needs);
  const relevance = new Map(
    linesOf(paths.relevance, relevanceLine).map(({ need, relevant }) => [need, relevant]),
  );
  const judged = needs.filter((need) =>
    Object.values(relevance.get(need.id) ?? {}).some((grade) => grade > 0),
  );
  if (judged.length === 0)
    throw new AppError(
      "BAD_INPUT",
      `${paths.relevance} 没有给 ${paths.needs} 中的任何一条需求标出相关的资源，无法评测。`,
    );
  return { supplies, needs: judged, relevance };
}

function linesOf<S extends z.ZodType>(path: string, shape: S): z.output<S>[] {
  if (!existsSync(path)) throw new AppError("BAD_INPUT", `找不到文件 ${path}，请检查路径。`);
  const lines = readText(path)
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const found = lines.flatMap((line, at) => (line.trim() === "" ? [] : [lineOf(path, at + 1, line, shape)]));
  if (found.length === 0) throw new AppError("BAD_INPUT", `文件 ${path} 里没有任何一行数据。`);
  return found;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new AppError("BAD_INPUT", `读不出文件 ${path}，请检查它是不是可读的文本文件。`, { cause });
  }
}

function lineOf<S extends z.ZodType>(path: string, number: number, line: string, shape: S): z.output<S> {
  const parsed = shape.safeParse(jsonOf(path, number, line));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") || "整行";
  throw new AppError("BAD_INPUT", `${path} 第 ${number} 行的 ${field} 缺失或不合格式。`, {
    cause: parsed.error,
  });
}

function jsonOf(path: string, number: number, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AppError("BAD_INPUT", `${path} 第 ${number} 行不是合法的 JSON。`, { cause });
  }
}

function checkUnique(path: string, lines: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id: one } of lines) {
    if (seen.has(one)) throw new AppError("BAD_INPUT", `${path} 中编号 ${one} 出现了两次。`);
    seen.add(one);
  }
}
