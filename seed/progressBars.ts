import type { Bar, Progress } from "../server/setup/progress.ts";
import type { OnProgress } from "./load.ts";

/** Shows a seeding's stages as bars, one after another; call `end` when it is over. */
export function progressBars(progress: Progress): { onProgress: OnProgress; end(): void } {
  let bar: Bar | undefined;
  let shown = "";
  return {
    onProgress: ({ stage, done, total }) => {
      if (stage !== shown) {
        bar?.end();
        bar = progress.bar(stage, total);
        shown = stage;
      }
      bar?.to(done);
    },
    end: () => bar?.end(),
  };
}
