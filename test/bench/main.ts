import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type BenchEntry, runEntry } from "./registry.ts";

/** `npm run --silent bench [-- --only KEY]`: closes with one JSON line of ratios. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
  const files = (await readdir(new URL(".", import.meta.url)))
    .filter((name) => name.endsWith(".bench.ts"))
    .sort();
  const entries: BenchEntry[] = [];
  for (const file of files) entries.push(((await import(`./${file}`)) as { bench: BenchEntry }).bench);
  const chosen = entries.filter(({ key }) => !values.only || values.only.includes(key));
  if (chosen.length === 0)
    throw new Error(`no such entry; there are: ${entries.map(({ key }) => key).join(", ")}`);
  const ratios: Record<string, number> = {};
  for (const entry of chosen) {
    const ratio = await runEntry(entry);
    ratios[entry.key] = Math.round(ratio * 1000) / 1000;
    // NaN is no success either.
    if (
      !(
        ratio >= (entry.least ?? Number.NEGATIVE_INFINITY) &&
        ratio <= (entry.most ?? Number.POSITIVE_INFINITY)
      )
    ) {
      const { least = "−∞", most = "∞" } = entry;
      process.stderr.write(`${entry.key}: ${ratio} 不在 ${least} 到 ${most} 之间\n`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(`${JSON.stringify(ratios)}\n`);
}

await main();
