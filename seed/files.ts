import { readFileSync } from "node:fs";
import { z } from "zod";

const data = new URL("./data/", import.meta.url);

const readText = (name: string): string => readFileSync(new URL(name, data), "utf8").replace(/^\uFEFF/, "");

/** A JSON file below `seed/data/`, checked against its shape. */
export const readJson = <S extends z.ZodType>(name: string, shape: S): z.output<S> =>
  shape.parse(JSON.parse(readText(name)));

/** A file of one JSON object a line. */
export const readJsonLines = <S extends z.ZodType>(name: string, shape: S): z.output<S>[] =>
  readText(name)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => shape.parse(JSON.parse(line)));

/** A CSV file with a header: fields may be quoted, quotes doubled inside; no line breaks inside a field. */
export function readCsv(name: string): Record<string, string>[] {
  const [header, ...rows] = readText(name)
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map(splitCsvLine);
  return rows.map((row) => Object.fromEntries((header ?? []).map((key, i) => [key, row[i] ?? ""])));
}

function splitCsvLine(line: string): string[] {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map((field) =>
    field[1] === undefined ? (field[2] ?? "") : field[1].replaceAll('""', '"'),
  );
}

export const sourceShape = z.object({
  id: z.string(),
  title: z.string(),
  licence: z.string(),
  url: z.string().optional(),
});
