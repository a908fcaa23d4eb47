import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { seedIfEmpty } from "../seed/seed.ts";
import { createApp } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { connectGraph, type Graph } from "./graph/connection.ts";
import { startEmbedded } from "./graph/embedded.ts";
import { migrate, pendingMigrations } from "./graph/migrate.ts";
import { settleDemo } from "./identity/demo.ts";
import { ownFieldKey } from "./identity/fieldCipher.ts";
import { ensureAdministrator } from "./identity/firstAdministrator.ts";
import { startSealer } from "./identity/sealer.ts";
import { type Embedder, loadEmbedder } from "./language/embedding.ts";
import { beginLifetime, type Lifetime, sentenceOf } from "./setup/lifetime.ts";
import { type Front, takePort } from "./setup/listen.ts";
import { ensureModel } from "./setup/model.ts";
import { ensureDatabaseProgram } from "./setup/program.ts";
import { terminalProgress as progress } from "./setup/progress.ts";
import { ensureWeb } from "./setup/web.ts";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const began = Date.now();
const lifetime = beginLifetime();

try {
  const config = readConfig(process.env);
  const front = await takePort(config.port, config.host);
  lifetime.onEnd(() => front.close());
  await start(config, front);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(`链盟已启动（${seconds} 秒）：${front.url}\n`);
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}

async function start(config: Config, front: Front): Promise<void> {
  const logger = pino({ level: config.logLevel });
  const [graph, embedder, webDirectory] = await Promise.all([
    openGraph(config, lifetime),
    openEmbedder(config),
    // In development Vite serves the pages.
    config.production ? ensureWeb(checkout, progress) : undefined,
  ]);
  await migrate(graph);
  await seedFirst(graph, config, embedder);
  await settleDemo(graph);
  await nameAdministrator(graph);
  const sealer = startSealer(graph, logger);
  lifetime.onEnd(() => sealer.stop());
  front.serve(
    createApp({
      graph,
      embedder,
      logger,
      production: config.production,
      access: { ...config.access, fieldKey: config.access.fieldKey ?? (await ownKey(config)) },
      trustedProxies: config.trustedProxies,
      webDirectory,
      pendingMigrations: () => pendingMigrations(graph),
    }),
  );
}

/** A pool to the database of NEO4J_URI, or to the embedded one, started here and stopped after the pool is closed. */
async function openGraph(config: Config, { onEnd, signal, end }: Lifetime): Promise<Graph> {
  const settings = config.neo4j ?? (await ownDatabase());
  const graph = connectGraph({ ...settings, checkRows: !config.production });
  onEnd(() => graph.close());
  await graph.ping();
  return graph;

  async function ownDatabase() {
    const program = await ensureDatabaseProgram(config.cacheDir, progress);
    const database = await startEmbedded({ dataDir: config.dataDir, program, memory: config.memory, signal });
    onEnd(() => database.stop());
    void database.ended.then((code) => {
      if (signal.aborted) return;
      process.stderr.write(`图数据库意外停止（退出码 ${code}），链盟随之停止。日志在 ${database.log}。\n`);
      void end(1);
    });
    return database;
  }
}

/** The embedded installation keeps a key of its own beside its data; with another database it must be given. */
const ownKey = (config: Config): Promise<Buffer | null> =>
  config.neo4j ? Promise.resolve(null) : ownFieldKey(config.dataDir);

/** The first start names an administrator; the password is written to the console once and to no log. */
async function nameAdministrator(graph: Graph): Promise<void> {
  const first = await ensureAdministrator(graph);
  if (first)
    process.stdout.write(
      `管理员账号 ${first.username}，一次性密码 ${first.password}（只显示这一次，首次登录时修改）。\n`,
    );
}

/** Without the model everything works but the comparison of meanings, so its absence stops nothing. */
async function openEmbedder(config: Config): Promise<Embedder | null> {
  try {
    return await loadEmbedder(await ensureModel(config.cacheDir, progress));
  } catch (error) {
    progress.say(`没有文本向量模型，匹配时不比较语义：${sentenceOf(error)}`);
    return null;
  }
}

async function seedFirst(graph: Graph, config: Config, embedder: Embedder | null): Promise<void> {
  let bar: ReturnType<typeof progress.bar> | undefined;
  let stage = "";
  await seedIfEmpty(graph, {
    ...config.examples,
    embedder,
    onProgress: (step) => {
      if (step.stage !== stage) {
        bar?.end();
        bar = progress.bar(step.stage, step.total);
        stage = step.stage;
      }
      bar?.to(step.done);
    },
  });
  bar?.end();
}
