import { ulid } from "ulid";
import { plainName, type Resolution, shortNameOf } from "../language/names.ts";
import { pinyinInitialsOf, pinyinOf } from "../language/pinyin.ts";
import { namesByCode } from "../register/queries.ts";
import { shortened } from "./cells.ts";
import { type Desk, type Place, pick, placeOf, placeRules, resolveNames } from "./desk.ts";
import type { NewEnterprise } from "./enterpriseQueries.ts";
import { type EnterpriseDraft, readEnterprise, writtenRow } from "./entryDraft.ts";
import { accepted, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import type { Mapping } from "./recognise.ts";

type Known = { id: string; name: string; seen: boolean };

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
  const judged = composed.map((row) => {
    const at = placeIn(row);
    if (!row.write || !at) return row;
    const { mayAct, audience } = rules(at);
    // A firm of somebody else's place is the same firm all the same: nobody else fills in what it lacks, nor lists it anew.
    if (row.result === "merged")
      return mayAct ? row : rejected<NewEnterprise>(row.number, [outOfPlace(row.write.name)]);
    if (!mayAct) return rejected<NewEnterprise>(row.number, ["这个联盟不在您负责的范围内，或没有写联盟"]);
    return { ...row, write: { ...row.write, audience } };
  });
  return withoutRepetition(judged);
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
): Judged<NewEnterprise> {
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
  const write = newEnterprise(target?.id ?? ulid(), draft, name, {
    parkId,
    allianceId: placeOf(desk, "writeRegister", { ownerId: null, allianceId }).allianceId,
  });
  if (target) return merged(number, target.id, `与已有的“${target.name}”合并，只补充空缺的内容。`, write);
  const doubtful = byName && "doubtful" in byName ? byName.doubtful : undefined;
  // A code of its own says that it is another firm, however alike the names.
  if (doubtful && !creditCode && desk.choices[name] !== null)
    return {
      ...rejected<NewEnterprise>(number, [`“${shortened(name)}”可能就是已有的企业，请选定`]),
      doubt: { name, candidates: doubtful, optional: false },
    };
  return accepted(number, write.id, write);
}

function newEnterprise(
  id: string,
  draft: EnterpriseDraft,
  name: string,
  at: { parkId: string | null; allianceId: string | null },
): NewEnterprise {
  const { creditCode, aliases, scale, employees, partyMembers, tags } = draft;
  return {
    id,
    name,
    shortName: draft.shortName ?? shortNameOf(name),
    aliases,
    pinyin: pinyinOf(name),
    pinyinInitials: pinyinInitialsOf(name),
    creditCode,
    scale,
    employees,
    partyMembers,
    tags,
    audience: "public",
    ...at,
  };
}

/**
 * The same firm twice in one file: the first row makes it, the others are merged with it. A code that another row has
 * given to another firm is refused, or the graph would refuse the whole batch.
 */
function withoutRepetition(rows: Judged<NewEnterprise>[]): Judged<NewEnterprise>[] {
  const byName = new Map<string, string>();
  const byCode = new Map<string, string>();
  return rows.map((row) => {
    if (!row.write) return row;
    const { name, creditCode, id } = row.write;
    const coded = creditCode ? byCode.get(creditCode) : undefined;
    const before = row.result === "merged" ? id : (coded ?? byName.get(plainName(name)));
    if (coded !== undefined && coded !== before)
      return rejected<NewEnterprise>(row.number, ["表中前面的另一家企业已用了这个信用代码，请核对"]);
    if (creditCode) byCode.set(creditCode, before ?? id);
    if (row.result === "merged") return row;
    if (before) return merged(row.number, before, "与表中前面的一行是同一家企业。");
    byName.set(plainName(name), id);
    return row;
  });
}
