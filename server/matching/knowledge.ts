import { readFile } from "node:fs/promises";
import { z } from "zod";

/** A kind of problem (`NeedKind`) or of help (`HelpKind`), with the ways people put it. All texts are Chinese. */
export interface Kind {
  id: string;
  name: string;
  description: string;
  phrases: readonly string[];
}

/** How well a kind of help solves a kind of problem: weight in (0, 1], 1 is the obvious answer. */
export interface SolvedBy {
  needKind: string;
  helpKind: string;
  weight: number;
}

/** What is known about which help solves which problem; the source of the graph's `SOLVED_BY`. */
export interface Knowledge {
  version: string;
  needKinds: readonly Kind[];
  helpKinds: readonly Kind[];
  solvedBy: readonly SolvedBy[];
}

const text = z.string().trim().min(1);
const kinds = z
  .array(z.object({ id: text, name: text, description: text, phrases: z.array(text).min(1) }))
  .min(1)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "two kinds share an id");
const solving = z.object({
  version: text,
  solvedBy: z.array(z.object({ needKind: text, helpKind: text, weight: z.number().gt(0).max(1) })),
});

/** Checks the three parts of the knowledge and that `solvedBy` names existing kinds. @throws ZodError or Error. */
export const parseKnowledge = (needKinds: unknown, helpKinds: unknown, solvedBy: unknown): Knowledge => {
  const knowledge = {
    needKinds: kinds.parse(needKinds),
    helpKinds: kinds.parse(helpKinds),
    ...solving.parse(solvedBy),
  };
  const needs = new Set(knowledge.needKinds.map(({ id }) => id));
  const helps = new Set(knowledge.helpKinds.map(({ id }) => id));
  for (const { needKind, helpKind } of knowledge.solvedBy)
    if (!needs.has(needKind) || !helps.has(helpKind))
      throw new Error(`knowledge: ${needKind} solved by ${helpKind} names an unknown kind`);
  return knowledge;
};

const home = new URL("../../seed/data/knowledge/", import.meta.url);

/** Reads `need-kinds.json`, `help-kinds.json` and `solved-by.json`; by default the ones of `seed/data/knowledge`. */
export const readKnowledge = async (folder: URL = home): Promise<Knowledge> => {
  const open = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(name, folder), "utf8"));
  const [needKinds, helpKinds, solvedBy] = await Promise.all([
    open("need-kinds.json"),
    open("help-kinds.json"),
    open("solved-by.json"),
  ]);
  return parseKnowledge(needKinds, helpKinds, solvedBy);
};
