import type { Point } from "../types.ts";
import type { LayoutRequest } from "./compute.ts";
import type { LayoutAnswer, LayoutQuestion } from "./worker.ts";

interface Waiting {
  resolve: (places: Map<string, Point>) => void;
  reject: (error: Error) => void;
}

let worker: Worker | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

/** Computes a layout in the page's one worker, so that the page stays free to answer. @throws Error when it cannot be computed */
export function layoutInWorker(request: LayoutRequest): Promise<Map<string, Point>> {
  worker ??= started();
  const question: LayoutQuestion = { number: ++last, request };
  return new Promise((resolve, reject) => {
    waiting.set(question.number, { resolve, reject });
    worker?.postMessage(question);
  });
}

function started(): Worker {
  const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  made.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
    const asked = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.places) asked?.resolve(data.places);
    else asked?.reject(new Error(data.problem));
  };
  // The worker's own program did not load or broke: whoever waits is told, and the next layout starts another.
  made.onerror = () => {
    for (const asked of waiting.values()) asked.reject(new Error("the layout worker failed"));
    waiting.clear();
    made.terminate();
    worker = undefined;
  };
  return made;
}
