import { terminalProgress } from "../../server/setup/progress.ts";
import { findOnPath, installPackages, runProgram } from "../../server/setup/system.ts";

const names = ["chromium", "chromium-browser", "google-chrome"];
const find = (): string | undefined => names.flatMap((name) => findOnPath(name, process.env) ?? [])[0];

/** Full path of a Chromium, installed with Chinese fonts by the system's package manager where missing and permitted. */
export async function ensureChromium(): Promise<string> {
  if (!find() || !(await hasChineseFont()))
    await installPackages([["chromium", "fonts-noto-cjk"]], terminalProgress);
  const program = find();
  if (program) return program;
  throw new Error(
    "缺少 Chromium：请用系统的软件包管理器安装（Debian：sudo apt-get install -y chromium fonts-noto-cjk）后重新运行 npm test。",
  );
}

async function hasChineseFont(): Promise<boolean> {
  const { code, output } = await runProgram("fc-list", [":lang=zh", "family"]);
  return code === 0 && output.trim() !== "";
}
