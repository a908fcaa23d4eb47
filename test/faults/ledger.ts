import { randomUUID } from "node:crypto";
import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "./direct.ts";

/** One need that a client wanted to enter, and whether it was told that it is kept. */
export interface Entry {
  key: string;
  text: string;
  acknowledged: boolean;
}

export interface Ledger {
  open(): Entry;
  acknowledged(): number;
  /** Looks into the graph: acknowledged entries that are not there, and entries that are there twice. */
  compare(graph: Graph): Promise<{ lost: number; doubled: number; unanswered: number; happened: number }>;
}

/** Keeps account of everything that a load writes to one graph. */
export function startLedger(): Ledger {
  const name = randomUUID();
  const entries: Entry[] = [];
  return {
    open: () => {
      const key = `${name}-${entries.length}`;
      const entry = { key, text: `演练 ${key}：需要两名焊工，下月到岗。`, acknowledged: false };
      entries.push(entry);
      return entry;
    },
    acknowledged: () => entries.filter((entry) => entry.acknowledged).length,
    compare: async (graph) => {
      const rows = await ask(
        graph,
        "MATCH (d:Demand) WHERE d.text STARTS WITH $start RETURN d.text AS text, count(*) AS count",
        { start: `演练 ${name}-` },
      );
      const counts = new Map(rows.map(({ text, count }) => [text as string, count as number]));
      const there = (entry: Entry): number => counts.get(entry.text) ?? 0;
      const unanswered = entries.filter((entry) => !entry.acknowledged);
      return {
        lost: entries.filter((entry) => entry.acknowledged && there(entry) === 0).length,
        doubled: entries.filter((entry) => there(entry) > 1).length,
        unanswered: unanswered.length,
        happened: unanswered.filter((entry) => there(entry) > 0).length,
      };
    },
  };
}
