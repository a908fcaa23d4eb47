import type { Client, Outcome } from "./client.ts";
import type { Entry, Ledger } from "./ledger.ts";

export const enterDemand = `mutation Enter($input: EnterDemandInput!) { enterDemand(input: $input) { demand { id } } }`;
export const listDemands = "{ demands(first: 20) { totalCount edges { node { id text state } } } }";

export interface Load {
  /** Tells the clients to stop, waits for them, and enters what has no answer yet once more until it has one. */
  finish(patienceMs?: number): Promise<void>;
  /** Instant (ms since 1970) of the first answer after `instant`; waits for it. */
  firstAnswerAfter(instant: number, patienceMs?: number): Promise<number>;
  overdue(): number;
  /** How the requests ended, by kind and code. */
  outcomes(): Record<string, number>;
}

/**
 * Clients that read the list of needs and enter needs in turn, each as fast as it is answered. A client that gets no
 * answer, or is told to come back, repeats with the same key, as the web does.
 */
export function startLoad(clients: readonly Client[], ledger: Ledger): Load {
  let running = true;
  let overdue = 0;
  const outcomes: Record<string, number> = {};
  const pending = new Set<Entry>();
  const waiting = new Set<(at: number) => void>();
  const note = (outcome: Outcome): void => {
    const kind = outcome.kind === "refused" ? outcome.code : outcome.kind;
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    if (outcome.kind === "overdue") overdue += 1;
    if (outcome.kind === "done") for (const tell of waiting) tell(Date.now() - outcome.ms);
  };
  const enter = async (client: Client, entry: Entry): Promise<Outcome> => {
    const input = { clientMutationId: entry.key, fields: { text: entry.text } };
    const outcome = await client.ask(enterDemand, { input });
    note(outcome);
    if (outcome.kind === "done") {
      entry.acknowledged = true;
      pending.delete(entry);
    }
    return outcome;
  };
  const work = async (client: Client): Promise<void> => {
    let entry: Entry | undefined;
    while (running) {
      note(await client.ask(listDemands));
      entry ??= ledger.open();
      pending.add(entry);
      const { kind } = await enter(client, entry);
      if (kind === "done") entry = undefined;
      else await sleep(100 + Math.random() * 200);
    }
  };
  const workers = clients.map(work);
  return {
    finish: async (patienceMs = 20_000) => {
      running = false;
      await Promise.all(workers);
      const until = Date.now() + patienceMs;
      for (const entry of [...pending])
        while (!entry.acknowledged && Date.now() < until) {
          const client = clients[Math.floor(Math.random() * clients.length)];
          if (client && (await enter(client, entry)).kind !== "done") await sleep(300);
        }
    },
    firstAnswerAfter: (instant, patienceMs = 60_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("no answer any more")), patienceMs);
        const tell = (asked: number): void => {
          if (asked < instant) return;
          clearTimeout(timer);
          waiting.delete(tell);
          resolve(Date.now());
        };
        waiting.add(tell);
      }),
    overdue: () => overdue,
    outcomes: () => outcomes,
  };
}

export const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
