import { ulid } from "ulid";
import { AppError } from "../errors.ts";
import type { EntryVisibility } from "../generated/resolvers.ts";
import type { Resolution } from "../language/names.ts";
import { textHash } from "../language/textHash.ts";
import { words } from "../language/words.ts";
import { cleanDemand, cleanOffer } from "../lists/fields.ts";
import { listProblem, type OwnerKind, ownerProblem } from "../lists/listKinds.ts";
import type { Publication } from "../lists/publication.ts";
import { shortened } from "./cells.ts";
import {
  answerOf,
  type Desk,
  type Place,
  pick,
  placeOf,
  placePublications,
  placeRules,
  resolveNames,
} from "./desk.ts";
import type { Said } from "./differences.ts";
import { type EntryDraft, readEntry, writtenRow } from "./entryDraft.ts";
import { accepted, type Doubt, type FileRow, type Judged, rejected } from "./judge.ts";
import { mergeKnown, type Spoken } from "./known.ts";
import { type ProductsOfRow, productsNamed } from "./products.ts";
import type { NewDemand, NewOffer } from "./queries.ts";
import type { Mapping } from "./recognise.ts";
import { type Where, whereabouts } from "./whereabouts.ts";

type EntryKind = "demand" | "offer";
type NewEntry = NewDemand | NewOffer;

const permissions = { demand: "writeDemand", offer: "writeOffer" } as const;

/** Categories offered in the place of one that the list does not have. */
const mostCategories = 30;

interface Pending extends Where {
  number: number;
  draft: EntryDraft;
  products: ProductsOfRow;
  place: Place;
  categoryId: string | null;
  suggests: Doubt[];
}

/** What becomes of rows of needs or of resources and projects, in their order; nothing is written. */
export async function judgeEntries(
  desk: Desk,
  kind: EntryKind,
  rows: readonly FileRow[],
  mapping: Mapping,
): Promise<Judged<NewEntry>[]> {
  const drafts = rows.map(({ number, cells }) => ({
    number,
    draft: readEntry(kind, writtenRow(mapping, cells), desk.usualUnit, answerOf(desk)),
  }));
  const names = await resolveNames(
    desk,
    drafts.map(({ draft }) => draft.owner),
    ["Enterprise", "PartyOrganization", "Department"],
  );
  const products = await productsNamed(
    desk,
    kind,
    drafts.map(({ draft }) => draft),
  );
  const where = whereabouts(desk);
  const settled = drafts.map(({ number, draft }) =>
    place(desk, kind, { number, draft, products: products(draft), where: where(draft.location) }, names),
  );
  const pending = settled.filter((item) => "draft" in item);
  const places = pending.map((item) => item.place);
  const rules = await placeRules(desk, permissions[kind], places);
  const published = await placePublications(desk, places);
  const written = settled.map((item): Spoken => {
    if (!("draft" in item)) return item;
    const who = item.draft.owner ?? item.draft.alliance;
    if (!rules(item.place).mayAct)
      return rejected(item.number, [
        who ? `“${shortened(who)}”不在您负责的范围内` : "没有写单位，也没有写联盟，请写明其中一个",
      ]);
    return {
      ...compose(kind, item, published),
      suggests: item.suggests,
      said: saidIn(item),
      written: item.draft.written,
    };
  });
  return mergeKnown(desk, kind, written);
}

/** A row with what its products and its place mean. */
interface Read {
  number: number;
  draft: EntryDraft;
  products: ProductsOfRow;
  where: ReturnType<ReturnType<typeof whereabouts>>;
}

function place(
  desk: Desk,
  kind: EntryKind,
  { number, draft, products, where }: Read,
  names: Map<string, Resolution>,
): Judged<NewEntry> | Pending {
  const problems = [...draft.problems, ...products.problems];
  const category = categoryOf(desk, draft.category);
  if (category.problem) problems.push(category.problem);
  const categoryId = category.id;
  const allianceId = pick(draft.alliance, desk.lists.alliances, "联盟", problems);
  const owner = draft.owner === null ? null : names.get(draft.owner);
  let doubt: Judged<NewEntry>["doubt"] = null;
  if (owner && draft.owner !== null && !("found" in owner)) {
    if ("doubtful" in owner) doubt = { name: draft.owner, candidates: owner.doubtful, optional: false };
    problems.push(
      doubt
        ? `“${shortened(draft.owner)}”可能是几个单位中的一个，请选定`
        : `没有找到单位“${shortened(draft.owner)}”，请改成系统里的名称，或先导入这家企业`,
    );
  }
  const ownerKind = owner && "found" in owner ? owner.found.kind : null;
  const misplaced = misplacedIn(desk, kind, draft, ownerKind);
  if (misplaced) problems.push(misplaced);
  // Asked only where the answers let the row in.
  const open = [
    ...(doubt ? [doubt] : []),
    ...(category.doubt ? [category.doubt] : []),
    ...products.doubts,
    ...draft.unread,
  ];
  const asked = open.length === problems.length ? (open[0] ?? null) : null;
  if (problems.length > 0)
    return {
      ...rejected<NewEntry>(number, problems),
      doubt: asked,
      // What keeps the row out may be an answer.
      suggests: products.problems.length > 0 ? products.suggests : [],
    };
  const ownerId = owner && "found" in owner ? owner.found.id : null;
  return {
    number,
    draft,
    products,
    categoryId,
    location: where.location,
    suggests: [...products.suggests, ...where.suggests],
    place: placeOf(desk, permissions[kind], { ownerId, allianceId }),
  };
}

