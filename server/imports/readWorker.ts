import { parentPort, workerData } from "node:worker_threads";
import { AppError } from "../errors.ts";
import type { ImportKind } from "../generated/resolvers.ts";
import { readSheet, type Sheet } from "./sheet.ts";

/** What the thread answers: the table, or the sentence that says why not. */
export type Answer = { sheet: Sheet } | { refusal: string } | { failure: string };

// A thread of its own for every file: whatever the file does to its memory or time ends with it.
const { bytes, kind, sheet } = workerData as { bytes: Uint8Array; kind: ImportKind; sheet: string | null };
const answer = async (): Promise<Answer> => {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { sheet: await readSheet(file, kind, sheet) };
  } catch (error) {
    if (error instanceof AppError) return { refusal: error.message };
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};
parentPort?.postMessage(await answer());
