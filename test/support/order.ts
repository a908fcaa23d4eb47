import { statSync } from "node:fs";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { checkout } from "./machine.ts";

/**
 * Kind after kind, so that what a process has loaded and warmed serves the next file; in each the longest files
 * first, so that both workers end together. Files that only read the seeded graph come first and share it.
 */
export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const keys = new Map(files.map((file) => [file, keyOf(file)] as const));
    const key = (file: TestSpecification): string => keys.get(file) ?? "";
    return [...files].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }
}

/** What starts programs of its own lasts long in one file: it begins beside the first of the browser's. */
const turns: Record<string, number> = { unit: 0, graph: 1, start: 2, e2e: 2, fault: 3 };
/** Files of the graph project that leave the seeded graph as they find it. */
const readers = ["test/explore/screens", "test/alliance/", "test/chain/", "test/party/", "test/api/contract"];
/** Seconds of the files that a file's size says too little of. */
const seconds: [path: string, seconds: number][] = [
  ["test/access/matrix", 100],
  ["test/setup/start", 200],
  ["test/e2e/identity", 130],
  ["test/e2e/pages", 80],
  ["test/access/leaks", 50],
];

function keyOf(file: TestSpecification): string {
  const path = relative(checkout, file.moduleId);
  const known = seconds.find(([start]) => path.startsWith(start))?.[1];
  const weight = Math.round(known ?? statSync(file.moduleId).size / 500);
  const first = readers.some((start) => path.startsWith(start)) ? 0 : 1;
  return `${turns[file.project.name]} ${first} ${String(1000 - Math.min(weight, 999)).padStart(4, "0")} ${path}`;
}
