import { ulid } from "ulid";
import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { loadMany } from "../api/loaders.ts";
import { checkFirst } from "../api/page.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { pinyinInitialsOf, pinyinOf } from "../language/pinyin.ts";
import { once } from "../lists/once.ts";
import { cleanTeam, type TeamInput } from "./fields.ts";
import { listTeams, membersOfTeams, type TeamRow } from "./queries.ts";
import * as write from "./writeQueries.ts";

export const membersOf = loadMany((context, ids) => context.run(membersOfTeams, { ids }));

/** Service teams, the first of them; those of an alliance where one is named. */
export async function teamsOf(
  context: ApiContext,
  { first, allianceId }: { first: number | null | undefined; allianceId: string | null },
) {
  const [row] = await context.run(listTeams, { id: null, allianceId, limit: checkFirst(first, 50) });
  return { totalCount: row?.totalCount ?? 0, nodes: row?.items ?? [] };
}

const answersFor = ({ access }: ApiContext, allianceId: string | null): boolean => {
  const scope = scopeOf(access, "runProject");
  return scope.all || (allianceId !== null && scope.allianceIds.includes(allianceId));
};

/** Whether the viewer writes down who serves in it: whoever answers for its alliance. A publication's teams stay as published. */
export const mayEditTeam = (context: ApiContext, { alliance, published }: TeamRow): boolean =>
  !published && answersFor(context, alliance?.id ?? null);

export interface SaveTeamInput extends TeamInput {
  clientMutationId: string;
  id?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  allianceId: string;
}

/** A team with its members, new or changed as a whole. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export function saveTeam(context: ApiContext, input: SaveTeamInput): Promise<TeamRow> {
  const { viewer, access } = context;
  const known = optionalId(input.id, "input", "id");
  const allianceId = checkId(input.allianceId, "input", "allianceId");
  const { members, ...team } = cleanTeam(input);
  return once(context, "saveServiceTeam", input, async (tx) => {
    if (!answersFor(context, allianceId))
      throw new AppError("FORBIDDEN", "服务队由负责这个联盟的人维护，不在您负责的范围内。");
    const id = known ?? ulid();
    if (known) await lockTeam(tx, context, known, input.expectedVersion ?? null, allianceId);
    else await createTeam(tx, context, { id, allianceId, name: team.name });
    const before = known ? await saidBy(tx, context, known) : null;
    const rows = members.map((member, order) => ({ id: ulid(), order, ...member }));
    const search = { pinyin: pinyinOf(team.name), pinyinInitials: pinyinInitialsOf(team.name) };
    await tx.run(write.saveTeam, { viewer, id, allianceId, ...team, ...search, members: rows });
    if (access.actor.demo) await tx.run(write.markTeamExample, { viewer, id });
    else {
      await noteOwnData(tx, context);
      await tx.run(write.markTeamOwn, { viewer, id });
    }
    await audit(tx, {
      action: "saveServiceTeam",
      actor: access.actor,
      target: { kind: "ServiceTeam", id },
      before,
      after: { ...team, allianceId, members },
      from: originOf(context),
    });
    const [saved] = await tx.run(listTeams, { viewer, id, allianceId: null, limit: 1 });
    if (!saved?.items[0]) throw notFound("这支服务队");
    return saved.items[0];
  });
}

/** What a team says, for the trail. */
async function saidBy(tx: Transaction, { viewer }: ApiContext, id: string) {
  const [found] = await tx.run(listTeams, { viewer, id, allianceId: null, limit: 1 });
  const rows = await tx.run(membersOfTeams, { viewer, ids: [id] });
  const { name, number, colour, division, description } = found?.items[0] ?? {};
  return {
    name,
    number,
    colour,
    division,
    description,
    members: rows.map(({ name, unit }) => ({ name, unit })),
  };
}

async function createTeam(
  tx: Transaction,
  { viewer }: ApiContext,
  team: { id: string; allianceId: string; name: string },
): Promise<void> {
  const [made] = await tx.run(write.createTeam, { viewer, ...team });
  if (!made) throw badInput("没有找到所选的联盟，请重新选择。", "input", "allianceId");
}

async function lockTeam(
  tx: Transaction,
  { viewer }: ApiContext,
  id: string,
  expectedVersion: number | null,
  allianceId: string,
): Promise<void> {
  const [locked] = await tx.run(write.lockTeam, { viewer, id });
  if (!locked) throw notFound("这支服务队");
  if (locked.published) throw new AppError("CONFLICT", "公开资料中的服务队按公布的内容显示，不能修改。");
  if (locked.allianceId !== allianceId)
    throw badInput("服务队不能换到另一个联盟。请为那个联盟新建一支。", "input", "allianceId");
  if (locked.version !== expectedVersion)
    throw new AppError("CONFLICT", "这支服务队刚被别人改过。请刷新后查看最新内容，再继续。", {
      path: ["input", "expectedVersion"],
      facts: { expectedVersion, currentVersion: locked.version },
    });
}
