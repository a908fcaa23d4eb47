import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { closeAfterFile } from "./closing.ts";
import { checkout } from "./machine.ts";

export const screens = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

let browser: Promise<Browser> | undefined;
const shared = new Map<keyof typeof screens, Promise<BrowserContext>>();

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: inject("chromium"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/**
 * A page at `url` in a fresh browser profile; it is closed after the file. What goes wrong in the page
 * (uncaught errors, messages on the console) is collected in `problems`, for tests to expect none.
 */
export async function openPage(
  url: string,
  screen: keyof typeof screens = "desktop",
): Promise<Page & { problems: string[] }> {
  return watchedPage(await newProfile(screen), url);
}

/** Likewise in a profile that all such pages of a file share, one a screen: for pages that are only looked at. */
export async function openNextPage(
  url: string,
  screen: keyof typeof screens,
  listen?: (page: Page) => void,
): Promise<Page & { problems: string[] }> {
  const known = shared.get(screen) ?? newProfile(screen);
  if (!shared.has(screen)) closeAfterFile(() => shared.delete(screen));
  shared.set(screen, known);
  return watchedPage(await known, url, listen);
}

async function newProfile(screen: keyof typeof screens): Promise<BrowserContext> {
  // One browser a worker: it ends with its process.
  browser ??= launch();
  const profile = await (await browser).newContext({
    viewport: screens[screen],
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    hasTouch: screen === "phone",
    isMobile: screen === "phone",
    // Two cores draw in software: what slides and fades would be a third of the work.
    reducedMotion: "reduce",
  });
  closeAfterFile(() => profile.close());
  return profile;
}

async function watchedPage(
  context: BrowserContext,
  url: string,
  listen?: (page: Page) => void,
): Promise<Page & { problems: string[] }> {
  const page = Object.assign(await context.newPage(), { problems: [] as string[] });
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  listen?.(page);
  // What a page shows is waited for by its tests; its last file need not be.
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return page;
}

/** Saves what the page shows as `test-results/<name>.png` (not in git). */
export async function screenshot(
  page: Page,
  name: string,
  options: { fullPage?: boolean } = {},
): Promise<void> {
  const dir = join(checkout, "test-results");
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: options.fullPage ?? false });
}
