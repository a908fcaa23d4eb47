import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { TestOrder } from "./test/support/order.ts";

/**
 * Which project a test belongs to is in its file's name:
 *   *.test.ts        unit: no database
 *   *.graph.test.ts  on a real, throw-away Neo4j: one a worker, see test/support/graph.ts
 *   *.e2e.test.ts    in a real Chromium, see test/support/browser.ts
 *   *.start.test.ts  starts the program as its users do, in processes of its own
 *   *.fault.test.ts  kills, freezes and starves such processes: part of `npm run test:faults`, not of `npm test`
 * They run one after another, two files at a time: the suite is made for two cores.
 */
const special = ["graph", "e2e", "start", "fault"].map((kind) => `test/**/*.${kind}.test.ts`);
// Vite would take the package's other build, and graphql refuses to work with types of a second copy of itself.
const resolve = {
  alias: [
    {
      find: /^graphql$/,
      replacement: fileURLToPath(new URL("node_modules/graphql/index.js", import.meta.url)),
    },
  ],
};
const node = {
  environment: "node" as const,
  pool: "forks" as const,
  setupFiles: ["test/support/closing.ts"],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: TestOrder },
    projects: [
      {
        resolve,
        test: {
          ...node,
          name: "unit",
          isolate: false,
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: special,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          ...node,
          name: "graph",
          isolate: false,
          include: ["test/**/*.graph.test.ts"],
          globalSetup: ["test/support/graphSetup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          ...node,
          name: "e2e",
          isolate: false,
          include: ["test/**/*.e2e.test.ts"],
          globalSetup: ["test/support/graphSetup.ts", "test/support/browserSetup.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      ...["start", "fault"].map((name) => ({
        resolve,
        test: {
          ...node,
          name,
          include: [`test/**/*.${name}.test.ts`],
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      })),
    ],
  },
});
