import { ulid } from "ulid";
import { AppError } from "../errors.ts";
import type { Resolution } from "../language/names.ts";
import { textHash } from "../language/textHash.ts";
import { words } from "../language/words.ts";
import { cleanDemand, cleanOffer } from "../lists/fields.ts";
import { listProblem, type OwnerKind, ownerProblem } from "../lists/listKinds.ts";
import type { Publication } from "../lists/publication.ts";
import { shortened } from "./cells.ts";
import {
  type Desk,
  leftEmpty,
  type Place,
  pick,
  placeOf,
  placePublications,
  placeRules,
  resolveNames,
} from "./desk.ts";
import { type EntryDraft, readEntry, writtenRow } from "./entryDraft.ts";
import { accepted, type Doubt, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import { existingEntries, type NewDemand, type NewOffer } from "./queries.ts";
import type { Mapping } from "./recognise.ts";

type EntryKind = "demand" | "offer";
type NewEntry = NewDemand | NewOffer;

const permissions = { demand: "writeDemand", offer: "writeOffer" } as const;

/** Categories offered in the place of one that the list does not have. */
const mostCategories = 30;

interface Pending {
  number: number;
  draft: EntryDraft;
  place: Place;
  categoryId: string | null;
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
    draft: readEntry(kind, writtenRow(mapping, cells), desk.usualUnit, leftEmpty(desk)),
  }));
  const names = await resolveNames(
    desk,
    drafts.map(({ draft }) => draft.owner),
    ["Enterprise", "PartyOrganization", "Department"],
  );
  const settled = drafts.map(({ number, draft }) => place(desk, kind, number, draft, names));
  const pending = settled.filter((item) => "draft" in item);
  const places = pending.map((item) => item.place);
  const rules = await placeRules(desk, permissions[kind], places);
  const published = await placePublications(desk, places);
  const written = settled.map((item): Judged<NewEntry> => {
    if (!("draft" in item)) return item;
    const who = item.draft.owner ?? item.draft.alliance;
    if (!rules(item.place).mayAct)
      return rejected(item.number, [
        who ? `“${shortened(who)}”不在您负责的范围内` : "没有写单位，也没有写联盟，请写明其中一个",
      ]);
    return compose(kind, item, published);
  });
  return mergeKnown(desk, kind, written);
}

function place(
  desk: Desk,
  kind: EntryKind,
  number: number,
  draft: EntryDraft,
  names: Map<string, Resolution>,
): Judged<NewEntry> | Pending {
  const problems = [...draft.problems];
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
    ...draft.unread.map(emptyOrNot),
  ];
  const asked = open.length === problems.length ? (open[0] ?? null) : null;
  if (problems.length > 0) return { ...rejected<NewEntry>(number, problems), doubt: asked };
  const ownerId = owner && "found" in owner ? owner.found.id : null;
  return { number, draft, categoryId, place: placeOf(desk, permissions[kind], { ownerId, allianceId }) };
}

const emptyOrNot = (name: string): Doubt => ({ name, candidates: [], optional: true });

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
  { number, draft, place: at, categoryId }: Pending,
  published: (place: Place) => Publication,
): Judged<NewEntry> {
  const { text, title, unit, amount, from, until } = draft;
  const common = { text: text ?? "", title, unit, categoryId, allianceId: at.allianceId };
  const id = ulid();
  try {
    const publication = published(at);
    if (kind === "demand") {
      const { urgency, beneficiary } = draft;
      const days = { neededFrom: from, neededBy: until };
      const fields = { ...common, ...days, quantity: amount, urgency, beneficiary, raisedById: at.ownerId };
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

type Clean = ReturnType<typeof cleanDemand> | ReturnType<typeof cleanOffer>;

function kept(
  id: string,
  clean: Clean,
  publication: Publication,
  days: { from: string | null; until: string | null },
) {
  const { title, text, unit, categoryId, ownerId, allianceId } = clean;
  const features = { textHash: textHash(text), words: words(text).join(" ") };
  return { id, title, text, unit, categoryId, ownerId, allianceId, ...publication, ...features, ...days };
}

/** The same words for the same unit are the same entry, in the graph or further up in the file. */
async function mergeKnown(
  desk: Desk,
  kind: EntryKind,
  rows: Judged<NewEntry>[],
): Promise<Judged<NewEntry>[]> {
  const { runner, context } = desk;
  const hashes = [...new Set(rows.flatMap(({ write }) => (write ? [write.textHash] : [])))];
  const known = new Map<string, { id: string; state: string | null }>();
  const keyOf = (hash: string, placeId: string | null): string => `${hash} ${placeId}`;
  const found = await runner.run(existingEntries, { viewer: context.viewer, hashes, kind });
  for (const { hash, id, state, ownerIds, allianceIds } of found)
    for (const placeId of ownerIds.length > 0 ? ownerIds : allianceIds.length > 0 ? allianceIds : [null])
      if (!known.has(keyOf(hash, placeId))) known.set(keyOf(hash, placeId), { id, state });
  return rows.map((row) => {
    const { write, number } = row;
    if (!write) return row;
    const key = keyOf(write.textHash, write.ownerId ?? write.allianceId);
    const before = known.get(key);
    if (!before) {
      known.set(key, { id: write.id, state: null });
      return row;
    }
    const where = before.state === null ? "与表中前面的一行相同" : "与已有的一条相同";
    return merged(number, before.id, `${where}${before.state === "withdrawn" ? "（已撤回）" : ""}。`);
  });
}
