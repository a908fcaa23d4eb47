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
  /** Products that its text speaks of while it names none. */
  suggests: Doubt[];
}

interface Named {
  text: string | null;
  title: string | null;
  buys: readonly string[];
  sells: readonly string[];
}

const ways = { buys: { demand: "求购", offer: "采购" }, sells: { demand: "供应", offer: "供应" } } as const;

/** What names of products mean, and which are spoken of in the text of rows that name none. */
export async function productsNamed(
  { runner, choices }: Desk,
  kind: "demand" | "offer",
  rows: readonly Named[],
): Promise<(row: Named) => ProductsOfRow> {
  const names = new Set(rows.flatMap(({ buys, sells }) => [...buys, ...sells]));
  const known: NamedThing[] = (await runner.run(productNames, {})).map((one) => ({
    ...{ ...one, kind: "Product", shortName: null },
  }));
  const mentioned = mentionsOf(known);
  const resolved = new Map([...names].map((name) => [name, resolveName(name, known)]));
  const ids = new Set(known.map(({ id }) => id));
  return ({ text, title, buys, sells }) => {
    const found: ProductsOfRow = { trade: null, ids: [], doubts: [], problems: [], suggests: [] };
    if (buys.length > 0 && sells.length > 0) return { ...found, problems: [bothWays] };
    if (buys.length + sells.length === 0)
      return filledIn(found, kind, mentioned([title, text].join("\n")), choices);
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

const bothWays = "一行只写买进或只写卖出的产品，请分成两行";

/** What the user said of products that a row speaks of; nothing is filled in without. */
function filledIn(
  found: ProductsOfRow,
  kind: "demand" | "offer",
  mentioned: readonly NamedThing[],
  choices: Desk["choices"],
): ProductsOfRow {
  const order = kind === "demand" ? (["buys", "sells"] as const) : (["sells", "buys"] as const);
  const suggests = mentioned.map(({ id, name }): Doubt => {
    const candidates = order.map((way) => ({
      ...{ id: `${way}:${id}`, kind: "Product", name: `${ways[way][kind]} ${name}` },
    }));
    return { name: `文字里提到“${name}”，产品列空着`, candidates, optional: true };
  });
  const chosen = suggests.flatMap(({ name, candidates }, at) =>
    candidates.flatMap(({ id: key }, way) =>
      key === choices[name] ? [{ way: order[way], id: mentioned[at]?.id }] : [],
    ),
  );
  const trades = new Set(chosen.map(({ way }) => way));
  if (trades.size > 1) return { ...found, suggests, problems: [bothWays] };
  const [trade] = trades;
  return { ...found, suggests, ids: chosen.flatMap(({ id }) => id ?? []), trade: trade ?? null };
}

const shortestMentioned = 2;
const mostMentioned = 3;
const withoutMark = (name: string): string => plainName(name).replace(/\(示例\)$/u, "");

/** Finds the products that a text speaks of: the longest names first, none within another; at most 3. */
function mentionsOf(known: readonly NamedThing[]): (text: string) => NamedThing[] {
  const byStart = new Map<string, { spelling: string; thing: NamedThing }[]>();
  for (const thing of known)
    for (const spelling of new Set([thing.name, ...thing.aliases].map(withoutMark)))
      if (spelling.length >= shortestMentioned) {
        const start = spelling.slice(0, shortestMentioned);
        byStart.set(start, [...(byStart.get(start) ?? []), { spelling, thing }]);
      }
  for (const spellings of byStart.values()) spellings.sort((a, b) => b.spelling.length - a.spelling.length);
  return (text) => {
    const plain = plainName(text);
    const found = new Set<NamedThing>();
    for (let at = 0; at < plain.length && found.size < mostMentioned; ) {
      const here = byStart
        .get(plain.slice(at, at + shortestMentioned))
        ?.find(({ spelling }) => plain.startsWith(spelling, at));
      if (here) found.add(here.thing);
      at += here?.spelling.length ?? 1;
    }
    return [...found];
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
