import type { EntryVisibility } from "../generated/resolvers.ts";
import type { NamedThing } from "../language/names.ts";
import { visibilityOf } from "../lists/publication.ts";
import type { DemandRow, OfferRow } from "../lists/queries.ts";
import { tidyCell } from "./cells.ts";
import type { Change } from "./judge.ts";
import type { NewDemand, NewOffer } from "./queries.ts";

/** What a row says: only fields whose cells are filled, for an empty cell changes nothing. */
export type Said = Partial<{
  title: string;
  categoryId: string;
  allianceId: string;
  amount: number;
  unit: string;
  from: string;
  until: string;
  urgency: NewDemand["urgency"];
  beneficiary: DemandRow["beneficiary"];
  kind: NewOffer["kind"];
  radius: number;
  products: { trade: "buys" | "sells"; ids: string[] };
  location: { longitude: number; latitude: number };
  visibility: EntryVisibility;
}>;

const urgencies = { normal: "否", urgent: "是" } as const;
const beneficiaries = { enterprise: "企业", talent: "人才", partyMember: "党员", worker: "职工" } as const;
const kinds = { resource: "资源", project: "服务项目" } as const;
const circles = { organization: "仅本单位", alliance: "本联盟", hub: "总联盟", public: "公开" } as const;
const trades = { buys: "买进", sells: "卖出" } as const;

type Names = (id: string) => string;
type Known = DemandRow | OfferRow;

/** What a row says otherwise than the entry that it is, in the order of the columns; an empty cell says nothing. `names` tells categories, alliances and products by id. */
export function differences(known: Known, said: Said, names: Names): Change[] {
  const demand = known.__typename === "Demand";
  const [buys, sells] = demand ? [known.wants, known.sells] : [known.buys, known.provides];
  const trade = buys.length > 0 ? "buys" : sells.length > 0 ? "sells" : null;
  const own = [...buys, ...sells];
  const { products, location } = said;
  const number = (value: number | null | undefined): string | null => (value == null ? null : String(value));
  const row = (field: string, before: string | null, after: string | null | undefined): Change[] =>
    after == null || (before !== null && tidyCell(before) === tidyCell(after))
      ? []
      : [{ field, before, after }];
  const listed = (way: "buys" | "sells" | null, all: readonly string[]): string | null =>
    way === null ? null : `${trades[way]}${[...all].sort((a, b) => a.localeCompare(b)).join("、")}`;
  const spot = (at: { longitude: number; latitude: number } | null | undefined): string | null =>
    at ? `${at.longitude},${at.latitude}` : null;
  const sameId = (field: string, before: { id: string; name: string } | null, after: string | undefined) =>
    after === undefined || before?.id === after
      ? []
      : [{ field, before: before?.name ?? null, after: names(after) }];
  return [
    ...row("标题", known.title, said.title),
    ...(demand ? [] : row("种类", kinds[known.kind], said.kind && kinds[said.kind])),
    ...sameId("类别", known.category, said.categoryId),
    ...(demand
      ? row(
          "受益对象",
          known.beneficiary && beneficiaries[known.beneficiary],
          said.beneficiary && beneficiaries[said.beneficiary],
        )
      : []),
    ...(demand
      ? row("数量", number(known.quantity), number(said.amount))
      : row("可提供数量", number(known.capacity), number(said.amount))),
    ...row("计量单位", known.unit, said.unit),
    ...row(demand ? "开始日期" : "可用开始", demand ? known.neededFrom : known.availableFrom, said.from),
    ...row(demand ? "截止日期" : "可用截止", demand ? known.neededBy : known.availableUntil, said.until),
    ...(demand ? row("是否紧急", urgencies[known.urgency], said.urgency && urgencies[said.urgency]) : []),
    ...(demand ? [] : row("服务半径（公里）", number(known.serviceRadiusKm), number(said.radius))),
    ...row(
      "产品",
      listed(
        trade,
        own.map(({ name }) => name),
      ),
      products && listed(products.trade, products.ids.map(names)),
    ),
    ...row("地点经纬度", spot(known.location), spot(location)),
    ...row("可见范围", circles[visibilityOf(known.shownTo)], said.visibility && circles[said.visibility]),
    ...sameId("联盟", known.alliance, said.allianceId),
  ];
}

/** Names of things by their ids, of several lists at once; an id that none has stands for itself. */
export function namesById(lists: readonly (readonly Pick<NamedThing, "id" | "name">[])[]): Names {
  const all = new Map(lists.flatMap((list) => list.map(({ id, name }) => [id, name] as const)));
  return (id) => all.get(id) ?? id;
}
