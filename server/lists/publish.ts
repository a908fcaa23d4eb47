import { scopeOf, usualPlace } from "../access/access.ts";
import type { Permission } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { optionalId } from "../api/ids.ts";
import { badInput } from "../errors.ts";
import type { EntryVisibility } from "../generated/resolvers.ts";
import type { ParamsOf, Query, RowOf } from "../graph/query.ts";
import {
  audienceOf,
  type Publication,
  type PublishingWish,
  publication,
  visibilityOf,
  waitsFor,
} from "./publication.ts";
import { type PublishingRow, publishingRules } from "./reviewQueries.ts";
import { checkReferences } from "./writeQueries.ts";

/** The graph while looking, a transaction while writing. */
export interface Runner {
  run<Q extends Query>(query: Q, params: ParamsOf<Q>): Promise<RowOf<Q>[]>;
}

export interface EntryPlace {
  ownerId: string | null;
  allianceId: string | null;
}

/** How entries of these owners and alliances are published, by the key of each. */
export async function rulesFor(
  runner: Runner,
  { viewer, today }: ApiContext,
  places: (EntryPlace & { key: string })[],
): Promise<Map<string, PublishingRow>> {
  const rows = await runner.run(publishingRules, { viewer, today, places });
  return new Map(rows.map((row) => [row.key, row]));
}

/** For which alliances this visitor reviews. */
function reviewsFor({ access }: ApiContext): PublishingWish["mayReview"] {
  const { all, allianceIds } = scopeOf(access, "reviewEntry");
  return (allianceId) => all || allianceIds.includes(allianceId);
}

/**
 * What becomes of an entry when this viewer saves it.
 * @throws AppError BAD_INPUT also where nobody would see it whom it was entered by.
 */
export function publicationFor(
  context: ApiContext,
  rule: PublishingRow,
  wish: Omit<PublishingWish, "mayReview">,
): Publication {
  const result = publication(rule, { ...wish, mayReview: reviewsFor(context) });
  const { all, audiences } = context.viewer;
  const circles = [result.audience, result.reviewedIn ?? ""];
  if (all || circles.some((circle) => audiences.includes(circle))) return result;
  throw badInput(
    "按这个可见范围保存后，您自己也看不到这一条。请换一个可见范围，或选择您负责的单位和联盟。",
    ...["input", "fields", "visibility"],
  );
}

const circleNames: Record<EntryVisibility, (row: PublishingRow) => string | null> = {
  organization: (row) => row.ownerName,
  alliance: (row) => row.allianceName,
  hub: (row) => row.hubName,
  public: () => null,
};

/** Circles that an entry of this owner and alliance can be shown to, and whether saving it waits for a review. */
export async function publishingChoices(
  context: ApiContext,
  args: { ownerId?: string | null; allianceId?: string | null },
) {
  const named = {
    ownerId: optionalId(args.ownerId, "ownerId"),
    allianceId: optionalId(args.allianceId, "allianceId"),
  };
  // Who names nobody enters it for the place that they hold.
  const writes = context.access.permissions.has("writeDemand") ? "writeDemand" : "writeOffer";
  const place =
    named.ownerId === null && named.allianceId === null ? usualPlace(context.access, writes) : named;
  // What comes of an owner's entry tells where the owner is a member: only those who may enter it are told.
  const own = (await mayEnter(context, writes, place)) ? place : { ownerId: null, allianceId: null };
  const row = (await rulesFor(context.graph, context, [{ key: "", ...own }])).get("");
  if (!row) throw new Error("the rule of publishing was not read");
  const all: EntryVisibility[] = ["organization", "alliance", "hub", "public"];
  const circles = all.flatMap((visibility) => {
    try {
      const audience = audienceOf(row, visibility);
      const { viewer } = context;
      const seen = viewer.all || viewer.audiences.includes(audience);
      return seen ? [{ visibility, name: circleNames[visibility](row) }] : [];
    } catch {
      return [];
    }
  });
  const waiting = waitsFor(row, row.usualAudience, reviewsFor(context));
  const asked = row.reviewers.find(({ id }) => id === waiting) ?? row.reviewers[0];
  return {
    circles,
    usual: visibilityOf(row.usualAudience),
    reviewed: waiting !== null,
    reviewingAlliance: asked?.name ?? null,
  };
}

/** Whether owner and alliance are in sight and the visitor could save an entry of theirs. */
async function mayEnter(context: ApiContext, permission: Permission, place: EntryPlace): Promise<boolean> {
  const { today, access } = context;
  const [found] = await context.run(checkReferences, {
    actor: scopeOf(access, permission),
    today,
    ...place,
    categoryId: null,
    productIds: [],
  });
  return (
    found?.mayAct === true &&
    (place.ownerId === null || found.ownerKind !== null) &&
    (place.allianceId === null || found.allianceFound)
  );
}
