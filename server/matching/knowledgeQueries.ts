import { z } from "zod";
import { defineQuery } from "../graph/query.ts";

const text = z.string();
const maybeText = text.nullable();

export const readKnowledgeVersion = defineQuery({
  name: "matching/read-knowledge-version",
  mode: "read",
  params: z.object({}),
  row: z.object({ version: maybeText }),
});

export const mergeKinds = defineQuery({
  name: "matching/merge-kinds",
  mode: "write",
  params: z.object({
    label: z.enum(["NeedKind", "HelpKind"]),
    version: text,
    rows: z.array(z.object({ id: text, name: text, description: text, phrases: z.array(text) })),
  }),
  row: z.object({ rows: z.number() }),
});

export const mergeSolvedBy = defineQuery({
  name: "matching/merge-solved-by",
  mode: "write",
  params: z.object({
    version: text,
    rows: z.array(z.tuple([text, text, z.number()])),
  }),
  row: z.object({ rows: z.number() }),
});

export const readSolvedBy = defineQuery({
  name: "matching/read-solved-by",
  mode: "read",
  params: z.object({}),
  row: z.object({ needKind: text, helpKind: text, weight: z.number() }),
  scanReason: "the knowledge is some hundred nodes",
});

export const removeStaleKnowledge = defineQuery({
  name: "matching/remove-stale-knowledge",
  mode: "write",
  params: z.object({ version: text }),
  row: z.object({ removed: z.number() }),
  scanReason: "the knowledge is some hundred nodes",
});
