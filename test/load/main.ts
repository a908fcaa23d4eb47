import { connectClient, type Outcome, signIn } from "../faults/client.ts";
import { endInOrder, killAll, startServer } from "../faults/processes.ts";
import { dataFolder } from "../faults/scene.ts";
import { type Act, learnDay, type Moment } from "./workingDay.ts";

// `npm run test:load`: the mix of a working day on one server for a bounded time, against single requests on it idle.
const clients = 12;
const loadMs = 45_000;
/** A person reads what came before asking again; 12 such clients are some hundred people at their desks. */
const thinkMs = 150;
const longest = 3 * 60_000;

const began = Date.now();
const report = (line: string): void =>
  void process.stderr.write(`[${Math.round((Date.now() - began) / 1000)} s] ${line}\n`);
endInOrder();
setTimeout(() => {
  report("stopped: three minutes are over");
  killAll();
  process.exit(2);
}, longest).unref();

const folder = await dataFolder();
try {
  const server = await startServer({ LIANMENG_DATA: folder.dir, LIANMENG_EXAMPLES: "60" });
  const cookie = await signIn(server.url);
  const day = await learnDay(connectClient(server.url, cookie));
  const idle = await idleTimes(day, server.url, cookie);
  report("idle requests measured");
  const moments = await workload(day, server.url, cookie);
  const errors = moments.filter(({ outcome }) => outcome.kind !== "done");
  for (const [name, list] of groups(moments))
    report(
      `${name}: ${list.length} requests, idle p50 ${round(quantile(idle.get(name) ?? [], 0.5))} ms, load p50 ${round(quantile(list, 0.5))} ms, p99 ${round(quantile(list, 0.99))} ms`,
    );
  for (const { name, outcome } of errors.slice(0, 5)) report(`error in ${name}: ${JSON.stringify(outcome)}`);
  const all = moments.map(({ outcome }) => outcome.ms);
  // The idle figure has the same mix: each kind of request counts as often as it came under load.
  const mixed =
    moments.reduce((sum, { name }) => sum + quantile(idle.get(name) ?? [], 0.5), 0) / moments.length;
  const line = {
    requests: moments.length,
    errors: errors.length,
    p99_vs_idle: round(quantile(all, 0.99) / mixed),
  };
  server.kill("SIGTERM");
  await server.ended;
  await folder.remove();
  process.stdout.write(`${JSON.stringify(line)}\n`);
  process.exit(line.errors === 0 && line.requests > 0 ? 0 : 1);
} catch (error) {
  report(error instanceof Error ? (error.stack ?? error.message) : String(error));
  killAll();
  process.exit(1);
}

/** Each kind of request ten times, one after another on the idle server, after two to warm up. Times in ms by name. */
async function idleTimes(day: Act[], url: string, cookie: string): Promise<Map<string, number[]>> {
  const client = connectClient(url, cookie);
  const times = new Map<string, number[]>();
  for (const act of day)
    for (let run = 0; run < 12; run += 1) {
      const outcome = await act.ask(client);
      if (outcome.kind !== "done")
        throw new Error(`${act.name} on the idle server: ${JSON.stringify(outcome)}`);
      if (run >= 2) times.set(act.name, [...(times.get(act.name) ?? []), outcome.ms]);
    }
  return times;
}

async function workload(day: Act[], url: string, cookie: string): Promise<Moment[]> {
  const moments: Moment[] = [];
  const deck = day.flatMap((act) => Array.from({ length: act.share }, () => act));
  const until = Date.now() + loadMs;
  const person = async (): Promise<void> => {
    const client = connectClient(url, cookie, 1);
    while (Date.now() < until) {
      const act = deck[Math.floor(Math.random() * deck.length)];
      if (!act) return;
      const outcome: Outcome = await act.ask(client);
      moments.push({ name: act.name, outcome });
      await new Promise((wake) => setTimeout(wake, thinkMs * (0.5 + Math.random())));
    }
  };
  await Promise.all(Array.from({ length: clients }, person));
  return moments;
}

function groups(moments: Moment[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { name, outcome } of moments) times.set(name, [...(times.get(name) ?? []), outcome.ms]);
  return times;
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
