import type { Page } from "playwright-core";

/** What the bench uses of Cytoscape, the product's and the bare one alike. */
interface Engine {
  nodes(selector?: string): { length: number };
  elements(): { jsons(): { group: string; data: Record<string, unknown>; position?: object }[] };
  on(events: string, handler: () => void): void;
  zoom(): number;
  width(): number;
  destroy(): void;
}
declare global {
  interface Window {
    cytoscape: (options: object) => Engine;
    bench: { longest: number; frames: number[]; stop: () => void; bare?: Engine };
  }
}
type Holder = Element & { _cyreg?: { cy: Engine } };

/** Milliseconds from a click on `text` until a drawing of at least `nodes` nodes stands there with its labels. */
export function clickToPainted(page: Page, text: string, nodes: number): Promise<number> {
  return page.evaluate(
    ({ text, nodes }) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(`${nodes} nodes were not drawn within a minute`)), 60_000);
        const target = [...document.querySelectorAll<HTMLElement>("label, button")].find(
          (element) => element.textContent.trim() === text,
        );
        const start = performance.now();
        target?.click();
        const look = () => {
          const holder: Holder | null = document.querySelector("[role=application]");
          const engine = holder?._cyreg?.cy;
          const ready = engine && engine.nodes().length >= nodes && engine.nodes(".labelled").length > 0;
          // Drawn in this frame or in the next: the second one from here stands behind both.
          if (ready)
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
          else requestAnimationFrame(look);
        };
        look();
      }),
    { text, nodes },
  );
}

/** What is drawn now, as elements for a bare Cytoscape: ids, ends, places and the words at the nodes. */
export const elementsOf = (page: Page): Promise<object[]> =>
  page.evaluate(() => {
    const holder: Holder | null = document.querySelector("[role=application]");
    const all = holder?._cyreg?.cy.elements().jsons() ?? [];
    return all.map(({ group, data, position }) => ({
      group,
      position,
      data: { id: data.id, source: data.source, target: data.target, text: data.text ?? "" },
    }));
  });

/** Milliseconds that bare Cytoscape takes to paint the same elements in a box of the same size; it stays until `removeBare`. */
export function paintBare(page: Page, elements: object[], options: object = {}): Promise<number> {
  return page.evaluate(
    ({ elements, options }) =>
      new Promise<number>((resolve) => {
        const box = document.createElement("div");
        box.id = "bare";
        box.style.cssText = "position:fixed;inset:120px 16px 16px 420px;background:#fff;z-index:9999";
        document.body.append(box);
        const start = performance.now();
        window.bench.bare = window.cytoscape({
          container: box,
          elements,
          layout: { name: "preset" },
          style: [{ selector: "node", style: { label: "data(text)" } }],
          ...options,
        });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      }),
    { elements, options },
  );
}

export const removeBare = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.bench.bare?.destroy();
    document.querySelector("#bare")?.remove();
  });

/** Begins to note tasks on the main thread that last longer than 50 ms. */
export const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.bench = { longest: 0, frames: [], stop: () => undefined };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        window.bench.longest = Math.max(window.bench.longest, duration);
    }).observe({ type: "longtask" });
  });

/** The longest task since `watchTasks`, in ms; 50 at least, as shorter ones are not told. */
export const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(50, window.bench.longest));

/** The frames, in ms, in which the view moved while real mouse events drag it and turn the wheel. */
export async function framesWhileMoving(page: Page, selector: string): Promise<number[]> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`nothing at ${selector}`);
  await page.evaluate((selector) => {
    const holder: Holder | null = document.querySelector(selector);
    const engine = holder?._cyreg?.cy;
    let moved = 0;
    let on = true;
    engine?.on("pan zoom", () => {
      moved = 2;
    });
    const frames: number[] = [];
    let last = performance.now();
    // A frame is long after the one in which the view was moved and drawn anew.
    const frame = (now: number) => {
      if (moved > 0) frames.push(now - last);
      moved -= 1;
      last = now;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.bench.frames = frames;
    window.bench.stop = () => {
      on = false;
    };
  }, selector);
  const middle = { x: box.x + box.width / 2, y: box.y + 12 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let step = 1; step <= 80; step += 1) {
    await page.mouse.move(middle.x + 120 * Math.sin(step / 6), middle.y + Math.min(step, 30) * 2);
  }
  await page.mouse.up();
  for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, turn % 20 < 10 ? -60 : 60);
  await page.waitForTimeout(300);
  return page.evaluate(() => {
    window.bench.stop();
    return window.bench.frames;
  });
}
