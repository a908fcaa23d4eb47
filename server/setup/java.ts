import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "../errors.ts";
import type { Progress } from "./progress.ts";
import { findOnPath, installPackages, isExecutable } from "./system.ts";
import { oldestJava, preferredJava } from "./versions.ts";

export interface Jdk {
  /** Folder with bin/java, bin/javac and bin/jar. */
  home: string;
  version: number;
}

/** Where else systems keep JDKs than in JAVA_HOME and on the PATH. */
const usualFolders = ["/usr/lib/jvm", "/Library/Java/JavaVirtualMachines"];

/** The JDK to use (17 or newer, 21 and 17 preferred), or undefined. A runtime without a compiler does not count. */
export function findJdk(env: NodeJS.ProcessEnv, folders: readonly string[] = usualFolders): Jdk | undefined {
  const onPath = findOnPath("javac", env);
  const homes = [
    env.JAVA_HOME,
    onPath && dirname(dirname(realpathSync(onPath))),
    ...folders.flatMap((folder) =>
      existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [],
    ),
  ];
  const found = homes.flatMap((home) => jdkAt(home) ?? []);
  const rank = (jdk: Jdk): number => (preferredJava.includes(jdk.version) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b))[0];
}

function jdkAt(home: string | undefined): Jdk | undefined {
  if (!home) return undefined;
  const complete = ["java", "javac", "jar"].every((name) => isExecutable(join(home, "bin", name)));
  const release = join(home, "release");
  if (!complete || !existsSync(release)) return undefined;
  const [, major] = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, "utf8")) ?? [];
  const version = Number(major);
  return version >= oldestJava ? { home, version } : undefined;
}

/** Full path of Maven, or undefined. */
export function findMaven(env: NodeJS.ProcessEnv): string | undefined {
  const home = env.MAVEN_HOME && join(env.MAVEN_HOME, "bin", "mvn");
  return home && isExecutable(home) ? home : findOnPath("mvn", env);
}

/** Finds a JDK, installing one where permitted. An `AppError` says what to install otherwise. */
export async function ensureJdk(
  env: NodeJS.ProcessEnv,
  progress: Progress,
  folders?: readonly string[],
): Promise<Jdk> {
  const present = findJdk(env, folders);
  if (present) return present;
  await installPackages(
    [["openjdk-17-jdk-headless"], ["openjdk-21-jdk-headless"], ["default-jdk-headless"]],
    progress,
    env,
  );
  const installed = findJdk(env, folders);
  if (installed) return installed;
  throw new AppError(
    "UNAVAILABLE",
    "缺少 JDK 17（或更高版本）：请用系统的软件包管理器安装（Debian、Ubuntu：sudo apt-get install -y openjdk-17-jdk-headless maven）后重新运行。",
  );
}

/** Finds Maven, installing it where permitted. An `AppError` says what to install otherwise. */
export async function ensureMaven(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const present = findMaven(env);
  if (present) return present;
  await installPackages([["maven"]], progress, env);
  const installed = findMaven(env);
  if (installed) return installed;
  throw new AppError(
    "UNAVAILABLE",
    "缺少 Maven：请用系统的软件包管理器安装（Debian、Ubuntu：sudo apt-get install -y maven）后重新运行。",
  );
}
