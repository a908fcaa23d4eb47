import { alike, type NamedThing, plainName, type Resolution, resolveName } from "../language/names.ts";
import { shortened } from "./cells.ts";
import type { Desk } from "./desk.ts";
import type { Doubt } from "./judge.ts";
import { productNames } from "./queries.ts";

const mostSuggested = 5;

/** Products as a row names them, told apart or put to the user. */
export interface ProductsOfRow {
  trade: "buys" | "sells" | null;
  ids: string[];
  /** Each has its doubt, so that the row is let in once all are answered. */
  doubts: Doubt[];
  problems: string[];
}

interface Named {
  buys: readonly string[];
  sells: readonly string[];
}

/** What names of products mean: the graph is asked only where a row names one. */
export async function productsNamed(
  { runner, choices }: Desk,
  rows: readonly Named[],
): Promise<(row: Named) => ProductsOfRow> {
  const names = new Set(rows.flatMap(({ buys, sells }) => [...buys, ...sells]));
  const known: NamedThing[] =
    names.size === 0
      ? []
      : (await runner.run(productNames, {})).map((one) => ({ ...one, kind: "Product", shortName: null }));
  const resolved = new Map([...names].map((name) => [name, resolveName(name, known)]));
  const ids = new Set(known.map(({ id }) => id));
  return ({ buys, sells }) => {
    if (buys.length > 0 && sells.length > 0)
      return {
        ...{ trade: null, ids: [], doubts: [] },
        problems: ["一行只写买进或只写卖出的产品，请分成两行"],
      };
    const found: ProductsOfRow = { trade: null, ids: [], doubts: [], problems: [] };
    for (const name of [...buys, ...sells]) {
      const resolution = resolved.get(name) ?? { unknown: true };
      const question = `产品“${shortened(name)}”`;
      const choice = choices[question];
      if ("found" in resolution) found.ids.push(resolution.found.id);
      else if (choice != null && ids.has(choice)) found.ids.push(choice);
      else if (choice !== null) {
        const candidates = suggested(name, resolution, known);
        found.doubts.push({ name: question, candidates, optional: true });
        found.problems.push(
          candidates.length > 0 ? `${question}可能是几种产品中的一种，请选定` : `产业链里没有${question}`,
        );
      }
    }
    found.ids = [...new Set(found.ids)];
    if (found.ids.length > 0) found.trade = buys.length > 0 ? "buys" : "sells";
    return found;
  };
}

/** Those that a name may mean, the likest first. */
function suggested(
  name: string,
  resolution: Resolution,
  known: readonly NamedThing[],
): { id: string; kind: string; name: string }[] {
  const plain = plainName(name);
  const likeness = (one: NamedThing): number => {
    const other = plainName(one.name);
    return plain.includes(other) || other.includes(plain) ? 1 : alike(plain, other);
  };
  const things =
    "doubtful" in resolution
      ? resolution.doubtful
      : known
          .map((one) => ({ one, like: likeness(one) }))
          .filter(({ like }) => like > 0)
          .sort((a, b) => b.like - a.like || (a.one.name < b.one.name ? -1 : 1))
          .slice(0, mostSuggested)
          .map(({ one }) => one);
  return things.map(({ id, kind, name: own }) => ({ id, kind, name: own }));
}
