import { addDays } from "../dates.ts";
import type { ExampleEnterprise } from "./enterprises.ts";
import { powerLawQuantiles } from "./powerLaw.ts";
import type { ExampleProduct } from "./products.ts";
import type { Random } from "./random.ts";

export interface Supply {
  supplier: ExampleEnterprise;
  buyer: ExampleEnterprise;
  product: ExampleProduct;
  quantity: number;
  evidence: string;
  since: string;
}

const exponent = 2.3;
const attempts = 40;

/**
 * Supply relations. The number of partners of an enterprise follows a power law of exponent 2.3, leads having the
 * most; a supplier stands at a position that feeds the buyer's where one is free, else before it in the same chain. It makes
 * what it supplies, and the buyer consumes it (added to `buyer.consumes`).
 */
export function generateSupplies(enterprises: ExampleEnterprise[], today: string, random: Random): Supply[] {
  const placed = enterprises.filter((enterprise) => enterprise.occupies.length > 0);
  const left = partnersWanted(placed, random);
  const stubs = new Map<string, ExampleEnterprise[]>();
  for (const enterprise of placed) {
    const chain = chainOf(enterprise);
    const list = stubs.get(chain) ?? [];
    for (let i = 0; i < (left.get(enterprise) ?? 0); i += 1) list.push(enterprise);
    stubs.set(chain, list);
  }
  const partners = new Map<ExampleEnterprise, Set<ExampleEnterprise>>();
  const supplies: Supply[] = [];
  const bySize = [...placed].sort((a, b) => (left.get(b) ?? 0) - (left.get(a) ?? 0) || a.serial - b.serial);
  for (const enterprise of bySize) {
    const pool = stubs.get(chainOf(enterprise)) ?? [];
    const known = partners.get(enterprise) ?? new Set();
    partners.set(enterprise, known);
    while ((left.get(enterprise) ?? 0) > 0) {
      const partner = findPartner(enterprise, pool, left, known, random);
      if (!partner) break;
      known.add(partner);
      partners.set(partner, (partners.get(partner) ?? new Set()).add(enterprise));
      for (const side of [enterprise, partner]) left.set(side, (left.get(side) ?? 0) - 1);
      supplies.push(supplyBetween(enterprise, partner, today, random));
    }
  }
  return supplies;
}

const positionOf = (enterprise: ExampleEnterprise) => {
  const [first] = enterprise.occupies;
  if (!first) throw new Error(`${enterprise.id} has no position`);
  return first.position;
};
const chainOf = (enterprise: ExampleEnterprise): string => positionOf(enterprise).chainId;

function partnersWanted(placed: ExampleEnterprise[], random: Random): Map<ExampleEnterprise, number> {
  const degrees = powerLawQuantiles(
    placed.length,
    exponent,
    Math.max(3, Math.floor(placed.length / 8)),
  ).reverse();
  const leads = placed.filter((enterprise) => enterprise.occupies[0]?.role === "lead");
  const rest = random.shuffle(placed.filter((enterprise) => enterprise.occupies[0]?.role !== "lead"));
  return new Map([...leads, ...rest].map((enterprise, i) => [enterprise, degrees[i] ?? 1]));
}

/** How well two fit: 2 when one position feeds the other, 1 when they lie one after the other, 0 when side by side. */
function closeness(one: ExampleEnterprise, other: ExampleEnterprise): number {
  const [a, b] = [positionOf(one), positionOf(other)];
  if (a.fedBy.includes(b.id) || b.fedBy.includes(a.id)) return 2;
  return a.order === b.order ? 0 : 1;
}

function findPartner(
  enterprise: ExampleEnterprise,
  pool: ExampleEnterprise[],
  left: Map<ExampleEnterprise, number>,
  known: Set<ExampleEnterprise>,
  random: Random,
): ExampleEnterprise | undefined {
  let best: ExampleEnterprise | undefined;
  let bestFit = -1;
  for (let attempt = 0; attempt < attempts && bestFit < 2 && pool.length > 0; attempt += 1) {
    const i = Math.floor(random.next() * pool.length);
    const candidate = pool[i];
    if (!candidate) break;
    if ((left.get(candidate) ?? 0) <= 0) {
      // A used-up stub: the last one takes its place.
      pool[i] = pool[pool.length - 1] ?? candidate;
      pool.pop();
      continue;
    }
    if (candidate === enterprise || known.has(candidate)) continue;
    const found = closeness(enterprise, candidate);
    if (found > bestFit) [best, bestFit] = [candidate, found];
  }
  return best;
}

function supplyBetween(
  one: ExampleEnterprise,
  other: ExampleEnterprise,
  today: string,
  random: Random,
): Supply {
  const [a, b] = [positionOf(one), positionOf(other)];
  const oneFirst = b.fedBy.includes(a.id) || (!a.fedBy.includes(b.id) && a.order <= b.order);
  const [supplier, buyer] = oneFirst ? [one, other] : [other, one];
  const product = random.pick(supplier.produces);
  buyer.consumes.add(product);
  const since = addDays(today, -random.between(20, 1500));
  return {
    supplier,
    buyer,
    product,
    quantity: random.between(1, 60) * 50,
    evidence: `示例：${since.slice(0, 7)} 供货合同`,
    since,
  };
}
