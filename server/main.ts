import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { progressBars } from "../seed/progressBars.ts";
import { seedIfEmpty } from "../seed/seed.ts";
import type { Services } from "./api/context.ts";
import { readManifest } from "./api/documents.ts";
import { startForgetting } from "./api/forget.ts";
import { warmUp } from "./api/warmUp.ts";
import { createApp } from "./app.ts";
import { backupsFolder, lastBackup } from "./backup/lastBackup.ts";
import { type Config, readConfig } from "./config.ts";
import { openStore } from "./files/store.ts";
import { startSweeping } from "./files/sweep.ts";
import { boundGraph } from "./graph/bookmarks.ts";
import type { Graph } from "./graph/connection.ts";
import { migrate, pendingMigrations } from "./graph/migrate.ts";
import { settleDemo, warmDemo } from "./identity/demo.ts";
import { ownFieldKey } from "./identity/fieldCipher.ts";
import { ensureAdministrator } from "./identity/firstAdministrator.ts";
import { startSealer } from "./identity/sealer.ts";
import { backfillEmbeddings } from "./lists/backfill.ts";
import { startSettling } from "./lists/settle.ts";
import { warmMatching } from "./matching/warm.ts";
import { modules } from "./modules.ts";
import { openEmbedder, openGraph, startPatience } from "./open.ts";
import { startMeter } from "./operations/statements.ts";
import { beginLifetime, sentenceOf } from "./setup/lifetime.ts";
import { type Front, takePort } from "./setup/listen.ts";
import { terminalProgress as progress } from "./setup/progress.ts";
import { readTlsPair, warnOfEnd, watchTls } from "./setup/tls.ts";
import { ensureWeb, operationsBeside } from "./setup/web.ts";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const began = Date.now();
const lifetime = beginLifetime();
// Every stream that stands open listens to it.
setMaxListeners(0, lifetime.signal);

try {
  const config = readConfig(process.env);
  const front = await openFront(config);
  await start(config, front);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(`链盟已启动（${seconds} 秒）：${front.url}\n`);
} catch (error) {
  if (!lifetime.signal.aborted) process.stderr.write(`${sentenceOf(error)}\n`);
  await lifetime.end(1);
}

/** The port, taken before anything else; under TLS with a pair that is known to fit, and followed from then on. */
async function openFront({ port, host, tls }: Config): Promise<Front> {
  const pair = tls && (await readTlsPair(tls));
  const front = await takePort(port, host, pair);
  lifetime.onEnd(() => front.close());
  if (tls && pair) {
    const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
    warnOfEnd(pair, say);
    const watch = watchTls(tls, pair, { onRenew: front.renew, say });
    lifetime.onHangUp(() => void watch.reload());
    lifetime.onEnd(() => watch.stop());
  }
  return front;
}

async function start(config: Config, front: Front): Promise<void> {
  const logger = pino({ level: config.logLevel });
  const meter = startMeter();
  // First: a folder that cannot be used is told before anything takes its time.
  const fileStore = await openStore(config.files.folder);
  const [graph, embedder, webDirectory] = await Promise.all([
    openGraph(config, lifetime, progress, { onStatement: meter.record }),
    openEmbedder(config, progress),
    // In development Vite serves the pages.
    config.production ? ensureWeb(checkout, progress) : undefined,
  ]);
  const patient = boundGraph(graph, { deadlineMs: startPatience });
  await migrate(patient);
  const bars = progressBars(progress);
  await seedIfEmpty(patient, { ...config.examples, embedder, onProgress: bars.onProgress });
  bars.end();
  await settleDemo(patient);
  await nameAdministrator(patient);
  // Not awaited: who comes earlier waits a little, or goes on with what is there.
  prepare({ graph, embedder, logger }, config).catch((error) =>
    logger.warn({ err: error }, "not everything was prepared; the first requests will do it"),
  );
  const sealer = startSealer(graph, logger);
  lifetime.onEnd(() => sealer.stop());
  const sweeping = startSweeping(graph, fileStore, logger);
  lifetime.onEnd(() => sweeping.stop());
  const settling = startSettling(graph, logger);
  lifetime.onEnd(() => settling.stop());
  front.serve(
    createApp({
      graph,
      embedder,
      logger,
      meter,
      metricsToken: config.metricsToken,
      production: config.production,
      access: { ...config.access, fieldKey: config.access.fieldKey ?? (await ownKey(config)) },
      trustedProxies: config.trustedProxies,
      webDirectory,
      fileStore,
      files: config.files,
      contactDays: config.contactDays,
      ending: lifetime.signal,
      documents: webDirectory
        ? { known: await readManifest(operationsBeside(webDirectory)), open: config.openGraphql }
        : undefined,
      rateFactor: config.production ? config.rateFactor : undefined,
      pendingMigrations: () => pendingMigrations(graph),
      lastBackup: () => lastBackup(backupsFolder(config.dataDir)),
    }),
  );
}

/**
 * What the first person should not have to wait for: statements planned, matching's knowledge read, texts saved without
 * the model embedded. One after the other, or the first answers after a start would wait for all of it.
 */
async function prepare(services: Services, config: Config): Promise<void> {
  await warmDemo(boundGraph(services.graph, { deadlineMs: startPatience })).catch(() => undefined);
  await warmUp(services, modules);
  const knowledgeFile = join(config.cacheDir, "knowledge.bin");
  await warmMatching(services.graph, services.embedder, { knowledgeFile });
  const forgetting = startForgetting(services.graph, services.logger);
  lifetime.onEnd(() => forgetting.stop());
  if (services.embedder) await backfillEmbeddings(services.graph, services.embedder, lifetime.signal);
}

/** The embedded installation keeps a key of its own beside its data; with another database it must be given. */
function ownKey(config: Config): Promise<Buffer | null> {
  return config.neo4j ? Promise.resolve(null) : ownFieldKey(config.dataDir);
}

/** The first start names an administrator; the password is written to the console once and to no log. */
async function nameAdministrator(graph: Graph): Promise<void> {
  const first = await ensureAdministrator(graph);
  if (first)
    process.stdout.write(
      `管理员账号 ${first.username}，一次性密码 ${first.password}（只显示这一次，首次登录时修改）。\n`,
    );
}
