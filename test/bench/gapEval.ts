import { parseArgs } from "node:util";
import { loadDataset } from "../../seed/load.ts";
import { AppError } from "../../server/errors.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { readChains } from "../../server/investment/analysis.ts";
import type { GapKind } from "../../server/investment/gaps.ts";
import { positionFacts } from "../../server/investment/queries.ts";
import { gapCases, home } from "./gapCases.ts";
import { runEntry } from "./registry.ts";

const kinds: readonly GapKind[] = ["fill", "extend", "strengthen"];
const round = (x: number): number => Number(x.toFixed(3));

/** How well planted gaps are found: `npm run --silent gap:eval -- --seed S`, through the product's own statement and reading. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: "string", default: "1" } } });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new AppError("BAD_INPUT", "--seed 应是整数。");
  let answer: Record<string, unknown> = {};
  await runEntry({
    key: "gap:eval",
    run: async ({ startDatabase, say }) => {
      const { graph } = await startDatabase();
      const { dataset, planted, decoys } = gapCases(seed);
      say(`种下 ${planted.size} 处缺口、${decoys.size} 处看着像的，${dataset.nodes.length} 个节点`);
      await loadDataset(graph, dataset, () => undefined);
      const rows = await graph.run(positionFacts, {
        viewer: systemViewer,
        today: "2026-01-01",
        districtId: home,
        chainId: null,
      });
      const found = readChains(rows).flatMap(({ gap }) => (gap ? [gap] : []));
      for (const kind of kinds) {
        const told = found.filter((gap) => gap.kind === kind);
        const right = told.filter(({ positionId }) => planted.has(`${kind} ${positionId}`)).length;
        const all = [...planted].filter((one) => one.startsWith(`${kind} `)).length;
        answer[kind] = {
          precision: round(told.length === 0 ? 1 : right / told.length),
          recall: round(right / all),
        };
      }
      const fooled = found.filter(({ positionId }) => decoys.has(positionId)).length;
      answer = { ...answer, seed, planted: planted.size, decoys: decoys.size, decoys_told: fooled };
      return 0;
    },
  });
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

await main();
