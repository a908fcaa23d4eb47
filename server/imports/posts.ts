import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import type { Resolution } from "../language/names.ts";
import { type PostRow as HeldPost, readPosts } from "../register/queries.ts";
import { endPostStatement, markExample, takePostStatement } from "../register/writeQueries.ts";
import { shortened } from "./cells.ts";
import { type Desk, type Place, pick, placeRules, resolveNames } from "./desk.ts";
import { writtenRow } from "./entryDraft.ts";
import { accepted, differing, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import { overlap, type Period, placeOf } from "./periods.ts";
import type { Mapping } from "./recognise.ts";
import { periodChanges, stateVersion } from "./registerDifferences.ts";
import { type PostRow, readPost } from "./registerDraft.ts";
import { correctPost } from "./registerQueries.ts";

/** Somebody who takes up a post, and whose days end by it. */
export interface NewPost extends Period {
  id: string;
  placeId: string;
  post: HeldPost["post"];
  name: string;
  title: string;
  since: string;
  endsOpen: boolean;
}

const titles = { secretary: "书记", chainLead: "包链领导", stationedInstructor: "驻链指导员" } as const;

/** A post as it is held; `id` of the person in the graph, null where a row before makes it. */
interface Held extends Period {
  id: string | null;
  name: string;
  title: string | null;
  /** A row before is this one. */
  met: boolean;
}
interface Found {
  number: number;
  draft: PostRow;
  placeId: string | null;
  problems: string[];
  doubt: Extract<Resolution, { doubtful: unknown }>["doubtful"] | null;
}

/** What becomes of rows of 书记 and 责任人, in their order; nothing is written. */
export async function judgePosts(
  desk: Desk,
  rows: readonly FileRow[],
  mapping: Mapping,
): Promise<Judged<NewPost>[]> {
  const drafts = rows.map(({ number, cells }) => ({ number, draft: readPost(writtenRow(mapping, cells)) }));
  const organizations = await resolveNames(
    desk,
    drafts.map(({ draft }) => (draft.post === "secretary" ? draft.place : null)),
    ["PartyOrganization"],
  );
  const found = drafts.map((row) => findPlace(desk, row, organizations));
  const rules = await placeRules(desk, "writeRegister", found.flatMap(rulePlace));
  const placeIds = [...new Set(found.flatMap(({ placeId }) => placeId ?? []))];
  const { viewer, today } = desk.context;
  const held = new Map<string, Held[]>();
  for (const { of, post, ...one } of await desk.runner.run(readPosts, { viewer, today, placeIds }))
    held.set(`${of}/${post}`, [...(held.get(`${of}/${post}`) ?? []), { ...one, met: false }]);
  return found.map((row) => {
    const [place] = rulePlace(row);
    if (row.problems.length === 0 && place && !rules(place).mayAct)
      return rejected<NewPost>(row.number, ["这个党组织或联盟不在您负责的范围内"]);
    return judgeOne(desk, row, held);
  });
}

function findPlace(
  desk: Desk,
  { number, draft }: { number: number; draft: PostRow },
  organizations: Map<string, Resolution>,
): Found {
  const problems = [...draft.problems];
  if (draft.place === null || problems.length > 0)
    return { number, draft, placeId: null, problems, doubt: null };
  if (draft.post !== "secretary") {
    const placeId = pick(draft.place, desk.lists.alliances, "联盟", problems);
    return { number, draft, placeId, problems, doubt: null };
  }
  const named = organizations.get(draft.place);
  if (named && "found" in named) return { number, draft, placeId: named.found.id, problems, doubt: null };
  if (named && "doubtful" in named && desk.choices[draft.place] !== null)
    return {
      ...{ number, draft, placeId: null, doubt: named.doubtful },
      problems: [`“${shortened(draft.place)}”可能就是已有的党组织，请选定`],
    };
  problems.push(`没有叫“${shortened(draft.place)}”的党组织，请先录入党组织`);
  return { number, draft, placeId: null, problems, doubt: null };
}

const rulePlace = ({ placeId, draft }: Found): Place[] => {
  if (placeId === null) return [];
  return draft.post === "secretary"
    ? [{ ownerId: placeId, allianceId: null }]
    : [{ ownerId: null, allianceId: placeId }];
};

function judgeOne(desk: Desk, row: Found, held: Map<string, Held[]>): Judged<NewPost> {
  const { number, draft, placeId, problems, doubt } = row;
  const { name, post } = draft;
  if (problems.length > 0 || placeId === null || name === null || post === null)
    return {
      ...rejected<NewPost>(number, problems),
      ...(doubt ? { doubt: { name: draft.place ?? "", candidates: doubt, optional: false } } : {}),
    };
  const there = held.get(`${placeId}/${post}`) ?? [];
  const next = { since: draft.since ?? desk.context.today, until: draft.until };
  const own = there.filter((one) => one.name === name && overlap(next, one));
  const same = own.find(({ since }) => since === next.since) ?? (own.length === 1 ? own[0] : undefined);
  if (same) {
    const found = sameTenure(desk, row, { placeId, post, same, there });
    if (found) return found;
  }
  const where = own.length > 0 ? { conflict: same ?? own[0] } : placeOf(next, there, () => false);
  if ("conflict" in where && where.conflict) {
    const { since, until, name: other } = where.conflict;
    return rejected(number, [
      `这段时间里${titles[post]}是${other}（${since ?? "早先"}至${until ?? "今"}），日期不能重叠`,
    ]);
  }
  const ends = "ends" in where ? where.ends : null;
  if (ends) ends.until = next.since;
  const title = draft.title ?? titles[post];
  held.set(`${placeId}/${post}`, [...there, { id: null, name, title, ...next, met: true }]);
  const write = { id: ulid(), placeId, post, name, title, ...next };
  return { ...accepted(number, placeId, { ...write, endsOpen: ends !== null }), about: about(placeId, post) };
}

const about = (placeId: string, post: HeldPost["post"]) => ({
  kind: post === "secretary" ? "PartyOrganization" : "Alliance",
  id: placeId,
});

interface Tenure {
  placeId: string;
  post: HeldPost["post"];
  same: Held;
  there: readonly Held[];
}

/** A row that tells of days that are there already: nothing new, or something to put right; null: a row before has said otherwise of them. */
function sameTenure(
  { context, choices }: Desk,
  { number, draft }: Found,
  { placeId, post, same, there }: Tenure,
): Judged<NewPost> | null {
  const { id, met, name, title, since, until } = same;
  const changes = [
    ...periodChanges(same, draft, ["任职日期", "离任日期"]),
    ...(draft.title === null || draft.title === title
      ? []
      : [{ field: "职务", before: title, after: draft.title }]),
  ];
  if (changes.length === 0) {
    same.met = true;
    return merged(number, placeId, `${name}的这段任职已经登记。`);
  }
  if (met || id === null) return null;
  same.met = true;
  const after = { since: draft.since ?? since, until: draft.until ?? until, title: draft.title ?? title };
  const other = there.find((one) => one !== same && overlap(after, one));
  const judged = differing<NewPost>({ number, targetId: placeId }, choices, {
    ...{ id, where: `${name}担任${titles[post]}已经登记`, changes },
    version: other ? null : stateVersion([name, title, since, until]),
    ...(other ? { why: `与${other.name}的任职日期重叠，不能更新` } : {}),
    update: (tx) => changePost(tx, context, { id, placeId, post, before: { since, until, title }, after }),
  });
  if (judged.differs?.updating) Object.assign(same, after);
  return judged;
}

interface ChangedPost extends Pick<Tenure, "placeId" | "post"> {
  id: string;
  before: Period & { title: string | null };
  after: Period & { title: string | null };
}

async function changePost(tx: Transaction, context: ApiContext, change: ChangedPost): Promise<void> {
  const { id, placeId, post, before, after } = change;
  const { since: sinceBefore, until: untilBefore } = before;
  await tx.run(correctPost, {
    ...{ viewer: context.viewer, id, placeId, post, sinceBefore, untilBefore, ...after },
  });
  await audit(tx, {
    action: "correctPost",
    actor: context.access.actor,
    target: about(placeId, post),
    before: { post, ...before },
    after: { post, ...after },
    from: originOf(context),
  });
}

/** Writes what was accepted, in the rows' order: a successor ends the days of the one before. */
export async function writePosts(
  tx: Transaction,
  desk: Desk,
  rows: readonly NewPost[],
  example: boolean,
): Promise<void> {
  const { viewer, today } = desk.context;
  for (const { endsOpen, ...row } of rows) {
    const { id, placeId, post, since } = row;
    if (endsOpen) await tx.run(endPostStatement, { viewer, placeId, post, on: since });
    await tx.run(takePostStatement, { viewer, today, ...row });
    if (example) await tx.run(markExample, { viewer, id });
  }
}
