import { type Random, randomStream } from "../../seed/generator/random.ts";
import { type Dataset, emptyDataset, namedNode } from "../../seed/records.ts";
import type { GapKind } from "../../server/investment/gaps.ts";

/** The district that the chains are seen from. */
export const home = "district-home";
const elsewhere = "district-elsewhere";
const layers = 7;
const width = 3;

export interface GapCases {
  dataset: Dataset;
  /** `KIND position` of what was planted. */
  planted: Set<string>;
  /** Positions that look like a gap at first sight and are none. */
  decoys: Set<string>;
}

interface Position {
  id: string;
  layer: number;
  products: string[];
  next: Position[];
  before: Position[];
  /** Its firms of the district, and those from elsewhere that sell what belongs there. */
  firms: string[];
  outside: string[];
}

type Thinness = "sole" | "one has it all" | "from elsewhere";
const thinnesses: readonly Thinness[] = ["sole", "one has it all", "from elsewhere"];

/**
 * Chains with one gap of each class planted in each, among positions that only look like one: made by firms that are recorded
 * elsewhere, held by one firm of several that sell there, held by one firm that nobody buys from, given up by some and
 * taken by others, and whole branches that nobody of the district is near. Records are missing at random, as they are in life.
 */
export function gapCases(seed: number, chains = 20): GapCases {
  const cases: GapCases = { dataset: emptyDataset(), planted: new Set(), decoys: new Set() };
  for (const [district, name] of [
    [home, "本地"],
    [elsewhere, "外地"],
  ] as const) {
    cases.dataset.nodes.push(
      namedNode("District", district, name),
      namedNode("Park", `park-${district}`, name),
    );
    cases.dataset.links.push({ type: "WITHIN", from: `park-${district}`, to: district });
  }
  for (let chain = 0; chain < chains; chain += 1) new ChainCase(cases, chain, seed).build();
  return cases;
}

class ChainCase {
  private readonly random: Random;
  private readonly id: string;
  private firmCount = 0;
  private readonly cases: GapCases;
  private readonly chain: number;

  constructor(cases: GapCases, chain: number, seed: number) {
    this.cases = cases;
    this.chain = chain;
    this.id = `chain-${chain}`;
    this.random = randomStream(seed, `gaps ${chain}`);
  }

  build(): void {
    const { random } = this;
    this.cases.dataset.nodes.push(namedNode("IndustryChain", this.id, `第${this.chain + 1}条链`));
    const grid = this.positions();
    const upstream = random.chance(0.5);
    const far = grid[upstream ? 0 : layers - 1] ?? [];
    const [hole, ...inner] = random.shuffle(grid.slice(2, layers - 2).flat());
    // Where hardly anybody buys, nothing hangs on anybody.
    const customers = ({ next }: Position): number => next.filter((one) => one !== hole).length;
    const bought = [...inner].sort((a, b) => Math.min(2, customers(b)) - Math.min(2, customers(a)));
    const [thin, several] = bought;
    const [paper, unsold, taken] = inner.filter((one) => one !== thin && one !== several);
    if (!hole || !thin || !paper || !several || !unsold || !taken) throw new Error("too few positions");
    const beyond = far[0] as Position;
    // What is next to the planted end alone counts as its own: the others of that layer lie further off.
    for (const other of far.slice(1)) this.cutOff(other);
    const vacant = new Set([hole, ...far]);
    const how = thinnesses[this.chain % thinnesses.length] as Thinness;
    for (const position of grid.flat())
      if (!vacant.has(position))
        this.settle(
          position,
          (position === thin && how === "sole") || position === several || position === unsold,
        );
    this.plant("fill", hole);
    this.plant("extend", beyond);
    this.plant("strengthen", thin);
    for (const decoy of [paper, several, unsold, taken, ...far.slice(1)]) this.cases.decoys.add(decoy.id);
    this.unrecord(paper, unsold);
    this.replace(taken);
    this.branch();
    for (const position of grid.flat())
      this.trade(
        position,
        position === thin ? how : position === several ? "several" : position === unsold ? "unsold" : "usual",
      );
    for (const position of grid.flat()) if (random.chance(0.15) || position === hole) this.need(position);
    this.write(grid.flat());
  }

  private plant(kind: GapKind, { id }: Position): void {
    this.cases.planted.add(`${kind} ${id}`);
  }