/** The category that a cell names; one that the list does not have is put to the user with those most like it. */
function categoryOf(
  { lists: { categories }, choices }: Desk,
  written: string | null,
): { id: string | null; problem?: string; doubt?: Doubt } {
  const problems: string[] = [];
  const id = pick(written, categories, "类别", problems);
  const [problem] = problems;
  if (written === null || !problem) return { id };
  const name = `类别“${shortened(written)}”`;
  const choice = choices[name];
  if (choice === null || categories.some((one) => one.id === choice)) return { id: choice ?? null };
  const signs = new Set(written);
  const likeness = (other: string): number =>
    [...new Set(other)].filter((sign) => signs.has(sign)).length / other.length;
  const candidates = categories
    .map((one) => ({ id: one.id, kind: "Category", name: one.name, like: likeness(one.name) }))
    .sort((a, b) => b.like - a.like || (a.name < b.name ? -1 : 1))
    .slice(0, mostCategories)
    .map(({ like: _, ...one }) => one);
  return { id: null, problem, doubt: { name, candidates, optional: true } };
}

/** Why nothing, or nothing of this kind of owner, comes to the list of the row; null when it may. */
function misplacedIn(
  desk: Desk,
  kind: EntryKind,
  { offerKind }: EntryDraft,
  owner: string | null,
): string | null {
  const name = kind === "demand" ? "demands" : offerKind === "project" ? "projects" : "resources";
  const list = desk.kinds.find((one) => one.list === name);
  if (!list) return null;
  return listProblem(list) ?? (owner === null ? null : ownerProblem(list, owner as OwnerKind));
}

/** The entry as one that is entered by hand is checked and kept; the rules of the form hold for a row too. */
function compose(
  kind: EntryKind,
  { number, draft, products, place: at, categoryId, location }: Pending,
  published: (place: Place, visibility: EntryVisibility | null) => Publication,
): Judged<NewEntry> {
  const { text, title, unit, amount, from, until } = draft;
  const { visibility } = draft;
  const common = { text: text ?? "", title, unit, categoryId, location, allianceId: at.allianceId };
  const [bought, sold] = (["buys", "sells"] as const).map((way) =>
    products.trade === way ? products.ids : [],
  );
  const id = ulid();
  try {
    const publication = published(at, visibility);
    if (kind === "demand") {
      const { urgency, beneficiary } = draft;
      const days = { neededFrom: from, neededBy: until };
      const trade = { wantsProductIds: bought, sellsProductIds: sold };
      const amounts = { quantity: amount, urgency, beneficiary };
      const fields = { ...common, ...days, ...trade, ...amounts, raisedById: at.ownerId };
      const clean = cleanDemand(fields);
      return accepted(number, id, {
        ...kept(id, clean, publication, { from, until }),
        quantity: clean.quantity,
        urgency: clean.urgency,
        beneficiary: clean.beneficiary,
      });
    }
    const days = { availableFrom: from, availableUntil: until };
    const clean = cleanOffer({
      ...common,
      ...days,
      kind: draft.offerKind ?? "resource",
      capacity: amount,
      serviceRadiusKm: draft.radius,
      buysProductIds: bought,
      providesProductIds: sold,
      offeredById: at.ownerId,
    });
    return accepted(number, id, {
      ...kept(id, clean, publication, { from, until }),
      kind: clean.kind ?? "resource",
      capacity: clean.capacity,
      serviceRadiusKm: clean.serviceRadiusKm,
    });
  } catch (error) {
    if (error instanceof AppError) return rejected(number, [error.message.replace(/。$/, "")]);
    throw error;
  }
}

/** What the filled cells say, to be compared with an entry that is there. */
function saidIn({ draft, categoryId, products, place: at, location }: Pending): Said {
  const { title, amount, unit, from, until, urgency, beneficiary, offerKind, radius } = draft;
  const { visibility } = draft;
  const { trade, ids } = products;
  const said = {
    ...{ title, categoryId, amount, unit, from, until, urgency, beneficiary, radius, location, visibility },
    kind: offerKind,
    allianceId: draft.alliance === null ? null : at.allianceId,
    products: trade && { trade, ids },
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value != null)) as Said;
}

type Clean = ReturnType<typeof cleanDemand> | ReturnType<typeof cleanOffer>;

function kept(
  id: string,
  clean: Clean,
  publication: Publication,
  days: { from: string | null; until: string | null },
) {
  const { title, text, unit, categoryId, ownerId, allianceId } = clean;
  const features = { textHash: textHash(text), words: words(text).join(" ") };
  const goods = { trade: clean.trade, productIds: clean.productIds, location: clean.location };
  return {
    id,
    title,
    text,
    unit,
    categoryId,
    ownerId,
    allianceId,
    ...goods,
    ...publication,
    ...features,
    ...days,
  };
}
