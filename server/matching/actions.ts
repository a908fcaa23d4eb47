import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { normalizeText } from "../language/words.ts";
import { actorOf, demandIn, offerIn } from "../lists/changes.ts";
import { heldIn, mayDo } from "../lists/held.ts";
import { once } from "../lists/once.ts";
import { narrowMatches } from "../lists/writeQueries.ts";
import { barsFor } from "./apart.ts";
import { holdCapacity } from "./capacity.ts";
import { ruleAgainst } from "./hardRules.ts";
import { assessPair, type ShownPair } from "./matches.ts";
import { waitsForOf } from "./reminders.ts";
import { barredOffers, lockMatch, moveMatch } from "./resultQueries.ts";
import { type DeclineReason, type MatchState, type MatchStep, nextMatchState, stateOf } from "./states.ts";

const longestNote = 500;

interface PairInput {
  clientMutationId: string;
  demandId: string;
  offerId: string;
}

export interface MovedMatch {
  demandId: string;
  offerId: string;
  state: MatchState;
  reason: string | null;
  declineReason: DeclineReason | null;
}

/** 发起对接. @throws AppError BAD_INPUT, NOT_FOUND, CONFLICT */
export const startContact = (
  context: ApiContext,
  input: PairInput & { note?: string | null },
): Promise<MovedMatch> =>
  move(context, "contact", input, { reason: noteOf(input.note), declineReason: null });

/** 已达成: both sides will do it; what comes next is a project. @throws as `startContact` */
export const agreeMatch = (
  context: ApiContext,
  input: PairInput & { note?: string | null },
): Promise<MovedMatch> => move(context, "agree", input, { reason: noteOf(input.note), declineReason: null });

/** 不合适: the pair sinks to the end of its lists, with the reason. @throws as `startContact` */
export const declineMatch = (
  context: ApiContext,
  input: PairInput & { reason: DeclineReason; note?: string | null },
): Promise<MovedMatch> =>
  move(context, "decline", input, { reason: noteOf(input.note), declineReason: input.reason });

/** Takes the last of these back: an agreed pair is contacted again, any other a proposal. @throws as `startContact` */
export const reopenMatch = (context: ApiContext, input: PairInput): Promise<MovedMatch> =>
  move(context, "reopen", input, { reason: null, declineReason: null });

function noteOf(note: string | null | undefined): string | null {
  if (!note) return null;
  if (note.length > longestNote) throw badInput(`说明最多 ${longestNote} 字。`, "input", "note");
  return normalizeText(note) || null;
}

async function move(
  context: ApiContext,
  step: MatchStep,
  input: PairInput,
  why: { reason: string | null; declineReason: DeclineReason | null },
): Promise<MovedMatch> {
  const { viewer, today, access } = context;
  const demandId = checkId(input.demandId, "input", "demandId");
  const offerId = checkId(input.offerId, "input", "offerId");
  // Whoever may not decide is told so below, without a whole list being worked out for them.
  const may = await mayDo(context, "decideMatch", demandId, offerId);
  const shown = step === "reopen" || !may ? null : await shownFor(context, demandId, offerId);
  return once(context, `${step}:match`, input, async (tx) => {
    const held = await heldIn(tx, context, "decideMatch", [demandId, offerId]);
    const [match] = held.size === 0 ? [] : await tx.run(lockMatch, { demandId, offerId, viewer });
    if (!match) return refusePair(tx, context, demandId, offerId);
    await tx.run(narrowMatches, { entryIds: [demandId] });
    const to = nextMatchState(stateOf(match.state), step);
    if (step === "contact") {
      const bars = await tx.run(barredOffers, { id: demandId, today });
      const pair = bars.filter(({ id }) => id === offerId);
      const actor = scopeOf(access, "tendOwner");
      const barred = (await barsFor(tx, { viewer, actor, today }, pair)).get(offerId) ?? null;
      // Nothing is under way before a contact that the rules would have to spare.
      const rule = ruleAgainst({ ...match, barred, acted: false, today });
      if (rule)
        throw new AppError("CONFLICT", rule.refusal, rule.name === null ? {} : { facts: { rule: rule.id } });
    }
    const [moved] = await tx.run(moveMatch, {
      id: match.id,
      to,
      by: actorOf(context),
      ...why,
      waitsFor: to === "contacted" ? waitsForOf(held, { demandId, offerId }) : null,
      weightsVersion: shown?.weightsVersion ?? null,
      score: shown?.score ?? null,
      factors: shown ? JSON.stringify(shown.factors) : null,
      viewer,
    });
    if (!moved) throw notFound("这一对需求和资源");
    if (to === "agreed" || match.state === "agreed") await holdCapacity(tx, match.id, to === "agreed");
    await noteOwnData(tx, context);
    await audit(tx, {
      action: `${step}Match`,
      actor: access.actor,
      target: { kind: "Match", id: match.id },
      before: { state: match.state, reason: match.reason, declineReason: match.declineReason },
      after: { state: to, ...why },
      from: originOf(context),
    });
    return { demandId, offerId, state: to, ...why };
  });
}

/** What people were shown of the pair; null when it cannot be had just now: that is no reason to refuse the step. */
async function shownFor(
  { graph, embedder, viewer, today }: ApiContext,
  demandId: string,
  offerId: string,
): Promise<ShownPair | null> {
  try {
    return await assessPair({ graph, embedder }, { demandId, offerId, viewer, today });
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Why a pair could not be taken: a side is out of sight, or neither lies in a place the actor holds. */
async function refusePair(
  tx: Transaction,
  context: ApiContext,
  demandId: string,
  offerId: string,
): Promise<never> {
  await demandIn(tx, context, demandId);
  await offerIn(tx, context, offerId);
  throw new AppError("FORBIDDEN", "需求和资源都不在您负责的范围内，不能替双方决定。");
}
