import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkout } from "../support/machine.ts";

const gone = (pid: number): boolean => !existsSync(`/proc/${pid}`);

it("a program that set-up runs, and what that program runs, end with us", { timeout: 60_000 }, async () => {
  const module = join(checkout, "server/setup/system.ts");
  const script = `
    import { runProgram } from ${JSON.stringify(module)};
    process.on("SIGTERM", () => process.exit(0));
    void runProgram("sh", ["-c", "sleep 600 & echo $! $$; wait"], { onLine: (line) => console.log(line) });
  `;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: checkout,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pids = await new Promise<number[]>((resolve) =>
    parent.stdout
      .setEncoding("utf8")
      .once("data", (line: string) => resolve(line.trim().split(" ").map(Number))),
  );
  expect(pids.map(gone)).toEqual([false, false]);
  parent.kill("SIGTERM");
  await expect.poll(() => pids.every(gone), { timeout: 10_000 }).toBe(true);
});
