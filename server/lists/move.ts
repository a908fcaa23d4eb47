import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { badInput } from "../errors.ts";
import type { WithdrawEntryInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { normalizeText } from "../language/words.ts";
import { actorOf, checkVersion, demandIn, offerIn, refuse } from "./changes.ts";
import { heldIn } from "./held.ts";
import { once } from "./once.ts";
import type { DemandRow, OfferRow } from "./queries.ts";
import { settleMatchesOf } from "./settle.ts";
import { nextState } from "./states.ts";
import * as write from "./writeQueries.ts";

type Step = "withdraw" | "republish";

const longestReason = 500;

/** A reason as it is kept; null when nothing is said. @throws BAD_INPUT */
export function reasonOf(reason: string | null | undefined): string | null {
  if (!reason) return null;
  if (reason.length > longestReason) throw badInput(`理由最多 ${longestReason} 字。`, "input", "reason");
  return normalizeText(reason) || null;
}

const kinds = {
  demand: { lock: write.lockDemand, counter: "demands", label: "Demand", permission: "writeDemand" },
  offer: { lock: write.lockOffer, counter: "offers", label: "Offer", permission: "writeOffer" },
} as const;

async function move<T extends DemandRow | OfferRow>(
  context: ApiContext,
  kind: keyof typeof kinds,
  read: (tx: Transaction, context: ApiContext, id: string) => Promise<T>,
  step: Step,
  input: WithdrawEntryInput,
): Promise<T> {
  const { viewer, access } = context;
  const { lock, counter, label, permission } = kinds[kind];
  const id = checkId(input.id, "input", "id");
  const reason = reasonOf(input.reason);
  return once(context, `${step}:${kind}`, input, async (tx) => {
    const [entry] = await tx.run(lock, { viewer, id });
    const held = await heldIn(tx, context, permission, [id]);
    if (!entry || !held.has(id)) return refuse(tx, context, id, read);
    if (entry.version !== input.expectedVersion)
      checkVersion(entry, input.expectedVersion, await read(tx, context, id));
    const to = nextState(entry.state, step, { withdrawnFrom: entry.withdrawnFrom });
    const withdrawnFrom = step === "withdraw" ? entry.state : null;
    await tx.run(write.moveEntry, { viewer, id, to, withdrawnFrom });
    await tx.run(write.recordChange, {
      viewer,
      id,
      by: actorOf(context),
      from: entry.state,
      to,
      reason,
      counter,
    });
    await settleMatchesOf(tx, context, [id]);
    await audit(tx, {
      action: `${step}${label}`,
      actor: access.actor,
      target: { kind: label, id },
      before: { state: entry.state },
      after: { state: to, reason },
      from: originOf(context),
    });
    return read(tx, context, id);
  });
}

/** Withdraws a need, or publishes a withdrawn one again. @throws BAD_INPUT, NOT_FOUND, CONFLICT */
export const moveDemand = (context: ApiContext, step: Step, input: WithdrawEntryInput): Promise<DemandRow> =>
  move(context, "demand", demandIn, step, input);

/** Withdraws a resource or project, or publishes a withdrawn one again. @throws as `moveDemand` */
export const moveOffer = (context: ApiContext, step: Step, input: WithdrawEntryInput): Promise<OfferRow> =>
  move(context, "offer", offerIn, step, input);
