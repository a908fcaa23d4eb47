import { ulid } from "ulid";
import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { type CountedConnection, type PageArgs, readPage, toCountedConnection } from "../api/page.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { BarOwnersInput, LiftBarInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { normalizeText } from "../language/words.ts";
import { actorOf } from "../lists/changes.ts";
import { once } from "../lists/once.ts";
import { raiseCounter } from "../lists/reviewQueries.ts";
import * as queries from "./queries.ts";

const longestReason = 200;
/** What one owner may keep away at once: a list of this length is a mistake, and every match asks it. */
const mostStanding = 1000;

interface BarFilter extends PageArgs {
  ownerId?: string | null;
  standing?: boolean | null;
}

const mine = ({ access, today }: ApiContext) => ({ actor: scopeOf(access, "tendOwner"), today });

/** What owners in the viewer's place have asked for. One statement. */
export async function findBars(
  context: ApiContext,
  args: BarFilter,
): Promise<CountedConnection<queries.BarRow>> {
  const page = readPage(args, 50);
  const [row] = await context.run(queries.listBars, {
    ...mine(context),
    ids: null,
    ownerId: optionalId(args.ownerId, "ownerId"),
    standing: args.standing ?? null,
    ...page,
  });
  return toCountedConnection(row, page);
}

function reasonOf(reason: string | null | undefined): string | null {
  const text = reason ? normalizeText(reason) : "";
  if ([...text].length > longestReason)
    throw badInput(`原因最多 ${longestReason} 字，请缩短后再保存。`, "input", "reason");
  return text || null;
}

/** Every change of bars waits for the one before it; lists that are being looked at hear of it. */
const lock = (tx: Transaction) => tx.run(raiseCounter, { counter: "offers", by: 1 });

async function barIn(tx: Transaction, context: ApiContext, id: string): Promise<queries.BarRow | undefined> {
  const asked = { ...mine(context), ids: [id], ownerId: null, standing: null, limit: 1, after: null };
  const [row] = await tx.run(queries.listBars, { viewer: context.viewer, ...asked });
  return row?.items[0];
}

/** Finds both owners, and that the viewer acts for the one who asks. */
async function checkOwners(tx: Transaction, context: ApiContext, ownerId: string, otherId: string) {
  const found = await tx.run(queries.ownerStanding, {
    viewer: context.viewer,
    ...mine(context),
    ids: [ownerId, otherId],
  });
  const [owner, other] = [ownerId, otherId].map((id) => found.find((one) => one.id === id));
  if (!owner) throw badInput("没有找到提出的单位，请重新选择。", "input", "ownerId");
  if (!other) throw badInput("没有找到不再对接的单位，请重新选择。", "input", "otherId");
  if (!owner.held)
    throw new AppError("FORBIDDEN", "只能为自己负责的单位提出。请在您负责的范围内选择单位。", {
      path: ["input", "ownerId"],
    });
  return other;
}

/** 不再对接: keeps two owners apart from now on, once for the client's key. @throws BAD_INPUT, FORBIDDEN, CONFLICT */
export async function barOwners(context: ApiContext, input: BarOwnersInput): Promise<queries.BarRow> {
  const { viewer, access, today } = context;
  const ownerId = checkId(input.ownerId, "input", "ownerId");
  const otherId = checkId(input.otherId, "input", "otherId");
  if (ownerId === otherId) throw badInput("请选择另一家单位。", "input", "otherId");
  const until = input.until ?? null;
  if (until !== null && until <= today) throw badInput("截止日期应在今天或以后。", "input", "until");
  const reason = reasonOf(input.reason);
  return once(context, "barOwners", input, async (tx) => {
    const other = await checkOwners(tx, context, ownerId, otherId);
    await lock(tx);
    if ((await tx.run(queries.standingBars, { viewer, today, ownerId, otherId })).length > 0)
      throw new AppError("CONFLICT", `${other.name}已经在不撮合名单上，不用再加。`, {
        path: ["input", "otherId"],
      });
    const all = { ...mine(context), ids: null, ownerId, standing: true, limit: 1, after: null };
    const [standing] = await tx.run(queries.listBars, { viewer, ...all });
    if ((standing?.totalCount ?? 0) >= mostStanding)
      throw new AppError("LIMIT", `一家单位最多列 ${mostStanding} 家。请先取消不再需要的。`);
    const id = ulid();
    const who = { by: actorOf(context), byName: access.actor.name };
    const bar = { id, ownerId, otherId, kind: input.kind, reason, until, ...who };
    await tx.run(queries.createBar, { viewer, today, ...bar });
    if (access.actor.demo) await tx.run(queries.markExample, { viewer, id });
    else await noteOwnData(tx, context);
    await audit(tx, {
      action: "barOwners",
      actor: access.actor,
      target: { kind: "DoNotMatch", id },
      after: { ownerId, otherId, kind: input.kind, reason, until },
      from: originOf(context),
    });
    return saved(tx, context, id);
  });
}

/** Lets two owners be matched again, once for the client's key. @throws BAD_INPUT without a reason, NOT_FOUND, CONFLICT when it was changed meanwhile */
export async function liftBar(context: ApiContext, input: LiftBarInput): Promise<queries.BarRow> {
  const { viewer, access, today } = context;
  const id = checkId(input.id, "input", "id");
  const reason = reasonOf(input.reason);
  if (reason === null) throw badInput("请写明移出名单的原因。", "input", "reason");
  return once(context, "liftBar", input, async (tx) => {
    await lock(tx);
    const before = await barIn(tx, context, id);
    if (!before) throw notFound("这一条");
    if (before.version !== input.expectedVersion || !before.standing)
      throw new AppError("CONFLICT", "这一条刚被别人取消或已到期。请刷新后查看。", {
        path: ["input", "expectedVersion"],
        facts: { expectedVersion: input.expectedVersion, currentVersion: before.version },
      });
    const who = { by: actorOf(context), byName: access.actor.name };
    await tx.run(queries.liftBarStatement, { viewer, today, id, reason, ...who });
    if (!access.actor.demo) await noteOwnData(tx, context);
    await audit(tx, {
      action: "liftBar",
      actor: access.actor,
      target: { kind: "DoNotMatch", id },
      before: { until: before.until },
      after: { until: today, reason },
      from: originOf(context),
    });
    return saved(tx, context, id);
  });
}

async function saved(tx: Transaction, context: ApiContext, id: string): Promise<queries.BarRow> {
  const row = await barIn(tx, context, id);
  if (!row) throw notFound("这一条");
  return row;
}
