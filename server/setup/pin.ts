import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "./cache.ts";
import { ensureJdk, ensureMaven } from "./java.ts";
import { fetchDatabaseJars, fetchModelJar } from "./maven.ts";
import { unpack } from "./model.ts";
import { terminalProgress } from "./progress.ts";

// Run by hand after a change of versions.ts: fetches everything and writes its hashes into artifacts.sha256.
const dir = await mkdtemp(join(tmpdir(), "lianmeng-pin-"));
try {
  const jdk = await ensureJdk(process.env, terminalProgress);
  const maven = { program: await ensureMaven(process.env, terminalProgress), javaHome: jdk.home };
  const bar = terminalProgress.bar("jars", 350);
  await fetchDatabaseJars(maven, join(dir, "lib"), bar);
  bar.end();
  const jar = await fetchModelJar(maven, join(dir, "jar"));
  const names = ["bge-small-zh-v1.5-q.onnx", "bge-small-zh-v1.5-q-tokenizer.json"];
  await unpack(join(dir, "jar", jar), join(dir, "model"), new Set(names));
  const lines: string[] = [];
  for (const folder of ["lib", "model"])
    for (const name of (await readdir(join(dir, folder))).sort())
      lines.push(`${await sha256(join(dir, folder, name))}  ${folder}/${name}\n`);
  await writeFile(new URL("artifacts.sha256", import.meta.url), lines.join(""));
} finally {
  await rm(dir, { recursive: true, force: true });
}
