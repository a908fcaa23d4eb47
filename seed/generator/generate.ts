import { addDays } from "../dates.ts";
import { type ExampleAlliance, generateAlliances } from "./alliances.ts";
import { type ExampleEnterprise, generateEnterprises } from "./enterprises.ts";
import { type ExampleDemand, type ExampleOffer, generateDemands, generateOffers } from "./lists.ts";
import { type ExampleOrganisation, generateOrganisations } from "./organisations.ts";
import { type ExampleProduct, generateProducts } from "./products.ts";
import { type Random, randomStream } from "./random.ts";
import { readSetting, type Setting } from "./setting.ts";
import { generateSupplies, type Supply } from "./supplies.ts";

export interface ExampleSettings {
  /** How many enterprises, at least 1. */
  enterprises: number;
  seed: number;
  /** Day that dates are relative to, `YYYY-MM-DD`. */
  today: string;
  /** Resources and published projects for each enterprise on average, 1 by default: more for measuring large lists. */
  offersPerEnterprise?: number | undefined;
}

export interface Bar {
  id: string;
  /** The first asked for it. */
  owners: [ExampleEnterprise, ExampleEnterprise];
  kind: "competitor" | "dispute" | "other";
  reason: string;
  since: string;
  until: string | undefined;
}

/** What is generated, as plain values. */
export interface Examples {
  setting: Setting;
  products: ExampleProduct[];
  enterprises: ExampleEnterprise[];
  supplies: Supply[];
  organisations: ExampleOrganisation[];
  alliances: ExampleAlliance[];
  demands: ExampleDemand[];
  offers: ExampleOffer[];
  bars: Bar[];
}

export const departmentNames = [
  "经济信息委",
  "人力社保局",
  "市场监管局",
  "税务局",
  "教委",
  "住房城乡建委",
  "卫生健康委",
  "司法局",
  "高新区管委会",
  "政务服务办",
];
export const bankNames = ["农商银行", "城市银行", "产业银行", "邮政银行"];
export const departmentId = (i: number): string => `example-department-${i + 1}`;
export const bankId = (i: number): string => `example-bank-${i + 1}`;

/** Everything public sources do not give. Pure: equal settings give equal examples. */
export function generate({
  enterprises: count,
  seed,
  today,
  offersPerEnterprise = 1,
}: ExampleSettings): Examples {
  const setting = readSetting();
  const stream = (name: string): Random => randomStream(seed, name);
  const products = generateProducts(setting, count, stream("products"));
  const enterprises = generateEnterprises(setting, count, products, today, stream("enterprises"));
  const supplies = generateSupplies(enterprises, today, stream("supplies"));
  consumeInputs(enterprises, stream("consumes"));
  const organisations = generateOrganisations(enterprises, today, stream("organisations"));
  const alliances = generateAlliances(setting.chains, enterprises, organisations, today, stream("alliances"));
  const lists = {
    enterprises,
    allianceOf: membershipToday(alliances, today),
    organisationOf: new Map(
      organisations.flatMap(({ id, covers }) => covers.map(({ enterprise }) => [enterprise, id] as const)),
    ),
    departments: departmentNames.map((_, i) => departmentId(i)),
    banks: bankNames.map((_, i) => bankId(i)),
    today,
  };
  return {
    setting,
    products,
    enterprises,
    supplies,
    organisations,
    alliances,
    demands: generateDemands(lists, stream("demands")),
    offers: generateOffers(lists, count * offersPerEnterprise, stream("offers")),
    bars: generateBars(enterprises, supplies, today, stream("bars")),
  };
}

/** Beside what it is supplied with, a firm consumes some of what its products are made from. */
function consumeInputs(enterprises: ExampleEnterprise[], random: Random): void {
  for (const { produces, consumes } of enterprises) {
    for (const product of random.shuffle(produces).slice(0, 3))
      for (const input of product.inputs) if (!produces.includes(input)) consumes.add(input);
  }
}

function membershipToday(
  alliances: ExampleAlliance[],
  today: string,
): Map<ExampleEnterprise, ExampleAlliance> {
  return new Map(
    alliances.flatMap((alliance) =>
      alliance.members
        .filter(({ since, until }) => since <= today && (!until || until > today))
        .flatMap(({ organisation }) =>
          organisation.covers.map(({ enterprise }) => [enterprise, alliance] as const),
        ),
    ),
  );
}

const barReasons: Pick<Bar, "kind" | "reason">[] = [
  { kind: "dispute", reason: "示例：双方有未了结的合同纠纷" },
  { kind: "other", reason: "示例：双方约定互不配套" },
  { kind: "competitor", reason: "示例：存在竞业限制" },
];

function generateBars(
  enterprises: ExampleEnterprise[],
  supplies: Supply[],
  today: string,
  random: Random,
): Bar[] {
  const supplied = new Set(supplies.map(({ supplier, buyer }) => `${supplier.serial}/${buyer.serial}`));
  const bars: Bar[] = [];
  const wanted = enterprises.length < 2 ? 0 : Math.max(1, Math.floor(enterprises.length / 100));
  for (let attempt = 0; bars.length < wanted && attempt < wanted * 20; attempt += 1) {
    const [a, b] = [random.pick(enterprises), random.pick(enterprises)];
    if (a === b || supplied.has(`${a.serial}/${b.serial}`) || supplied.has(`${b.serial}/${a.serial}`))
      continue;
    const daysAgo = random.between(30, 600);
    bars.push({
      id: `example-bar-${bars.length + 1}`,
      owners: [a, b],
      ...random.pick(barReasons),
      since: addDays(today, -daysAgo),
      until: random.chance(0.2) ? addDays(today, -random.between(1, daysAgo - 1)) : undefined,
    });
  }
  return bars;
}
