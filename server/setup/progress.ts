import cliProgress from "cli-progress";

export interface Progress {
  /** One line that stays. */
  say(line: string): void;
  /** A bar of `total` steps; in a terminal it moves, elsewhere a line is written every few seconds. */
  bar(title: string, total: number): Bar;
}

export interface Bar {
  to(done: number, detail?: string): void;
  end(): void;
}

const lineEvery = 5000;

/** Progress on standard error, so that commands whose standard output is read by a program stay clean. */
export const terminalProgress: Progress = {
  say: (line) => void process.stderr.write(`${line}\n`),
  bar: (title, total) => (process.stderr.isTTY ? movingBar(title, total) : lineBar(title, total)),
};

/** Says nothing: for tests and for a start where everything is in place. */
export const silentProgress: Progress = {
  say: () => undefined,
  bar: () => ({ to: () => undefined, end: () => undefined }),
};

function movingBar(title: string, total: number): Bar {
  const bar = new cliProgress.SingleBar({
    format: `${title} [{bar}] {value}/{total} {detail}`,
    stream: process.stderr,
    clearOnComplete: false,
    hideCursor: true,
  });
  bar.start(total, 0, { detail: "" });
  return {
    to: (done, detail = "") => bar.update(Math.min(done, total), { detail: detail.slice(0, 40) }),
    end: () => bar.stop(),
  };
}

function lineBar(title: string, total: number): Bar {
  let last = Date.now();
  let reached = 0;
  const say = (): void => void process.stderr.write(`${title} ${reached}/${total}\n`);
  return {
    to: (done) => {
      reached = Math.min(done, total);
      if (Date.now() - last < lineEvery) return;
      last = Date.now();
      say();
    },
    end: say,
  };
}
