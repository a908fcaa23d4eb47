import { ulid } from "ulid";
import type { Transaction } from "../graph/connection.ts";
import { plainName, type Resolution } from "../language/names.ts";
import { pinyinInitialsOf, pinyinOf } from "../language/pinyin.ts";
import { parts } from "../register/names.ts";
import { organizationWork } from "../register/organizations.ts";
import { type OrganizationRecord, readOrganizationRecords } from "../register/queries.ts";
import { createOrganization, markExample, saveOrganizationFields } from "../register/writeQueries.ts";
import { shortened } from "./cells.ts";
import { type Desk, type Place, pick, placeOf, placeRules, resolveNames } from "./desk.ts";
import type { Filled } from "./enterpriseQueries.ts";
import { writtenRow } from "./entryDraft.ts";
import { accepted, differing, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import type { Mapping } from "./recognise.ts";
import { organizationChanges, organizationSaid, type SaidOrganization } from "./registerDifferences.ts";
import { type OrganizationRow, readOrganization } from "./registerDraft.ts";
import { covering, fillOrganizations } from "./registerQueries.ts";

/** An organisation as it is to be written; of one that is there already only what it lacks. */
export interface NewOrganization {
  id: string;
  name: string;
  kind: OrganizationRow["kind"];
  memberCount: number | null;
  founded: string | null;
  lastElectedOn: string | null;
  termYears: number | null;
  superiorId: string | null;
  firmIds: string[];
  allianceId: string | null;
}

type Row = Judged<NewOrganization> & { said?: SaidOrganization };
type Doubt = NonNullable<Judged<NewOrganization>["doubt"]>;

/** What the rows of one file are looked up in. */
interface Names {
  organizations: Map<string, Resolution>;
  firms: Map<string, Resolution>;
  /** Firm → the organisation that covers it, in the graph or by a row before. */
  coveredBy: Map<string, string>;
  /** Organisations that rows before make or are, by their compared name. */
  before: Map<string, NewOrganization>;
}

/** What becomes of rows of organisations, in their order; nothing is written. */
export async function judgeOrganizations(
  desk: Desk,
  rows: readonly FileRow[],
  mapping: Mapping,
): Promise<Judged<NewOrganization>[]> {
  const { today } = desk.context;
  const drafts = rows.map(({ number, cells }) => ({
    number,
    draft: readOrganization(writtenRow(mapping, cells), today),
  }));
  const written = drafts.flatMap(({ draft }) => [draft.name, draft.superior]);
  const organizations = await resolveNames(desk, written, ["PartyOrganization"]);
  const firms = await resolveNames(
    desk,
    drafts.flatMap(({ draft }) => draft.covers),
    ["Enterprise"],
  );
  const ids = [...firms.values()].flatMap((one) => ("found" in one ? [one.found.id] : []));
  const covered = await desk.runner.run(covering, { ids, today });
  const coveredBy = new Map(covered.map(({ id, by }) => [id, by]));
  const names: Names = { organizations, firms, coveredBy, before: new Map() };
  const composed = drafts.map(({ number, draft }) => compose(desk, number, draft, names));
  const rules = await placeRules(
    desk,
    "writeRegister",
    composed.flatMap((row) => placeIn(row) ?? []),
  );
  const judged = composed.map((row): Row => {
    const at = placeIn(row);
    if (!at || rules(at).mayAct) return row;
    return rejected<NewOrganization>(row.number, [
      row.result === "merged"
        ? `系统里已有“${shortened(row.write?.name ?? "")}”，但它不在您负责的范围内，没有补充或改动它的任何内容`
        : "这个联盟不在您负责的范围内，或没有写联盟",
    ]);
  });
  return withDifferences(desk, judged);
}

/** Tells how rows differ from the organisations that they are, and whether the user wished them updated. */
async function withDifferences(desk: Desk, rows: readonly Row[]): Promise<Row[]> {
  const { viewer, today } = desk.context;
  const ids = rows.flatMap(({ said, write }) => (said && write ? [write.id] : []));
  const known = new Map<string, OrganizationRecord>();
  for (const part of parts(ids, 1000))
    for (const record of await desk.runner.run(readOrganizationRecords, { viewer, today, ids: part }))
      known.set(record.id, record);
  return rows.map((row): Row => {
    const { number, write, said } = row;
    const record = write && known.get(write.id);
    const changes = record && said ? organizationChanges(record, said) : [];
    if (!record || !said || changes.length === 0) return row;
    const { id, version } = record;
    const fields = organizationSaid(record, said);
    return differing({ number, targetId: id, write }, desk.choices, {
      ...{ id, where: `就是已有的“${record.name}”`, changes, version },
      update: (tx) => organizationWork(desk.context, { id, expectedVersion: version, fields })(tx),
    });
  });
}

/** Whose place a row touches: the organisation that is there already, else the alliance that lists it. */
const placeIn = ({ result, write }: Judged<NewOrganization>): Place | null =>
  write &&
  (result === "merged"
    ? { ownerId: write.id, allianceId: null }
    : { ownerId: null, allianceId: write.allianceId });

function compose(desk: Desk, number: number, draft: OrganizationRow, names: Names): Row {
  const problems = [...draft.problems];
  const allianceId = pick(draft.alliance, desk.lists.alliances, "联盟", problems);
  const { name } = draft;
  const known = name === null ? undefined : names.organizations.get(name);
  const target = known && "found" in known ? known.found : undefined;
  const twin = name === null ? undefined : names.before.get(plainName(name));
  if (problems.length === 0 && twin) {
    complete(twin, draft);
    return merged(number, twin.id, "与表中前面的一行是同一个党组织，只补充空缺的内容。");
  }
  const id = target?.id ?? ulid();
  const doubts: Doubt[] = [];
  const superior = superiorOf(desk, draft, names, { problems, doubts });
  const covers = firmsOf(desk, draft, names, { id, problems, doubts });
  if (name !== null && !target && known && "doubtful" in known && desk.choices[name] !== null) {
    problems.push(`“${shortened(name)}”可能就是已有的党组织，请选定`);
    doubts.unshift({ name, candidates: known.doubtful, optional: false });
  }
  if (problems.length > 0 || name === null)
    return { ...rejected<NewOrganization>(number, problems), doubt: doubts[0] ?? null };
  const { kind, memberCount, founded, lastElectedOn, termYears } = draft;
  const facts = { id, name, kind, memberCount, founded, lastElectedOn, termYears };
  const place = placeOf(desk, "writeRegister", { ownerId: null, allianceId });
  const firmIds = covers.map((firm) => firm.id);
  const write = { ...facts, superiorId: superior?.id ?? null, firmIds, allianceId: place.allianceId };
  names.before.set(plainName(name), write);
  for (const firm of firmIds) names.coveredBy.set(firm, id);
  if (target) {
    const told = `与已有的“${target.name}”合并，只补充空缺的内容。`;
    return {
      ...merged(number, id, told, write),
      said: { ...facts, kind: draft.saidKind, superior, covers },
    };
  }
  return accepted(number, id, write);
}

/** What `first` lacks and the row has. */
function complete(
  first: NewOrganization,
  { memberCount, founded, lastElectedOn, termYears }: OrganizationRow,
): void {
  first.memberCount ??= memberCount;
  first.founded ??= founded;
  first.lastElectedOn ??= lastElectedOn;
  first.termYears ??= termYears;
}

type Named = { id: string; name: string };
interface Findings {
  problems: string[];
  doubts: Doubt[];
}

function superiorOf(
  desk: Desk,
  { superior }: OrganizationRow,
  { organizations, before }: Names,
  { problems, doubts }: Findings,
): Named | null {
  if (superior === null) return null;
  const found = organizations.get(superior);
  if (found && "found" in found) return found.found;
  const earlier = before.get(plainName(superior));
  if (earlier) return earlier;
  if (found && "doubtful" in found && desk.choices[superior] !== null) {
    problems.push(`上级“${shortened(superior)}”可能就是已有的党组织，请选定`);
    doubts.push({ name: superior, candidates: found.doubtful, optional: false });
  } else problems.push(`没有叫“${shortened(superior)}”的上级党组织，请把它排在这一行前面，或先录入`);
  return null;
}

function firmsOf(
  desk: Desk,
  { covers }: OrganizationRow,
  { firms: known, coveredBy }: Names,
  { id, problems, doubts }: Findings & { id: string },
): Named[] {
  const firms: Named[] = [];
  for (const written of covers) {
    const found = known.get(written);
    if (found && "found" in found) {
      const by = coveredBy.get(found.found.id);
      if (by !== undefined && by !== id)
        problems.push(`“${shortened(found.found.name)}”已由另一个党组织覆盖`);
      else if (!firms.some((one) => one.id === found.found.id)) firms.push(found.found);
    } else if (found && "doubtful" in found && desk.choices[written] !== null) {
      problems.push(`“${shortened(written)}”可能就是已有的企业，请选定`);
      doubts.push({ name: written, candidates: found.doubtful, optional: false });
    } else problems.push(`没有叫“${shortened(written)}”的企业，请先录入企业`);
  }
  return firms;
}

/** Writes what was accepted and fills what organisations that are there already lack; returns what was filled. */
export async function writeOrganizations(
  tx: Transaction,
  desk: Desk,
  {
    fresh,
    known,
    example,
  }: { fresh: readonly NewOrganization[]; known: readonly NewOrganization[]; example: boolean },
): Promise<Filled[]> {
  const { viewer, today } = desk.context;
  for (const { allianceId, firmIds, ...row } of fresh) {
    if (allianceId === null) throw new Error("an organisation without an alliance was accepted");
    const { id, name, kind } = row;
    await tx.run(createOrganization, { viewer, today, id, allianceId, name, kind });
    const mode = kind === "jointBranch" ? "joint" : "independent";
    await tx.run(saveOrganizationFields, {
      ...{ viewer, today, ...row, shortName: name },
      ...{ pinyin: pinyinOf(name), pinyinInitials: pinyinInitialsOf(name) },
      covers: firmIds.map((firm) => ({ id: firm, mode })),
    });
    if (example) await tx.run(markExample, { viewer, id });
  }
  const rows = known.map(({ id, memberCount, founded, lastElectedOn, termYears }) => ({
    ...{ id, memberCount, founded, lastElectedOn, termYears },
  }));
  const filled = await tx.run(fillOrganizations, { viewer, rows });
  return filled.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}
