import {
  copyFile,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "../errors.ts";
import { ensureCached, keyOf, pinsBelow } from "./cache.ts";
import { writeDatabaseHome } from "./databaseHome.ts";
import { ensureJdk, ensureMaven, type Jdk } from "./java.ts";
import { waitForLock } from "./lock.ts";
import { fetchDatabaseJars } from "./maven.ts";
import type { Progress } from "./progress.ts";
import { runProgram } from "./system.ts";
import { gdsVersion, neo4jVersion } from "./versions.ts";

/** How to run the database: `java args… Launcher HOME` in `dir`. */
export interface DatabaseProgram {
  java: string;
  /** Working directory of the process: the class path is relative to it. */
  dir: string;
  /** Folder of the Graph Data Science jars, which Neo4j scans for procedures. */
  plugins: string;
  /** Options of the virtual machine, the class path among them. */
  args: string[];
}

const launcher = fileURLToPath(new URL("Launcher.java", import.meta.url));
const pom = new URL("pom.xml", import.meta.url);

/** What Neo4j asks of Java's module system. */
const opens = ["java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"].map(
  (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
);

/** Finds or fetches everything the embedded database needs. `AppError` with what to do where that fails. */
export async function ensureDatabaseProgram(
  cacheDir: string,
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<DatabaseProgram> {
  const jdk = await ensureJdk(env, progress);
  const pins = await pinsBelow("lib");
  const key = keyOf(...pins.values(), await readFile(pom, "utf8"), await readFile(launcher, "utf8"));
  const dir = join(cacheDir, `neo4j-${neo4jVersion}-gds-${gdsVersion}-${key}`);
  const fill = (into: string): Promise<void> => fillProgram(into, jdk, pins.size, progress, env);
  await ensureCached({ dir, what: "图数据库", pins, fill }, progress);
  const archive = await ensureArchive(dir, jdk, progress);
  return programAt(dir, jdk, [`-XX:SharedArchiveFile=${archive}`]);
}

const programAt = (dir: string, jdk: Jdk, options: string[]): DatabaseProgram => ({
  java: join(jdk.home, "bin", "java"),
  dir,
  plugins: join(dir, "plugins"),
  // Java's own warnings would go to standard output, where READY is expected.
  args: ["-Xlog:disable", ...options, ...opens, "@classpath.args"],
});

async function fillProgram(
  dir: string,
  jdk: Jdk,
  jarCount: number,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const maven = { program: await ensureMaven(env, progress), javaHome: jdk.home };
  const bar = progress.bar("获取图数据库", jarCount);
  const lib = join(dir, "lib");
  try {
    await fetchDatabaseJars(maven, lib, bar);
  } finally {
    bar.end();
  }
  const jars = (await readdir(lib)).sort();
  await mkdir(join(dir, "plugins"));
  for (const jar of jars.filter((name) => name.endsWith(`-${gdsVersion}.jar`)))
    await link(join(lib, jar), join(dir, "plugins", jar)).catch(() =>
      copyFile(join(lib, jar), join(dir, "plugins", jar)),
    );
  await compileLauncher(dir, jdk);
  const classPath = ["launcher.jar", ...jars.map((jar) => `lib/${jar}`)].join(delimiter);
  await writeFile(join(dir, "classpath.args"), `-cp "${classPath}"\n`);
}

async function compileLauncher(dir: string, jdk: Jdk): Promise<void> {
  const classes = join(dir, "classes");
  const run = async (tool: string, ...args: string[]): Promise<void> => {
    const { code, output } = await runProgram(join(jdk.home, "bin", tool), args, { cwd: dir });
    if (code !== 0)
      throw new AppError("UNAVAILABLE", `编译数据库启动程序失败（${tool}）：${output.slice(0, 400)}`);
  };
  await run("javac", "--release", "17", "-cp", "lib/*", "-d", classes, launcher);
  await run("jar", "cf", "launcher.jar", "-C", classes, ".");
  await rm(classes, { recursive: true });
}

/**
 * An archive of the classes a start loads, made once by starting and stopping a throw-away database: later starts take
 * 5 s instead of 10. Java ignores an archive that does not fit its version or the jars, so a missing one is no error.
 */
async function ensureArchive(dir: string, jdk: Jdk, progress: Progress): Promise<string> {
  const archive = join(dir, `classes-java${jdk.version}.jsa`);
  if (await exists(archive)) return archive;
  const lock = await waitForLock(`${archive}.lock`);
  try {
    if (!(await exists(archive))) await makeArchive(dir, jdk, archive, progress);
  } finally {
    await lock.release();
  }
  return archive;
}

async function makeArchive(dir: string, jdk: Jdk, archive: string, progress: Progress): Promise<void> {
  progress.say("正在为以后更快启动做一次预热（约半分钟，只做一次）……");
  const home = await mkdtemp(join(tmpdir(), "lianmeng-warm-"));
  const fresh = `${archive}.new`;
  try {
    const program = programAt(dir, jdk, [`-XX:ArchiveClassesAtExit=${fresh}`, "-Xmx512m"]);
    await writeDatabaseHome(home, { plugins: program.plugins, pageCacheMb: 64 });
    const finished = await runProgram(program.java, [...program.args, "Launcher", home, "rehearse"], {
      cwd: dir,
      input: "rehearsal-only\n",
    });
    if (finished.code === 0 && (await exists(fresh))) await rename(fresh, archive);
  } finally {
    await rm(fresh, { force: true });
    await rm(home, { recursive: true, force: true });
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
