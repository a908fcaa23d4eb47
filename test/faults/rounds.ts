import { open, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { connectGraph } from "../../server/graph/connection.ts";
import { type Client, connectClient, signIn } from "./client.ts";
import { backAt } from "./direct.ts";
import { type Ledger, startLedger } from "./ledger.ts";
import { enterDemand, type Load, listDemands, sleep, startLoad } from "./load.ts";
import { type ServerProcess, startServer } from "./processes.ts";
import { startProxy } from "./proxy.ts";
import {
  type DataFolder,
  databasePids,
  dataFolder,
  embeddedSettings,
  falseClock,
  startOwnDatabase,
} from "./scene.ts";

/** What one round brought. Times in seconds. */
export interface RoundResult {
  name: string;
  /** From the database's being back to the first answer; null where the database did not go. */
  back: number | null;
  overdue: number;
  outcomes: Record<string, number>;
  note?: string;
}

export interface Account {
  rounds: RoundResult[];
  acknowledged: number;
  lost: number;
  doubled: number;
  unanswered: number;
  happened: number;
}

export type Report = (line: string) => void;

interface Fault {
  name: string;
  /** Does harm while the load runs, and makes it good. Resolves with the instant at which the database was back. */
  run(load: Load): Promise<number | null>;
}

const clientsPerServer = 6;
const clientsOf = (url: string, cookie: string): Client[] =>
  Array.from({ length: clientsPerServer }, () => connectClient(url, cookie, 1));

/** Load, fault, recovery, and some seconds more under load. */
async function round(
  fault: Fault,
  clients: () => Client[],
  ledger: Ledger,
  report: Report,
): Promise<RoundResult> {
  const load = startLoad(clients(), ledger);
  await sleep(3000);
  const returned = await fault.run(load);
  const from = returned ?? Date.now();
  const back = ((await load.firstAnswerAfter(from)) - from) / 1000;
  await sleep(2000);
  await load.finish();
  const result = {
    name: fault.name,
    back: returned === null ? null : Math.round(back * 10) / 10,
    overdue: load.overdue(),
    outcomes: load.outcomes(),
  };
  report(`${fault.name}: ${JSON.stringify(result)}`);
  return result;
}

async function settle(
  ledger: Ledger,
  rounds: RoundResult[],
  graph: Parameters<Ledger["compare"]>[0],
): Promise<Account> {
  const found = await ledger.compare(graph);
  return { rounds, acknowledged: ledger.acknowledged(), ...found };
}

/** One server with its own embedded database: both die by turns, and the disk fills. */
export async function embeddedRounds(report: Report): Promise<Account> {
  const folder = await dataFolder(1400);
  const env = { LIANMENG_DATA: folder.dir, LIANMENG_DB_HEAP_MB: "512", LIANMENG_DB_PAGECACHE_MB: "64" };
  const ledger = startLedger();
  const rounds: RoundResult[] = [];
  const settings = () => embeddedSettings(folder.dir);
  let server: ServerProcess | undefined;
  try {
    let current = await startServer(env);
    server = current;
    const port = new URL(current.url).port;
    const cookie = await signIn(current.url);
    const clients = () => clientsOf(current.url, cookie);
    const faults: Fault[] = [
      { name: "kill -9 of the database", run: () => killDatabase(folder, settings) },
      { name: "kill -9 of the database, again", run: () => killDatabase(folder, settings) },
      {
        name: "kill -9 of the server and its database",
        run: async () => {
          current.kill("SIGKILL");
          await current.ended;
          const starting = startServer({ ...env, PORT: port });
          const back = await backAt(settings);
          current = await starting;
          server = current;
          return back;
        },
      },
    ];
    if (folder.ownDisk) faults.push({ name: "full disk", run: () => fillDisk(folder, settings) });
    else report("full disk: left out, a disk of its own could not be mounted here");
    for (const fault of faults) rounds.push(await round(fault, clients, ledger, report));
    const graph = connectGraph(await settings());
    try {
      return await settle(ledger, rounds, graph);
    } finally {
      await graph.close();
    }
  } finally {
    server?.kill("SIGTERM");
    await Promise.race([server?.ended, sleep(30_000)]);
    await folder.remove();
  }
}

async function killDatabase(folder: DataFolder, settings: Parameters<typeof backAt>[0]): Promise<number> {
  for (const pid of await databasePids(folder.dir)) process.kill(pid, "SIGKILL");
  await sleep(300);
  return backAt(settings);
}

/** Takes all the space for ten seconds. */
async function fillDisk(folder: DataFolder, settings: Parameters<typeof backAt>[0]): Promise<number> {
  const file = join(folder.dir, "filler");
  const handle = await open(file, "w");
  const block = Buffer.alloc(1 << 20);
  try {
    for (const until = Date.now() + 10_000; Date.now() < until; ) {
      const { bavail } = await statfs(folder.dir);
      const full =
        bavail === 0 ||
        (await handle.write(block).then(
          () => false,
          () => true,
        ));
      if (full) await sleep(50);
    }
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
  return backAt(settings);
}

/** Two servers on one database, one of them behind a network with faults; the database freezes, dies, and shifts its clock. */
export async function sharedRounds(report: Report): Promise<Account> {
  const folder = await dataFolder();
  const clock = await falseClock(folder.dir);
  Object.assign(process.env, clock?.env);
  const database = await startOwnDatabase(folder.dir).finally(() => {
    for (const name of Object.keys(clock?.env ?? {})) delete process.env[name];
  });
  const proxy = await startProxy(Number(new URL(database.settings.uri).port));
  const servers: ServerProcess[] = [];
  const ledger = startLedger();
  const rounds: RoundResult[] = [];
  const settings = async () => database.settings;
  const env = { NEO4J_USER: database.settings.user, NEO4J_PASSWORD: database.settings.password };
  const far = { ...env, NEO4J_URI: `bolt://127.0.0.1:${proxy.port}` };
  const near = { ...env, NEO4J_URI: database.settings.uri, ...clock?.env };
  try {
    servers.push(...(await Promise.all([startServer(far), startServer(near)])));
    const cookie = await signIn(servers[0]?.url ?? "");
    const clients = () => servers.flatMap(({ url }) => clientsOf(url, cookie));
    const faults: Fault[] = [
      {
        name: "frozen database",
        run: async () => {
          process.kill(database.pid(), "SIGSTOP");
          await sleep(12_000);
          process.kill(database.pid(), "SIGCONT");
          return backAt(settings);
        },
      },
      {
        name: "slow network, then cut",
        run: async () => {
          proxy.delay(150);
          await sleep(6000);
          proxy.cut();
          await sleep(1500);
          proxy.cut();
          proxy.delay(0);
          return null;
        },
      },
      {
        name: "kill -9 of the shared database",
        run: async () => {
          process.kill(database.pid(), "SIGKILL");
          await database.restart();
          return backAt(settings);
        },
      },
    ];
    if (clock)
      faults.push({
        name: "clocks of database and one server jump by ten minutes, forth and back",
        run: async () => {
          await clock.set(600);
          await sleep(4000);
          await clock.set(-600);
          await sleep(4000);
          await clock.set(0);
          return null;
        },
      });
    else report("clock jump: left out, libfaketime is not installed (Debian: apt-get install libfaketime)");
    for (const fault of faults) rounds.push(await round(fault, clients, ledger, report));
    rounds.push(
      await crowd(
        servers.map(({ url }) => url),
        cookie,
        ledger,
        report,
      ),
    );
    return await settle(ledger, rounds, database.graph);
  } finally {
    for (const server of servers) server.kill("SIGTERM");
    await Promise.race([Promise.all(servers.map(({ ended }) => ended)), sleep(30_000)]);
    proxy.close();
    await database.stop();
    await folder.remove();
  }
}

/** 1,000 clients at once, each with a connection of its own: one reading and one need, repeated while told to wait. */
async function crowd(urls: string[], cookie: string, ledger: Ledger, report: Report): Promise<RoundResult> {
  const outcomes: Record<string, number> = {};
  let overdue = 0;
  const until = Date.now() + 60_000;
  const one = async (client: Client): Promise<void> => {
    const entry = ledger.open();
    const input = { clientMutationId: entry.key, fields: { text: entry.text } };
    for (const [query, variables] of [
      [listDemands, {}],
      [enterDemand, { input }],
    ] as const)
      for (;;) {
        const outcome = await client.ask(query, variables);
        const kind = outcome.kind === "refused" ? outcome.code : outcome.kind;
        outcomes[kind] = (outcomes[kind] ?? 0) + 1;
        if (outcome.kind === "overdue") overdue += 1;
        if (outcome.kind === "done") {
          if (query === enterDemand) entry.acknowledged = true;
          break;
        }
        if (Date.now() > until) return;
        await sleep(1000 + Math.random() * 2000);
      }
  };
  const clients = Array.from({ length: 1000 }, (_, at) =>
    connectClient(urls[at % urls.length] ?? "", cookie, 1),
  );
  await Promise.all(clients.map(one));
  const result = { name: "1,000 clients on two servers", back: null, overdue, outcomes };
  report(`${result.name}: ${JSON.stringify(result)}`);
  return result;
}
