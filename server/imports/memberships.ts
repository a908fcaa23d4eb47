import type { Transaction } from "../graph/connection.ts";
import type { Resolution } from "../language/names.ts";
import { joinAllianceStatement } from "../register/writeQueries.ts";
import { shortened } from "./cells.ts";
import { type Desk, pick, placeRules, resolveNames, placeOf as usualPlaceOf } from "./desk.ts";
import { writtenRow } from "./entryDraft.ts";
import { accepted, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import { overlap, type Period } from "./periods.ts";
import type { Mapping } from "./recognise.ts";
import { type MembershipRow, readMembership } from "./registerDraft.ts";
import { membershipsBetween } from "./registerQueries.ts";

/** Days of one member or observer in one alliance. */
export interface NewMembership extends Period {
  memberId: string;
  allianceId: string;
  observing: boolean;
  since: string;
}

const keyOf = (one: Pick<NewMembership, "memberId" | "allianceId" | "observing">): string =>
  `${one.memberId}/${one.allianceId}/${one.observing}`;

interface Found {
  number: number;
  draft: MembershipRow;
  member: { id: string; name: string; kind: string } | null;
  allianceId: string | null;
  problems: string[];
  doubt: Extract<Resolution, { doubtful: unknown }>["doubtful"] | null;
}

/** What becomes of rows of members, in their order; nothing is written. */
export async function judgeMemberships(
  desk: Desk,
  rows: readonly FileRow[],
  mapping: Mapping,
): Promise<Judged<NewMembership>[]> {
  const { viewer, today } = desk.context;
  const drafts = rows.map(({ number, cells }) => ({
    number,
    draft: readMembership(writtenRow(mapping, cells), today),
  }));
  const names = await resolveNames(
    desk,
    drafts.map(({ draft }) => draft.name),
    ["PartyOrganization", "Enterprise"],
  );
  const found = drafts.map((row) => find(desk, row, names));
  const places = found.flatMap(({ allianceId }) => (allianceId ? [{ ownerId: null, allianceId }] : []));
  const rules = await placeRules(desk, "writeRegister", places);
  const pairs = found.flatMap(({ member, allianceId }): [string, string][] =>
    member && allianceId ? [[member.id, allianceId]] : [],
  );
  const there = new Map<string, Period[]>();
  for (const row of await desk.runner.run(membershipsBetween, { viewer, pairs })) {
    const known = there.get(keyOf(row)) ?? [];
    // A pair that two rows name comes twice.
    if (!known.some(({ since, until }) => since === row.since && until === row.until))
      there.set(keyOf(row), [...known, { since: row.since, until: row.until }]);
  }
  return found.map((row) => {
    const { number, allianceId } = row;
    if (row.problems.length === 0 && allianceId && !rules({ ownerId: null, allianceId }).mayAct)
      return rejected<NewMembership>(number, ["这个联盟不在您负责的范围内"]);
    return judgeOne(row, there, today);
  });
}

function find(
  desk: Desk,
  { number, draft }: { number: number; draft: MembershipRow },
  names: Map<string, Resolution>,
): Found {
  const problems = [...draft.problems];
  const written = pick(draft.alliance, desk.lists.alliances, "联盟", problems);
  const { allianceId } = usualPlaceOf(desk, "writeRegister", { ownerId: null, allianceId: written });
  if (problems.length === 0 && allianceId === null) problems.push("没有写联盟");
  const base = { number, draft, allianceId, problems, member: null, doubt: null };
  if (draft.name === null || problems.length > 0) return base;
  const named = names.get(draft.name);
  if (named && "found" in named) {
    const member = named.found;
    if (member.kind === "Enterprise" && !draft.observing)
      problems.push(
        `“${shortened(member.name)}”是企业，由它的党组织入盟；没有党组织的企业，身份请写“观察单位”`,
      );
    return { ...base, member };
  }
  if (named && "doubtful" in named && desk.choices[draft.name] !== null)
    return {
      ...base,
      problems: [`“${shortened(draft.name)}”可能就是已有的单位，请选定`],
      doubt: named.doubtful,
    };
  problems.push(`没有叫“${shortened(draft.name)}”的党组织或企业，请先录入`);
  return base;
}

function judgeOne(row: Found, there: Map<string, Period[]>, today: string): Judged<NewMembership> {
  const { number, draft, member, allianceId, problems, doubt } = row;
  if (problems.length > 0 || !member || !allianceId)
    return {
      ...rejected<NewMembership>(number, problems),
      ...(doubt ? { doubt: { name: draft.name ?? "", candidates: doubt, optional: false } } : {}),
    };
  const write = {
    memberId: member.id,
    allianceId,
    observing: draft.observing,
    since: draft.since ?? today,
    until: draft.until,
  };
  const known = there.get(keyOf(write)) ?? [];
  const word = draft.observing ? "观察单位" : "成员";
  const twin = known.some(
    (one) =>
      (draft.since === null && one.until === null) ||
      (one.since === write.since && one.until === write.until),
  );
  if (twin) return merged(number, member.id, `“${shortened(member.name)}”已经登记为${word}。`);
  const other = known.find((one) => overlap(write, one));
  if (other)
    return rejected(number, [
      `“${shortened(member.name)}”在这段时间里已经是${word}（${other.since ?? "早先"}至${other.until ?? "今"}），日期不能重叠`,
    ]);
  there.set(keyOf(write), [...known, write]);
  return accepted(number, member.id, write);
}

/** Writes what was accepted. */
export async function writeMemberships(
  tx: Transaction,
  desk: Desk,
  rows: readonly NewMembership[],
): Promise<void> {
  const { viewer } = desk.context;
  for (const row of rows) await tx.run(joinAllianceStatement, { viewer, ...row });
}
