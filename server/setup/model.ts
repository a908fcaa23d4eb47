import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { ensureCached, keyOf, pinsBelow } from "./cache.ts";
import { ensureJdk, ensureMaven } from "./java.ts";
import { fetchModelJar } from "./maven.ts";
import type { Progress } from "./progress.ts";
import { modelPackageVersion } from "./versions.ts";

/** The folder that holds the embedding model's two files, fetched where missing. */
export async function ensureModel(
  cacheDir: string,
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const pins = await pinsBelow("model");
  const dir = join(cacheDir, `bge-small-zh-v1.5-q-${modelPackageVersion}-${keyOf(...pins.values())}`);
  const fill = async (into: string): Promise<void> => {
    const jdk = await ensureJdk(env, progress);
    const maven = { program: await ensureMaven(env, progress), javaHome: jdk.home };
    progress.say("获取文本向量模型（16 MB）……");
    const jars = join(into, "jar");
    const jar = await fetchModelJar(maven, jars);
    const wanted = new Set([...pins.keys()].map((path) => basename(path)));
    await unpack(join(jars, jar), join(into, "model"), wanted);
    await rm(jars, { recursive: true });
  };
  await ensureCached({ dir, what: "文本向量模型", pins, fill }, progress);
  return join(dir, "model");
}

/** Writes the entries named in `wanted` from the top of a jar into `dir`. */
export async function unpack(jar: string, dir: string, wanted: ReadonlySet<string>): Promise<void> {
  await mkdir(dir, { recursive: true });
  const zip = await yauzl.openPromise(jar);
  try {
    for await (const entry of zip.eachEntry()) {
      if (!wanted.has(entry.fileName)) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(join(dir, entry.fileName)));
    }
  } finally {
    zip.close();
  }
}
