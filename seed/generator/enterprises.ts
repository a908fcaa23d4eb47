import { addDays } from "../dates.ts";
import type { Place } from "../records.ts";
import { exampleCreditCode } from "./creditCode.ts";
import { exampleName } from "./enterpriseNames.ts";
import type { ExampleProduct } from "./products.ts";
import type { Random } from "./random.ts";
import type { District, Position, Setting } from "./setting.ts";

export type Scale = "large" | "medium" | "small" | "micro";

export interface Occupied {
  position: Position;
  role: "lead" | "core" | "supporting";
  since: string;
}

export interface ExampleEnterprise {
  id: string;
  /** From 0; the first three lead the chains. */
  serial: number;
  name: string;
  creditCode: string;
  scale: Scale;
  employees: number;
  partyMembers: number;
  tags: string[];
  district: District;
  /** Index into the district's parks. */
  park: number;
  location: Place;
  occupies: Occupied[];
  produces: ExampleProduct[];
  /** Filled by supply relations and by what its products are made from. */
  consumes: Set<ExampleProduct>;
}

/** Two to a hundred enterprises share a park's street: places lie within some 6 km of the district's centre. */
const spreadDegrees = 0.025;

/** `count` enterprises with positions, size, place and products; `today` bounds their dates. */
export function generateEnterprises(
  setting: Setting,
  count: number,
  products: ExampleProduct[],
  today: string,
  random: Random,
): ExampleEnterprise[] {
  const settled = settlePositions(setting, count, random);
  const shelves = shelvesOf(setting, products);
  const taken = new Set<string>();
  return settled.map((position, serial) => {
    const lead = serial < setting.chains.length;
    const district = lead ? homeDistrict(setting) : pickDistrict(setting, random);
    const size = sizeOf(lead, random);
    const occupies = occupiedBy(setting, position, lead, today, random);
    return {
      id: `example-enterprise-${serial + 1}`,
      serial,
      name: exampleName(district.name.replace(/[区市]$/u, ""), position?.chainId, taken, random),
      creditCode: exampleCreditCode(serial),
      ...size,
      tags: tagsOf(size.scale, lead, random),
      district,
      park: random.between(0, district.parks.length - 1),
      location: {
        longitude: round(district.longitude + spreadDegrees * random.normal()),
        latitude: round(district.latitude + spreadDegrees * random.normal()),
      },
      occupies,
      produces: position ? produced(shelves, position, random) : [],
      consumes: new Set(),
    };
  });
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** The position of every enterprise by serial: leads first, then the single-sourced ones, some without any. */
function settlePositions(setting: Setting, count: number, random: Random): (Position | undefined)[] {
  const byId = new Map(setting.positions.map((position) => [position.id, position]));
  const fixed = [...setting.chains.map((chain) => setting.leads[chain.id]), ...setting.single];
  const open = setting.positions.filter(({ id }) => !setting.empty.has(id) && !setting.single.has(id));
  return Array.from({ length: count }, (_, serial) => {
    if (serial < fixed.length) return byId.get(fixed[serial] ?? "");
    return random.chance(0.02) ? undefined : random.pick(open);
  });
}

const homeDistrict = (setting: Setting): District => {
  const home = setting.districts.find((district) => district.share > 0.5);
  if (!home) throw new Error("plan.json: no district holds the most enterprises");
  return home;
};

function pickDistrict(setting: Setting, random: Random): District {
  let rest = random.next();
  for (const district of setting.districts) {
    rest -= district.share;
    if (rest < 0) return district;
  }
  return homeDistrict(setting);
}

function sizeOf(
  lead: boolean,
  random: Random,
): Pick<ExampleEnterprise, "scale" | "employees" | "partyMembers"> {
  const employees = lead
    ? random.between(1200, 3600)
    : Math.max(3, Math.min(2400, Math.round(70 * Math.exp(1.25 * random.normal()))));
  const scale =
    employees >= 1000 ? "large" : employees >= 300 ? "medium" : employees >= 20 ? "small" : "micro";
  // Between none and one in ten are members; many small firms have none or too few for a branch of their own.
  const partyMembers = lead
    ? random.between(105, 260)
    : Math.round(employees * 0.045 * Math.exp(0.8 * random.normal()) * (random.chance(0.2) ? 0 : 1));
  return { scale, employees, partyMembers: Math.min(partyMembers, Math.floor(employees / 3)) };
}

function tagsOf(scale: Scale, lead: boolean, random: Random): string[] {
  const tags: string[] = [];
  if (scale === "large" || scale === "medium" || (scale === "small" && random.chance(0.5))) tags.push("规上");
  if (scale !== "micro" && random.chance(0.18)) tags.push("专精特新");
  if (random.chance(0.25)) tags.push("高新技术企业");
  if (lead || (scale === "large" && random.chance(0.3))) tags.push("上市");
  return tags;
}

function occupiedBy(
  setting: Setting,
  position: Position | undefined,
  lead: boolean,
  today: string,
  random: Random,
): Occupied[] {
  if (!position) return [];
  const role = lead ? "lead" : random.chance(0.2) ? "core" : "supporting";
  const since = addDays(today, -random.between(200, 4000));
  const occupied: Occupied[] = [{ position, role, since }];
  // One in twelve also works at the next position of its chain.
  const next = setting.positions.filter(
    ({ id, fedBy }) => fedBy.includes(position.id) && !setting.empty.has(id) && !setting.single.has(id),
  );
  if (next.length > 0 && random.chance(0.08))
    occupied.push({
      position: random.pick(next),
      role: "supporting",
      since: addDays(today, -random.between(30, 900)),
    });
  return occupied;
}

/** What can be made at a position, the nearest first: its own products, then those of the rest of its chain. */
function shelvesOf(setting: Setting, products: ExampleProduct[]): Map<string, ExampleProduct[]> {
  const at = new Map(setting.positions.map(({ id }) => [id, products.filter((p) => p.positionId === id)]));
  return new Map(
    setting.positions.map((position) => {
      const own = at.get(position.id) ?? [];
      const near = setting.positions
        .filter(({ id, chainId }) => chainId === position.chainId && id !== position.id)
        .sort((a, b) => Math.abs(a.order - position.order) - Math.abs(b.order - position.order))
        .flatMap(({ id }) => at.get(id) ?? []);
      return [position.id, [...own, ...near]];
    }),
  );
}

/** Products per enterprise: log-normal with median 13 and 99th percentile 38 (sigma = ln(38/13) / 2.326). */
function produced(
  shelves: Map<string, ExampleProduct[]>,
  position: Position,
  random: Random,
): ExampleProduct[] {
  const shelf = shelves.get(position.id) ?? [];
  const wanted = Math.max(1, Math.min(60, Math.round(13 * Math.exp(0.461 * random.normal()))));
  const chosen = new Set<ExampleProduct>();
  // The front of the shelf is taken most: a firm's products lie close together.
  const reach = Math.min(shelf.length, 27 + wanted);
  while (chosen.size < Math.min(wanted, reach)) {
    const product = shelf[Math.floor(reach * random.next() ** 1.6)];
    if (product) chosen.add(product);
  }
  return [...chosen];
}