  private positions(): Position[][] {
    const grid = Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: width }, (_, at): Position => {
        const id = `${this.id}-${layer}-${at}`;
        const products = [0, 1].map((n) => `${id}-product-${n}`);
        return { id, layer, products, next: [], before: [], firms: [], outside: [] };
      }),
    );
    for (const [layer, row] of grid.entries())
      for (const [at, position] of row.entries()) {
        const following = grid[layer + 1] ?? [];
        // Each feeds the one after it and some others, so that nothing hangs in the air.
        for (const [place, other] of following.entries())
          if (place === at || this.random.chance(0.4)) this.feed(position, other);
      }
    return grid;
  }

  private feed(one: Position, other: Position): void {
    one.next.push(other);
    other.before.push(one);
  }

  private cutOff(position: Position): void {
    for (const other of position.next) other.before = other.before.filter((one) => one !== position);
    for (const other of position.before) other.next = other.next.filter((one) => one !== position);
    position.next = [];
    position.before = [];
  }

  private firm(district: string): string {
    this.firmCount += 1;
    const id = `${this.id}-firm-${this.firmCount}`;
    const scale = this.random.pick(["large", "medium", "small", "small", "micro"]);
    this.cases.dataset.nodes.push(
      namedNode("Enterprise", id, `${this.id}企业${this.firmCount}`, {
        scale,
        tags: [],
        audience: "public",
        version: 1,
      }),
    );
    this.cases.dataset.links.push({ type: "LOCATED_IN", from: id, to: `park-${district}` });
    return id;
  }

  private settle(position: Position, one: boolean): void {
    const several = one ? 1 : this.random.between(3, 8);
    for (let n = 0; n < several; n += 1) {
      const firm = this.firm(home);
      position.firms.push(firm);
      this.cases.dataset.links.push({
        type: "OCCUPIES",
        from: firm,
        to: position.id,
        properties: { role: "core" },
      });
      for (const product of position.products)
        if (product === position.products[0] || this.random.chance(0.6))
          this.cases.dataset.links.push({ type: "PRODUCES", from: firm, to: product });
    }
  }

  /** Nobody is recorded there any more: its firms stand elsewhere on paper, and go on making what belongs there. */
  private unrecord(position: Position, aside: Position): void {
    for (const link of this.cases.dataset.links)
      if (link.type === "OCCUPIES" && link.to === position.id) link.to = aside.id;
  }

  /** Firms that left the position, beside those that hold it today. */
  private replace(position: Position): void {
    for (let n = 0; n < 3; n += 1)
      this.cases.dataset.links.push({
        type: "OCCUPIES",
        from: this.firm(home),
        to: position.id,
        since: "2020-01-01",
        until: "2024-01-01",
        properties: { role: "core" },
      });
  }

  /** Two positions that nobody of the district is near. */
  private branch(): void {
    const ids = [0, 1].map((n) => `${this.id}-branch-${n}`);
    for (const [n, id] of ids.entries()) {
      this.cases.dataset.nodes.push(namedNode("ChainPosition", id, id, { stage: "midstream", order: 2 + n }));
      this.cases.dataset.links.push({ type: "PART_OF_CHAIN", from: id, to: this.id });
      this.cases.decoys.add(id);
    }
    this.cases.dataset.links.push({ type: "FEEDS", from: ids[0] as string, to: ids[1] as string });
  }

  /** Who buys what belongs at a position, and from whom. */
  private trade(position: Position, how: Thinness | "usual" | "several" | "unsold"): void {
    if (how === "unsold") return;
    const { random } = this;
    const many = how === "several" || how === "from elsewhere" ? 4 : 2;
    for (let n = 0; n < many; n += 1) position.outside.push(this.firm(elsewhere));
    for (const buyer of position.next.flatMap(({ firms }) => firms))
      for (const product of position.products) {
        // What somebody uses is not always written down.
        if (!random.chance(product === position.products[0] ? 0.85 : 0.5)) continue;
        this.cases.dataset.links.push({ type: "CONSUMES", from: buyer, to: product });
        for (const supplier of this.suppliers(position, how))
          this.cases.dataset.links.push({
            type: "SUPPLIES",
            from: supplier,
            to: buyer,
            since: "2024-05-01",
            properties: { product, productId: product, quantity: random.between(1, 500) },
          });
      }
  }

  private suppliers(position: Position, how: Thinness | "usual" | "several"): string[] {
    const { random } = this;
    const { firms, outside } = position;
    const [first] = firms;
    if (!first) return random.chance(0.5) ? [random.pick(outside)] : [];
    if (!random.chance(0.85)) return [];
    switch (how) {
      case "sole":
        return [first];
      case "one has it all":
        return [random.chance(0.85) ? first : random.pick(outside)];
      case "from elsewhere":
        return [random.chance(0.85) ? random.pick(outside) : first];
      case "several":
        // One firm of the district, but everybody has another supplier at hand.
        return [first, ...random.shuffle(outside).slice(0, 1)].slice(0, random.chance(0.7) ? 2 : 1);
      case "usual":
        return random.chance(0.2) ? [random.pick(outside)] : [random.pick(firms)];
    }
  }

  private need(position: Position): void {
    const id = `${position.id}-need`;
    this.cases.dataset.nodes.push({
      id,
      labels: ["Demand"],
      properties: { text: "采购", state: "published", audience: "public", version: 1 },
    });
    this.cases.dataset.links.push({ type: "WANTS", from: id, to: position.products[0] as string });
  }

  private write(positions: readonly Position[]): void {
    const { dataset } = this.cases;
    for (const { id, layer, products, next } of positions) {
      const stage = layer < 3 ? "upstream" : layer < 5 ? "midstream" : "downstream";
      dataset.nodes.push(namedNode("ChainPosition", id, id, { stage, order: layer }));
      dataset.links.push({ type: "PART_OF_CHAIN", from: id, to: this.id });
      for (const product of products) {
        dataset.nodes.push(namedNode("Product", product, product));
        dataset.links.push({ type: "BELONGS_AT", from: product, to: id });
      }
      for (const { id: to } of next) dataset.links.push({ type: "FEEDS", from: id, to });
    }
  }
}
