import { z } from "zod";
import { AppError } from "../../server/errors.ts";
import { linesOf } from "./jsonLines.ts";

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

function checkUnique(path: string, lines: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id: one } of lines) {
    if (seen.has(one)) throw new AppError("BAD_INPUT", `${path} 中编号 ${one} 出现了两次。`);
    seen.add(one);
  }
}
