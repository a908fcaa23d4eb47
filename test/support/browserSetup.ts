import type { TestProject } from "vitest/node";
import { terminalProgress } from "../../server/setup/progress.ts";
import { ensureWeb } from "../../server/setup/web.ts";
import { ensureChromium } from "./chromium.ts";
import { checkout } from "./machine.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the browser. */
    chromium: string;
    /** Folder of the built web application. */
    web: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  project.provide("chromium", await ensureChromium());
  project.provide("web", await ensureWeb(checkout, terminalProgress));
}
