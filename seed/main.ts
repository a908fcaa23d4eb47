import { parseArgs } from "node:util";
import { type Config, readConfig } from "../server/config.ts";
import { AppError } from "../server/errors.ts";
import { connectGraph, type Graph } from "../server/graph/connection.ts";
import { startEmbedded } from "../server/graph/embedded.ts";
import { migrate } from "../server/graph/migrate.ts";
import { type Embedder, loadEmbedder } from "../server/language/embedding.ts";
import { beginLifetime, sentenceOf } from "../server/setup/lifetime.ts";
import { ensureModel } from "../server/setup/model.ts";
import { ensureDatabaseProgram } from "../server/setup/program.ts";
import { terminalProgress as progress } from "../server/setup/progress.ts";
import { removalSentence, removeExamples } from "./examples.ts";
import { progressBars } from "./progressBars.ts";
import { seedGraph } from "./seed.ts";
import { runTour } from "./tour/runTour.ts";

const usage = "用法：npm run seed -- [--enterprises 数量] [--seed 种子] | --tour | --remove-examples";
const lifetime = beginLifetime();
const does = { fill, tour, remove };

try {
  const command = readCommand(process.argv.slice(2));
  const config = readConfig(process.env);
  const graph = await openGraph(config);
  await migrate(graph);
  const began = Date.now();
  const result = await does[command.what](graph, config, command);
  process.stdout.write(`${result}（${((Date.now() - began) / 1000).toFixed(1)} 秒）\n`);
  await lifetime.end(0);
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}

interface Command {
  what: keyof typeof does;
  enterprises: number | undefined;
  seed: number | undefined;
}

function readCommand(args: string[]): Command {
  try {
    const { values } = parseArgs({
      args,
      options: {
        enterprises: { type: "string" },
        seed: { type: "string" },
        tour: { type: "boolean", default: false },
        "remove-examples": { type: "boolean", default: false },
      },
    });
    return {
      what: values["remove-examples"] ? "remove" : values.tour ? "tour" : "fill",
      enterprises: wholeNumber("--enterprises", values.enterprises, 1_000_000),
      seed: wholeNumber("--seed", values.seed, 2 ** 31 - 1),
    };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("BAD_INPUT", usage, { cause });
  }
}

function wholeNumber(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
  throw new AppError("BAD_INPUT", `${option} 应为 0 到 ${most} 的整数。${usage}`);
}

async function openGraph(config: Config): Promise<Graph> {
  const settings = config.neo4j ?? (await ownDatabase(config));
  const graph = connectGraph(settings);
  lifetime.onEnd(() => graph.close());
  await graph.ping();
  return graph;
}

async function ownDatabase(config: Config) {
  const program = await ensureDatabaseProgram(config.cacheDir, progress);
  const { dataDir, memory } = config;
  const database = await startEmbedded({ dataDir, program, memory, signal: lifetime.signal });
  lifetime.onEnd(() => database.stop());
  return database;
}

async function remove(graph: Graph): Promise<string> {
  const bars = progressBars(progress);
  const removed = await removeExamples(graph, bars.onProgress);
  bars.end();
  return removalSentence(removed);
}

async function fill(graph: Graph, config: Config, { enterprises, seed }: Command): Promise<string> {
  const bars = progressBars(progress);
  const counts = await seedGraph(graph, {
    enterprises: enterprises ?? config.examples.enterprises,
    seed: seed ?? config.examples.seed,
    embedder: await openEmbedder(config),
    onProgress: bars.onProgress,
  });
  bars.end();
  const { Enterprise = 0, PartyOrganization = 0, Demand = 0, Offer = 0 } = counts.nodes;
  return `图中现有数据集：企业 ${Enterprise}、党组织 ${PartyOrganization}、需求 ${Demand}、供给 ${Offer}`;
}

async function tour(graph: Graph, config: Config): Promise<string> {
  const bars = progressBars(progress);
  const { projects } = await runTour(graph, {
    embedder: await openEmbedder(config),
    onProgress: bars.onProgress,
  });
  bars.end();
  return `示例演示已装入：${projects} 个服务项目。在网页的“服务项目”里打开“闭环演示”`;
}

async function openEmbedder(config: Config): Promise<Embedder | null> {
  try {
    return await loadEmbedder(await ensureModel(config.cacheDir, progress));
  } catch (error) {
    progress.say(`没有文本向量模型，先不计算向量：${sentenceOf(error)}`);
    return null;
  }
}
