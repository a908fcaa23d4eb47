import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { TestOrder } from "./test/support/order.ts";

/**
 * Which project a test belongs to is in its file's name:
 *   *.test.ts        unit: no database
 *   *.graph.test.ts  on a real, throw-away Neo4j: one a worker, see test/support/graph.ts
 *   *.e2e.test.ts    in a real Chromium, see test/support/browser.ts
 *   *.fault.test.ts  starts, kills and starves processes of its own
 * They run one after another, two files at a time: the suite is made for two cores.
 */
const special = ["test/**/*.graph.test.ts", "test/**/*.e2e.test.ts", "test/**/*.fault.test.ts"];
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
  maxWorkers: 2,
  setupFiles: ["test/support/closing.ts"],
};

export default defineConfig({
  test: {
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
      {
        resolve,
        test: {
          ...node,
          name: "fault",
          include: ["test/**/*.fault.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
