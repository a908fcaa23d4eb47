import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { once, onceIfKeyed } from "../api/once.ts";
import { badInput, notFound } from "../errors.ts";
import { checkName } from "./accounts.ts";
import { audit, originOf } from "./audit.ts";
import { checkDays, linkOf } from "./invitations.ts";
import { readPlaces } from "./queries.ts";
import { type MadeSecret, repeatableSecret, sameSecret } from "./secrets.ts";
import { createShareLink, deleteShareLink, listShareLinks } from "./sessionQueries.ts";

const mostPlaces = 20;

/** One's own links that still hold, with the places whose internal records they show. */
export async function ownShareLinks(context: ApiContext, accountId: string) {
  const rows = await context.graph.run(listShareLinks, { accountId });
  const places = new Map(
    (await context.run(readPlaces, { ids: rows.flatMap(({ placeIds }) => placeIds) })).map((place) => [
      place.id,
      place,
    ]),
  );
  return rows.map(({ placeIds, ...row }) => ({
    ...row,
    places: placeIds.flatMap((id) => places.get(id) ?? []),
  }));
}

/**
 * Makes a link for guests: what is public, and the internal records of the named places as far as the sharer sees them.
 * The audiences are fixed now; when the sharer loses one, so do the guests. @throws BAD_INPUT, NOT_FOUND.
 */
export async function shareLink(
  context: ApiContext,
  accountId: string,
  wish: {
    clientMutationId: string;
    name: string;
    path: string;
    placeIds?: readonly string[] | null | undefined;
    days?: number | null | undefined;
  },
): Promise<{ id: string; link: string }> {
  const name = checkName(wish.name);
  if (!/^\/(?!\/)[\w\-./?=&%]{0,300}$/.test(wish.path))
    throw badInput("请从要分享的页面里发起分享。", "input", "path");
  const placeIds = [...new Set(wish.placeIds ?? [])];
  if (placeIds.length > mostPlaces)
    throw badInput(`一个链接最多带 ${mostPlaces} 个范围。`, "input", "placeIds");
  const places = await context.run(readPlaces, { ids: placeIds });
  const { viewer, actor } = context.access;
  const audiences = places.map(({ id, kind, variant }) =>
    kind === "Alliance" ? (variant === "hub" ? `hub:${id}` : `alliance:${id}`) : `org:${id}`,
  );
  const seen = audiences.every((audience) => viewer.all || viewer.audiences.includes(audience));
  if (places.length < placeIds.length || !seen) throw notFound("要分享的范围");
  const days = checkDays(wish.days, 14, 90);
  const fresh = repeatableSecret(context, "lml", wish.clientMutationId);
  const { hash } = fresh;
  const made = await once(context, "createShareLink", wish, async (tx): Promise<MadeSecret> => {
    const id = ulid();
    const row = {
      accountId,
      id,
      hash,
      name,
      path: wish.path,
      audiences: ["public", ...audiences],
      placeIds,
      days,
    };
    const [created] = await tx.run(createShareLink, row);
    if (!created) throw notFound("这个账号");
    const after = { name, path: wish.path, audiences: row.audiences, days };
    await audit(tx, {
      action: "createShareLink",
      actor,
      target: { kind: "ShareLink", id },
      after,
      from: originOf(context),
    });
    return { id, hash };
  });
  return { id: made.id, link: linkOf(context, "share", sameSecret(made, fresh)) };
}

export async function revokeShareLink(
  context: ApiContext,
  accountId: string,
  step: { id: string; clientMutationId?: string | null | undefined },
): Promise<number> {
  const { id } = step;
  const ended = await onceIfKeyed(context, "revokeShareLink", step, async (tx) => {
    const [gone] = await tx.run(deleteShareLink, { accountId, id });
    if (!gone) throw notFound("这个分享链接");
    const target = { kind: "ShareLink", id };
    await audit(tx, {
      action: "revokeShareLink",
      actor: context.access.actor,
      target,
      before: gone,
      from: originOf(context),
    });
    return 1;
  });
  return ended;
}
