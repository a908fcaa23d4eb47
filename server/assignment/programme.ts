import { assignedOf } from "./greedy.ts";
import {
  type Arc,
  type Assigned,
  arcsOf,
  freeShareOf,
  leastShare,
  loadOf,
  order,
  type Problem,
} from "./problem.ts";

/** An integer programme as text of the CPLEX LP format, and what its columns stand for. */
export interface Programme {
  text: string;
  arcs: readonly Arc[];
}

/** Which programme is wanted; absent: the assignment itself. */
export interface Variant {
  /** Without whole numbers: only what it says of the best is of use. */
  relaxed?: boolean;
  /** Without the least share: smaller, and its best is no worse than that of the assignment. */
  crumbs?: boolean;
  /**
   * Objective of a plan that is known already. A column `w` is 0 for taking that plan and 1 for another one, so that the solver
   * begins with it (all columns 0) and ends when it has shown that no other is better by more than its gap; the objective is
   * then counted from it.
   */
  known?: number;
}

/**
 * The assignment as an integer programme. For every candidate a column `x` (chosen, 0 or 1) and, where amounts can be divided,
 * `f` (share of the need met); for every provider `e` (needs beyond its fair share).
 *
 *   max  Σ score·share − penalty·Σ e
 *   need:      Σ x ≤ k;  Σ share ≤ 1 where the need has a quantity
 *   offer:     Σ amount·share ≤ what remains
 *   provider:  Σ x − e ≤ fair share − served already;  Σ x ≤ most − served already
 *   share:     leastShare·x ≤ f ≤ mostShare·x
 *
 * Pairs whose windows have no day in common, that are barred or otherwise ruled out are no candidates. Equal input, in
 * whatever order, gives equal text. Null when there is nothing to choose from.
 */
export function buildProgramme(problem: Problem, variant: Variant = {}): Programme | null {
  const arcs = arcsOf(problem);
  if (arcs.length === 0) return null;
  const { rules, offers } = problem;
  const share = (at: number): string => `${arcs[at]?.divisible ? "f" : "x"}${at}`;
  const rows: string[] = [];
  const bounded = (terms: string[], most: number): void => {
    if (terms.length > 0) rows.push(`${sum(terms)} <= ${number(most)}`);
  };
  const byNeed = grouped(arcs, ({ needId }) => needId);
  for (const [, members] of byNeed) {
    const most = Math.min(members.length, rules.providersPerNeed);
    const chosen = members.map((at) => `x${at}`);
    if (variant.known !== undefined) bounded([...chosen, `-${most} w`], 0);
    else if (members.length > most) bounded(chosen, most);
    if (arcs[members[0] ?? -1]?.counted) bounded(members.map(share), 1);
  }
  const remaining = new Map(offers.map((offer) => [offer.id, offer.remaining]));
  for (const [offerId, members] of grouped(arcs, (arc) => arc.offerId)) {
    const room = remaining.get(offerId) ?? null;
    if (room !== null)
      bounded(
        members.map((at) => `${number(arcs[at]?.amount ?? 0)} ${share(at)}`),
        room,
      );
  }
  const objective = arcs.map(({ score }, at) => `${number(score)} ${share(at)}`);
  const providers = grouped(arcs, ({ providerId }) => providerId);
  providers.forEach(([id, members], provider) => {
    const chosen = members.map((at) => `x${at}`);
    if (rules.mostPerProvider !== null) {
      const most = Math.max(0, rules.mostPerProvider - loadOf(rules, id));
      if (members.length > most) bounded(chosen, most);
    }
    const free = freeShareOf(rules, id);
    if (rules.penalty <= 0 || members.length <= free) return;
    bounded([...chosen, `-1 e${provider}`], free);
    objective.push(`-${number(rules.penalty)} e${provider}`);
  });
  arcs.forEach(({ divisible, mostShare }, at) => {
    if (!divisible) return;
    rows.push(`f${at} - ${number(mostShare)} x${at} <= 0`);
    if (!variant.crumbs) rows.push(`f${at} - ${number(leastShare)} x${at} >= 0`);
  });
  if (variant.known !== undefined) objective.push(`-${number(variant.known)} w`);
  const constraints = rows.map((row, at) => ` c${at}: ${row}`).join("\n");
  const columns = [...arcs.map((_, at) => `x${at}`), ...(variant.known === undefined ? [] : ["w"])];
  const kinds = variant.relaxed
    ? `Bounds\n${columns.map((column) => ` 0 <= ${column} <= 1`).join("\n")}`
    : `Binary\n${columns.map((column) => ` ${column}`).join("\n")}`;
  return {
    text: `Maximize\n obj: ${sum(objective)}\nSubject To\n${constraints || " c0: x0 <= 1"}\n${kinds}\nEnd\n`,
    arcs,
  };
}

/** What a solution of the programme chooses. @param columnOf a column's value by its name; 0 for what is not there */
export function readSolution({ arcs }: Programme, columnOf: (column: string) => number): Assigned[] {
  return arcs.flatMap((arc, at) => {
    if (columnOf(`x${at}`) < 0.5) return [];
    const share = arc.divisible ? Math.min(arc.mostShare, columnOf(`f${at}`)) : 1;
    return [assignedOf(arc, Math.round(share * 1e9) / 1e9)];
  });
}

/** Positions by a key, both in a fixed order. */
function grouped(arcs: readonly Arc[], keyOf: (arc: Arc) => string): [string, number[]][] {
  const groups = new Map<string, number[]>();
  arcs.forEach((arc, at) => {
    const group = groups.get(keyOf(arc));
    if (group) group.push(at);
    else groups.set(keyOf(arc), [at]);
  });
  return [...groups].sort(([a], [b]) => order(a, b));
}

/** The format knows no exponents that it reads everywhere alike: nine decimals are more than any quantity has. */
const number = (value: number): string => String(Math.round(value * 1e9) / 1e9);

// Long lines are broken: readers of the format limit them.
const sum = (terms: readonly string[]): string => {
  const lines: string[] = [];
  for (let at = 0; at < terms.length; at += 8) lines.push(terms.slice(at, at + 8).join(" + "));
  return lines.join(" +\n  ").replaceAll("+ -", "- ");
};
