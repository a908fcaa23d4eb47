import { ulid } from "ulid";
import type { Transaction } from "../graph/connection.ts";
import type { Resolution } from "../language/names.ts";
import { type PostRow as HeldPost, readPosts } from "../register/queries.ts";
import { endPostStatement, takePostStatement } from "../register/writeQueries.ts";
import { shortened } from "./cells.ts";
import { type Desk, type Place, pick, placeRules, resolveNames } from "./desk.ts";
import { writtenRow } from "./entryDraft.ts";
import { accepted, type FileRow, type Judged, merged, rejected } from "./judge.ts";
import { type Period, placeOf } from "./periods.ts";
import type { Mapping } from "./recognise.ts";
import { type PostRow, readPost } from "./registerDraft.ts";

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

type Held = Period & { name: string };
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
    held.set(`${of}/${post}`, [...(held.get(`${of}/${post}`) ?? []), one]);
  return found.map((row) => {
    const [place] = rulePlace(row);
    if (row.problems.length === 0 && place && !rules(place).mayAct)
      return rejected<NewPost>(row.number, ["这个党组织或联盟不在您负责的范围内"]);
    return judgeOne(row, held, today);
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

function judgeOne(row: Found, held: Map<string, Held[]>, today: string): Judged<NewPost> {
  const { number, draft, placeId, problems, doubt } = row;
  const { name, post } = draft;
  if (problems.length > 0 || placeId === null || name === null || post === null)
    return {
      ...rejected<NewPost>(number, problems),
      ...(doubt ? { doubt: { name: draft.place ?? "", candidates: doubt, optional: false } } : {}),
    };
  const there = held.get(`${placeId}/${post}`) ?? [];
  const open = there.find((one) => one.until === null);
  if (draft.since === null && open?.name === name)
    return merged(number, placeId, `${name}已经登记为${titles[post]}。`);
  const next = { since: draft.since ?? today, until: draft.until };
  const where = placeOf(next, there, (one) => one.name === name);
  if ("same" in where) return merged(number, placeId, `${name}的这段任职已经登记。`);
  if ("conflict" in where) {
    const { since, until, name: other } = where.conflict;
    return rejected(number, [
      `这段时间里${titles[post]}是${other}（${since ?? "早先"}至${until ?? "今"}），日期不能重叠`,
    ]);
  }
  if (where.ends) where.ends.until = next.since;
  held.set(`${placeId}/${post}`, [...there, { name, ...next }]);
  const write = { id: ulid(), placeId, post, name, title: draft.title ?? titles[post], ...next };
  return accepted(number, placeId, { ...write, endsOpen: where.ends !== null });
}

/** Writes what was accepted, in the rows' order: a successor ends the days of the one before. */
export async function writePosts(tx: Transaction, desk: Desk, rows: readonly NewPost[]): Promise<void> {
  const { viewer, today } = desk.context;
  for (const { endsOpen, ...row } of rows) {
    const { placeId, post, since } = row;
    if (endsOpen) await tx.run(endPostStatement, { viewer, placeId, post, on: since });
    await tx.run(takePostStatement, { viewer, today, ...row });
  }
}
