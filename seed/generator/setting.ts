import { z } from "zod";
import { type ChainFacts, readChains } from "../facts/chains.ts";
import { type DistrictFacts, readDistricts } from "../facts/districts.ts";
import planJson from "./plan.json" with { type: "json" };
import productsJson from "./products.json" with { type: "json" };

/** Part of all enterprises that sit in a district, and its example parks. */
const homeShape = z.object({ id: z.string(), share: z.number(), parks: z.array(z.string()).min(1) });

const planShape = z.object({
  empty: z.array(z.string()),
  single: z.array(z.string()),
  leads: z.record(z.string(), z.string()),
  districts: z.array(homeShape),
});

export type District = DistrictFacts & z.infer<typeof homeShape>;

export interface Position {
  id: string;
  name: string;
  chainId: string;
  stage: "upstream" | "midstream" | "downstream";
  order: number;
  /** Positions that feed this one. */
  fedBy: string[];
}

export interface Setting {
  chains: ChainFacts[];
  positions: Position[];
  districts: District[];
  /** Positions left without an enterprise, with exactly one, and the lead's of each chain. */
  empty: ReadonlySet<string>;
  single: ReadonlySet<string>;
  leads: Readonly<Record<string, string>>;
  /** Kinds of product made at each position, and the words that make finer kinds of them. */
  productNames: Readonly<Record<string, string[]>>;
  productModifiers: string[];
}

/** What the generator builds on: the published chains and the plan of the examples. */
export function readSetting(): Setting {
  const chains = readChains();
  const plan = planShape.parse(planJson);
  return {
    chains,
    positions: chains.flatMap((chain) =>
      chain.positions.map((position) => ({
        ...position,
        chainId: chain.id,
        fedBy: chain.feeds.filter((feed) => feed.to === position.id).map((feed) => feed.from),
      })),
    ),
    districts: plan.districts.map((home) => ({ ...districtOf(home.id), ...home })),
    empty: new Set(plan.empty),
    single: new Set(plan.single),
    leads: plan.leads,
    productNames: productsJson.positions,
    productModifiers: productsJson.modifiers,
  };
}

function districtOf(id: string): DistrictFacts {
  const district = readDistricts().find((known) => known.id === id);
  if (!district) throw new Error(`plan.json: no district ${id}`);
  return district;
}
