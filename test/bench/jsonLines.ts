import { existsSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { AppError } from "../../server/errors.ts";

/** The lines of a file of JSON lines, each checked; empty ones count for nothing. @throws AppError BAD_INPUT naming file and line */
export function linesOf<S extends z.ZodType>(path: string, shape: S): z.output<S>[] {
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
