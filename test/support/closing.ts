import { afterAll } from "vitest";

const open: (() => unknown)[] = [];

/** Has `close` run when the file that now runs has ended; what was opened last is closed first. */
export function closeAfterFile(close: () => unknown): void {
  open.push(close);
}

// A worker runs file after file with modules that stay loaded: as a set-up file this registers for each of them.
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
