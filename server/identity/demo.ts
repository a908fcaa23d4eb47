import { ulid } from "ulid";
import type { Actor } from "../access/access.ts";
import { allRoles, type Role, roleRules } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { todayInShanghai } from "../api/days.ts";
import { AppError } from "../errors.ts";
import type { Graph, Transaction } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { audit, originOf } from "./audit.ts";
import { decideDemo, demoPlaces, endDemo, mergeDemoAccount, readDemo } from "./demoQueries.ts";
import { type FreshSession, freshSession, handOver, openSession } from "./sessions.ts";

/** Roles a newcomer can step into: a guest is anybody who has not. */
export const demoRoles: readonly Role[] = allRoles.filter((role) => role !== "guest");

/** At every start: the first one decides whether the demo mode is on; later ones find it decided. */
export const settleDemo = async (graph: Graph): Promise<void> => void (await graph.run(decideDemo, {}));

/** Asks once what stepping into a role asks first: a new database plans it for seconds, and somebody's first click would wait. */
export const warmDemo = async (graph: Graph): Promise<void> =>
  void (await graph.run(demoPlaces, { today: todayInShanghai(new Date()) }));

const over = (): AppError => new AppError("CONFLICT", "示例模式已经结束。请用自己的账号登录。");

/** Steps into a role of the demo mode; its account is made when first needed. @throws CONFLICT when it is over. */
export async function enterDemo(context: ApiContext, role: Role): Promise<FreshSession> {
  const { graph, settings } = context;
  if (!demoRoles.includes(role)) throw over();
  const [places] = await graph.run(demoPlaces, { today: todayInShanghai(new Date()) });
  const placeId = places ? placeFor(role, places) : null;
  if (roleRules[role].places.length > 0 && !placeId)
    throw new AppError("CONFLICT", "图里没有示例数据，不能体验这个角色。");
  const session = freshSession(context);
  await graph.write(async (tx) => {
    const [demo] = await tx.run(readDemo, {});
    if (!settings.demoAllowed || !demo?.on) throw over();
    const name = `示例${roleRules[role].name}`;
    // Who is on duty follows the duty term: the demo holds the office of that organisation's secretary.
    const held = role === "dutySecretary" ? "organizationSecretary" : role;
    const ids = { id: ulid(), grantId: ulid() };
    const [account] = await tx.run(mergeDemoAccount, {
      username: `demo.${role.toLowerCase()}`,
      name,
      role: held,
      placeId,
      ...ids,
    });
    if (!account) throw over();
    await openSession(context, tx, session, account.id);
    const actor = { id: account.id, name: account.name, demo: true };
    await audit(tx, { action: "enterDemo", actor, after: { role }, from: originOf(context) });
  });
  handOver(context, session);
  return session;
}

function placeFor(role: Role, places: RowOf<typeof demoPlaces>): string | null {
  switch (role) {
    case "hubCoordinator":
    case "investmentOfficer":
      return places.hubId;
    case "chainLead":
    case "stationedInstructor":
      return places.chainId;
    case "dutySecretary":
      return places.dutyId;
    case "organizationSecretary":
      return places.memberId;
    case "department":
      return places.departmentId;
    case "bank":
      return places.bankId;
    default:
      return null;
  }
}

/**
 * Every mutation that keeps somebody's record, or a real person's name or address, calls this in its transaction: real people's own data end the demo mode
 * for ever; what demo visitors enter is an example and does not.
 */
export async function noteOwnData(
  tx: Transaction,
  context: ApiContext,
  actor: Actor = context.access.actor,
): Promise<void> {
  if (actor.demo || actor.id === null) return;
  const [ended] = await tx.run(endDemo, { by: actor.name });
  if (ended)
    await audit(tx, { action: "endDemo", actor, after: { because: "ownData" }, from: originOf(context) });
}

/** The switch. @throws CONFLICT when it is over already. */
export async function switchDemoOff(context: ApiContext): Promise<void> {
  await context.graph.write(async (tx) => {
    const [ended] = await tx.run(endDemo, { by: context.access.actor.name });
    if (!ended) throw over();
    await audit(tx, { action: "endDemo", actor: context.access.actor, from: originOf(context) });
  });
}
