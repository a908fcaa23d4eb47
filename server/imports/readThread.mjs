import { register } from "tsx/esm/api";

// A thread does not inherit what lets the process run TypeScript.
register();
await import("./readWorker.ts");
