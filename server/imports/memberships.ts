import type { ApiContext } from "../api/context.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import type { Resolution } from "../language/names.ts";
import { joinAllianceStatement } from "../register/writeQueries.ts";
import { shortened } from "./cells.ts";
import { type Desk, pick, placeRules, resolveNames, placeOf as usualPlaceOf } from "./desk.ts";
import { writtenRow } from "./entryDraft.ts";
import { accepted, differing, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import { overlap, type Period } from "./periods.ts";
import type { Mapping } from "./recognise.ts";
import { periodChanges, stateVersion } from "./registerDifferences.ts";
import { type MembershipRow, readMembership } from "./registerDraft.ts";
import { correctMembership, membershipsBetween } from "./registerQueries.ts";

/** Days of one member or observer in one alliance. */
export interface NewMembership extends Period {
  memberId: string;
  allianceId: string;
  observing: boolean;
  since: string;
}

const keyOf = (one: Pick<NewMembership, "memberId" | "allianceId" | "observing">): string =>
  `${one.memberId}/${one.allianceId}/${one.observing}`;

/** Days that are there; `met`: by a row before, or a row before is them. */
type Known = Period & { met: boolean };

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
  const there = new Map<string, Known[]>();
  for (const row of await desk.runner.run(membershipsBetween, { viewer, pairs })) {
    const known = there.get(keyOf(row)) ?? [];
    // A pair that two rows name comes twice.
    if (!known.some(({ since, until }) => since === row.since && until === row.until))
      there.set(keyOf(row), [...known, { since: row.since, until: row.until, met: false }]);
  }
  return found.map((row) => {
    const { number, allianceId } = row;
    if (row.problems.length === 0 && allianceId && !rules({ ownerId: null, allianceId }).mayAct)
      return rejected<NewMembership>(number, ["这个联盟不在您负责的范围内"]);
    return judgeOne(desk, row, there);
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

function judgeOne(desk: Desk, row: Found, there: Map<string, Known[]>): Judged<NewMembership> {
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
    since: draft.since ?? desk.context.today,
    until: draft.until,
  };
  const known = there.get(keyOf(write)) ?? [];
  const own = known.filter((one) => overlap(write, one));
  const same = own.find(({ since }) => since === write.since) ?? (own.length === 1 ? own[0] : undefined);
  const found = same && samePeriod(desk, row, { write, name: member.name, same, known });
  if (found) return found;
  const other = same ?? own[0];
  if (other)
    return rejected(number, [
      `“${shortened(member.name)}”在这段时间里已经是${wordOf(write)}（${other.since ?? "早先"}至${other.until ?? "今"}），日期不能重叠`,
    ]);
  there.set(keyOf(write), [...known, { since: write.since, until: write.until, met: true }]);
  return { ...accepted(number, member.id, write), about: { kind: "Alliance", id: allianceId } };
}

const wordOf = ({ observing }: Pick<NewMembership, "observing">): string => (observing ? "观察单位" : "成员");

interface Days {
  write: NewMembership;
  name: string;
  same: Known;
  known: readonly Known[];
}

/** A row that tells of days that are there already: nothing new, or something to put right; null: a row before has said otherwise of them. */
function samePeriod(
  { context, choices }: Desk,
  { number, draft }: Found,
  { write, name, same, known }: Days,
): Judged<NewMembership> | null {
  const { memberId } = write;
  const changes = periodChanges(same, draft, ["入盟日期", "退盟日期"]);
  const there = `“${shortened(name)}”已经登记为${wordOf(write)}`;
  const { met } = same;
  if (changes.length === 0) {
    same.met = true;
    return merged(number, memberId, `${there}。`);
  }
  if (met) return null;
  same.met = true;
  const before = { since: same.since, until: same.until };
  const after = { since: draft.since ?? same.since, until: draft.until ?? same.until };
  const clash = known.some((one) => one !== same && overlap(after, one));
  const judged = differing<NewMembership>({ number, targetId: memberId }, choices, {
    ...{ id: `${keyOf(write)}/${same.since}`, where: there, changes },
    version: clash ? null : stateVersion([same.since, same.until]),
    ...(clash ? { why: "与它的另一段日期重叠，不能更新" } : {}),
    update: (tx) => changeMembership(tx, context, write, { before, after }),
  });
  if (judged.differs?.updating) Object.assign(same, after);
  return judged;
}

async function changeMembership(
  tx: Transaction,
  context: ApiContext,
  { memberId, allianceId, observing }: NewMembership,
  { before, after }: { before: Period; after: Period },
): Promise<void> {
  const { viewer } = context;
  await tx.run(correctMembership, {
    ...{
      viewer,
      memberId,
      allianceId,
      observing,
      ...after,
      sinceBefore: before.since,
      untilBefore: before.until,
    },
  });
  await audit(tx, {
    action: "correctMembership",
    actor: context.access.actor,
    target: { kind: "Alliance", id: allianceId },
    before: { memberId, observing, ...before },
    after: { memberId, observing, ...after },
    from: originOf(context),
  });
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
