import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { dayAfter } from "../api/days.ts";
import { checkId } from "../api/ids.ts";
import { checkFirst } from "../api/page.ts";
import { AppError, badInput } from "../errors.ts";
import type { ProlongEntryInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { actorOf, checkVersion, demandIn, offerIn, refuse } from "./changes.ts";
import { heldIn } from "./held.ts";
import { once } from "./once.ts";
import { type DemandRow, listEnding, type OfferRow } from "./queries.ts";
import { settleMatchesOf } from "./settle.ts";
import * as write from "./writeQueries.ts";

const longestAhead = 366;
const longestYears = 5;

/** What the viewer answers for and what ends within so many days (0 to 366) or has ended. @throws AppError BAD_INPUT */
export async function endingEntries(
  context: ApiContext,
  { days, first }: { days?: number | null; first?: number | null },
) {
  const within = days ?? 30;
  if (within < 0 || within > longestAhead) throw badInput(`天数应在 0 到 ${longestAhead} 之间。`, "days");
  const [row] = await context.run(listEnding, {
    until: dayAfter(context.today, within),
    demands: scopeOf(context.access, "writeDemand"),
    offers: scopeOf(context.access, "writeOffer"),
    limit: checkFirst(first, 50),
  });
  return row ?? { totalCount: 0, exampleCount: 0, items: [] };
}

const kinds = {
  demand: { lock: write.lockDemand, counter: "demands", label: "Demand", permission: "writeDemand" },
  offer: { lock: write.lockOffer, counter: "offers", label: "Offer", permission: "writeOffer" },
} as const;

async function prolong<T extends DemandRow | OfferRow>(
  context: ApiContext,
  kind: keyof typeof kinds,
  read: (tx: Transaction, context: ApiContext, id: string) => Promise<T>,
  input: ProlongEntryInput,
): Promise<T> {
  const { viewer, access, today } = context;
  const { lock, counter, label, permission } = kinds[kind];
  const id = checkId(input.id, "input", "id");
  const { until } = input;
  if (until <= today) throw badInput("新的截止日期应晚于今天。", "input", "until");
  if (until > dayAfter(today, longestYears * 366))
    throw badInput(`一次最多延长到 ${longestYears} 年以后，请选择更近的日期。`, "input", "until");
  return once(context, `prolong:${kind}`, input, async (tx) => {
    const [entry] = await tx.run(lock, { viewer, id });
    const held = await heldIn(tx, context, permission, [id]);
    if (!entry || !held.has(id)) return refuse(tx, context, id, read);
    const before = await read(tx, context, id);
    checkVersion(entry, input.expectedVersion, before);
    if (entry.state !== "published" && entry.state !== "expired")
      throw new AppError("CONFLICT", "这一条现在没有发布，不能延长。请刷新后查看最新状态。");
    await tx.run(write.prolongEntry, { viewer, id, until });
    await tx.run(write.recordChange, {
      viewer,
      id,
      by: actorOf(context),
      from: entry.state,
      to: "published",
      reason: `延长到 ${until}`,
      counter,
    });
    await settleMatchesOf(tx, context, [id]);
    await noteOwnData(tx, context);
    const after = await read(tx, context, id);
    await audit(tx, {
      action: `prolong${label}`,
      actor: access.actor,
      target: { kind: label, id },
      before,
      after,
      from: originOf(context),
    });
    return after;
  });
}

/** Gives a need a later last day. @throws AppError BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export const prolongDemand = (context: ApiContext, input: ProlongEntryInput): Promise<DemandRow> =>
  prolong(context, "demand", demandIn, input);

/** Gives a resource or project a later last day. @throws as `prolongDemand` */
export const prolongOffer = (context: ApiContext, input: ProlongEntryInput): Promise<OfferRow> =>
  prolong(context, "offer", offerIn, input);
