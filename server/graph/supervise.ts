import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from "./embedded.ts";
import { sleep } from "./retry.ts";

export interface SupervisedDatabase {
  uri: string;
  user: string;
  password: string;
  log: string;
  stop(): Promise<void>;
  /** Starts it again because it refuses to work. Does nothing while it has hardly started. */
  renew(): void;
  /** Resolves with the exit code once the database has ended for good: it died too often, or cannot start again. */
  givenUp: Promise<number>;
}

export interface SupervisionOptions extends EmbeddedOptions {
  /** Told, in Chinese, that the database died and that it is back. */
  say(line: string): void;
}

/** More deaths than this within the window are no accident: whoever runs the machine must look. */
const mostDeaths = 5;
const windowMs = 10 * 60_000;
/** What a call says in this time after a start may still be about the one before. */
const settlingMs = 3000;
/** Enough to answer reads from: a restart must not wait until as much is free as at a first start. */
const restartMinFreeMb = 30;

/** Where a command finds the running database: see `runningDatabase`. */
export const addressFile = (dataDir: string): string => join(dataDir, "neo4j", "address");

/**
 * Keeps the embedded database running: one that dies (killed, out of memory) is started again on the same port, where
 * the pool finds it. Rejects when the first start fails.
 */
export async function superviseEmbedded(options: SupervisionOptions): Promise<SupervisedDatabase> {
  let database = await startEmbedded(options);
  await writeFile(addressFile(options.dataDir), database.uri, { mode: 0o600 });
  const port = Number(new URL(database.uri).port);
  const deaths: number[] = [];
  let startedAt = Date.now();
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  let giveUp: (code: number) => void = () => undefined;
  const givenUp = new Promise<number>((resolve) => {
    giveUp = resolve;
  });

  const watch = (running: EmbeddedDatabase): void => {
    void running.ended.then((code) => {
      if (stopping) return;
      const now = Date.now();
      deaths.push(now);
      if (deaths.filter((at) => at > now - windowMs).length > mostDeaths) return giveUp(code);
      options.say(`图数据库意外停止（退出码 ${code}），正在重新启动。日志在 ${running.log}。`);
      restarting = restart(running).catch((error: unknown) => {
        options.say(error instanceof Error ? error.message : String(error));
        giveUp(code);
      });
    });
  };

  async function restart(dead: EmbeddedDatabase): Promise<void> {
    await dead.stop();
    // A full disk may take its time to be cleared.
    for (const patience = Date.now() + windowMs; !stopping; ) {
      try {
        database = await startEmbedded({ ...options, minFreeMb: restartMinFreeMb, port });
        startedAt = Date.now();
        options.say("图数据库已恢复。");
        return watch(database);
      } catch (error) {
        if (Date.now() > patience) throw error;
        await sleep(2000);
      }
    }
  }

  watch(database);
  return {
    uri: database.uri,
    user: database.user,
    password: database.password,
    log: database.log,
    givenUp,
    renew: () => {
      if (stopping || Date.now() < startedAt + settlingMs) return;
      startedAt = Date.now();
      try {
        process.kill(database.pid, "SIGKILL");
      } catch {
        // It has just died by itself and is being started again.
      }
    },
    stop: async () => {
      stopping = true;
      await restarting;
      await rm(addressFile(options.dataDir), { force: true });
      await database.stop();
    },
  };
}
