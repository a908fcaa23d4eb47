import { ulid } from "ulid";
import { AppError } from "../errors.ts";
import { nameCore, plainName, type Resolution, shortNameOf } from "../language/names.ts";
import { enterpriseDraft } from "../register/drafts.ts";
import { enterpriseWork } from "../register/enterprises.ts";
import { parts } from "../register/names.ts";
import { type EnterpriseRecord, namesByCode, readEnterpriseRecords } from "../register/queries.ts";
import { shortened } from "./cells.ts";
import { type Desk, type Place, pick, placeOf, placeRules, resolveNames } from "./desk.ts";
import type { NewEnterprise } from "./enterpriseQueries.ts";
import { type EnterpriseDraft, readEnterprise, writtenRow } from "./entryDraft.ts";
import { accepted, differing, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import type { Mapping } from "./recognise.ts";
import { enterpriseChanges, enterpriseSaid, type SaidEnterprise } from "./registerDifferences.ts";

type Known = { id: string; name: string; seen: boolean };
type Row = Judged<NewEnterprise> & { said?: SaidEnterprise };

/** What becomes of rows of firms, in their order; nothing is written. */
export async function judgeEnterprises(
  desk: Desk,
  rows: readonly FileRow[],
  mapping: Mapping,
): Promise<Judged<NewEnterprise>[]> {
  const drafts = rows.map(({ number, cells }) => ({
    number,
    draft: readEnterprise(writtenRow(mapping, cells)),
  }));
  const names = await resolveNames(
    desk,
    drafts.map(({ draft }) => draft.name),
    ["Enterprise"],
  );
  const codes = [...new Set(drafts.flatMap(({ draft }) => draft.creditCode ?? []))];
  const byCode = new Map<string, Known>();
  const found = await desk.runner.run(namesByCode, { viewer: desk.context.viewer, codes });
  for (const { code, ...known } of found) byCode.set(code, known);
  const composed = drafts.map(({ number, draft }) => compose(desk, number, draft, names, byCode));
  const rules = await placeRules(
    desk,
    "writeRegister",
    composed.flatMap((row) => placeIn(row) ?? []),
  );
  const judged = composed.map((row): Row => {
    const at = placeIn(row);
    if (!row.write || !at) return row;
    const { mayAct, audience } = rules(at);
    // A firm of somebody else's place is the same firm all the same: nobody else fills in what it lacks, nor lists it anew.
    if (row.result === "merged")
      return mayAct ? row : rejected<NewEnterprise>(row.number, [outOfPlace(row.write.name)]);
    if (!mayAct) return rejected<NewEnterprise>(row.number, ["这个联盟不在您负责的范围内，或没有写联盟"]);
    return { ...row, write: { ...row.write, audience } };
  });
  return withDifferences(desk, withoutRepetition(judged));
}

/** Tells how rows differ from the firms that they are, and whether the user wished them updated; each firm once. */
async function withDifferences(desk: Desk, rows: readonly Row[]): Promise<Row[]> {
  const { viewer, today } = desk.context;
  const ids = [
    ...new Set(rows.flatMap(({ result, write }) => (result === "merged" && write ? [write.id] : []))),
  ];
  const known = new Map<string, EnterpriseRecord>();
  for (const part of parts(ids, 1000))
    for (const record of await desk.runner.run(readEnterpriseRecords, { viewer, today, ids: part }))
      known.set(record.id, record);
  const met = new Set<string>();
  return rows.map((row): Row => {
    const { number, result, write, said } = row;
    const record = result === "merged" && write ? known.get(write.id) : undefined;
    if (!record || !said || !write) return row;
    const again = met.has(record.id);
    met.add(record.id);
    const changes = enterpriseChanges(record, said);
    if (changes.length === 0) return row;
    const { id, version } = record;
    return differing({ number, targetId: id, write }, desk.choices, {
      ...{ id, where: `就是已有的“${record.name}”`, changes, version: again ? null : version },
      ...(again ? { why: "前面已有一行是这家企业，这一行不能更新" } : {}),
      update: (tx) =>
        enterpriseWork(desk.context, {
          ...{ id, expectedVersion: version, fields: enterpriseSaid(record, said) },
        })(tx),
    });
  });
}

const outOfPlace = (name: string): string =>
  `系统里已有“${shortened(name)}”，但它不在您负责的范围内，没有补充或改动它的任何内容`;

/** Whose place a row touches: the firm that is there already, else the alliance that lists it. */
const placeIn = ({ result, write }: Judged<NewEnterprise>): Place | null =>
  write &&
  (result === "merged"
    ? { ownerId: write.id, allianceId: null }
    : { ownerId: null, allianceId: write.allianceId });

function compose(
  desk: Desk,
  number: number,
  draft: EnterpriseDraft,
  names: Map<string, Resolution>,
  byCode: Map<string, Known>,
): Row {
  const problems = [...draft.problems];
  const parkId = pick(draft.park, desk.lists.parks, "园区", problems);
  const allianceId = pick(draft.alliance, desk.lists.alliances, "联盟", problems);
  const { name, creditCode } = draft;
  if (problems.length > 0 || name === null) return rejected(number, problems);
  const byName = names.get(name);
  const coded = creditCode ? byCode.get(creditCode) : undefined;
  const named = byName && "found" in byName ? byName.found : undefined;
  if (coded && named && coded.id !== named.id)
    return rejected(number, [
      `这个信用代码是“${coded.seen ? coded.name : "另一家企业"}”的，名称却是“${shortened(named.name)}”，请核对`,
    ]);
  if (coded && !coded.seen) return rejected(number, ["已有另一家企业使用这个信用代码，请核对"]);
  const target = coded ?? named;
  const place = placeOf(desk, "writeRegister", { ownerId: null, allianceId });
  const made = newEnterprise(target?.id ?? ulid(), draft, name, { parkId, allianceId: place.allianceId });
  if (typeof made === "string") return rejected(number, [made]);
  if (target) {
    const park = desk.lists.parks.find(({ id }) => id === parkId) ?? null;
    // A short spelling beside the code is the same name; only a full one says that the firm is called otherwise now.
    const renamed = named === undefined && shortNameOf(name) !== name ? name : null;
    return {
      ...merged(number, target.id, `与已有的“${target.name}”合并，只补充空缺的内容。`, made),
      said: { ...draft, name: renamed, park },
    };
  }
  const doubtful = byName && "doubtful" in byName ? byName.doubtful : undefined;
  // A code of its own says that it is another firm, however alike the names.
  if (doubtful && !creditCode && desk.choices[name] !== null)
    return {
      ...rejected<NewEnterprise>(number, [`“${shortened(name)}”可能就是已有的企业，请选定`]),
      doubt: { name, candidates: doubtful, optional: false },
    };
  return accepted(number, made.id, made);
}

/** The firm as the form would keep it; the sentence that says why it would not. */
function newEnterprise(
  id: string,
  { creditCode, ...draft }: EnterpriseDraft,
  name: string,
  at: { parkId: string | null; allianceId: string | null },
): NewEnterprise | string {
  try {
    // The code was checked with its cell.
    const { positions: _, ...facts } = enterpriseDraft({ ...draft, name });
    return { id, ...facts, creditCode, audience: "public", ...at };
  } catch (error) {
    if (error instanceof AppError) return error.message.replace(/。$/, "");
    throw error;
  }
}

/**
 * The same firm twice in one file: the first row makes it, the others are merged with it and fill in what it lacks. A code
 * that another row has given to another firm is refused, or the graph would refuse the whole batch.
 */
function withoutRepetition(rows: readonly Row[]): Row[] {
  const made = new Map<string, NewEnterprise>();
  const byCode = new Map<string, string>();
  const spellings = new Map<string, string | null>();
  return rows.map((row): Row => {
    if (!row.write) return row;
    const { write } = row;
    const { creditCode, id } = write;
    const coded = creditCode ? byCode.get(creditCode) : undefined;
    const before = row.result === "merged" ? id : (coded ?? sameBefore(write, spellings));
    if (coded !== undefined && coded !== before)
      return rejected<NewEnterprise>(row.number, ["表中前面的另一家企业已用了这个信用代码，请核对"]);
    const first = before === undefined ? undefined : made.get(before);
    if (first?.creditCode && creditCode && first.creditCode !== creditCode)
      return rejected<NewEnterprise>(row.number, ["与表中前面的一行名称相同，信用代码却不同，请核对"]);
    if (creditCode) byCode.set(creditCode, before ?? id);
    if (row.result === "merged") return row;
    if (before !== undefined) {
      if (first) complete(first, write);
      return merged(row.number, before, "与表中前面的一行是同一家企业，只补充空缺的内容。");
    }
    made.set(id, write);
    for (const spelling of spellingsOf(write)) spellings.set(spelling, spellings.has(spelling) ? null : id);
    return row;
  });
}

/** Names that mean a firm beyond doubt, as `resolveName` has it for firms of the graph. */
const spellingsOf = ({ name, shortName, aliases }: NewEnterprise): Set<string> => {
  const core = nameCore(name);
  return new Set([...[name, shortName, ...aliases].map(plainName), ...(core.length >= 4 ? [core] : [])]);
};

const sameBefore = (
  { name }: NewEnterprise,
  spellings: ReadonlyMap<string, string | null>,
): string | undefined => spellings.get(plainName(name)) ?? spellings.get(nameCore(name)) ?? undefined;

/** What `first` lacks and `more` has. */
function complete(first: NewEnterprise, more: NewEnterprise): void {
  first.creditCode ??= more.creditCode;
  first.scale ??= more.scale;
  first.employees ??= more.employees;
  first.partyMembers ??= more.partyMembers;
  first.parkId ??= more.parkId;
  if (first.tags.length === 0) first.tags = more.tags;
  first.aliases = [...new Set([...first.aliases, ...more.aliases])].filter((alias) => alias !== first.name);
}
