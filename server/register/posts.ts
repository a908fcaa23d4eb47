import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { loadMany } from "../api/loaders.ts";
import { AppError, badInput } from "../errors.ts";
import type { EndPostInput, Post, TakePostInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { postDraft } from "./drafts.ts";
import { type PostRow, readPosts } from "./queries.ts";
import { allianceToChange, entryOf, lockRegister } from "./standing.ts";
import * as write from "./writeQueries.ts";

/** 书记, 包链领导, 驻链指导员: who answers for what since when. History is kept: a successor ends the days of the one before. */

const titles: Record<Post, string> = {
  chainLead: "包链领导",
  stationedInstructor: "驻链指导员",
  secretary: "书记",
};

const postsByPlace = loadMany((context, placeIds) =>
  context.run(readPosts, { placeIds, today: context.today }),
);

/** Who held and holds the posts of an alliance or organisation, the latest first. */
export const postsOf = (context: ApiContext, placeId: string): Promise<PostRow[]> =>
  postsByPlace.load(context, placeId);

/** Who is an organisation's secretary today. */
export async function secretaryOf(context: ApiContext, id: string): Promise<PostRow | null> {
  const posts = await postsOf(context, id);
  return posts.find(({ current, post }) => current && post === "secretary") ?? null;
}

/** Finds the place of a post, and that it has such a post. @throws NOT_FOUND, FORBIDDEN, BAD_INPUT */
async function placeToChange(
  tx: Transaction,
  context: ApiContext,
  placeId: string,
  post: Post,
): Promise<string> {
  if (post !== "secretary") return (await allianceToChange(tx, context, placeId)).name;
  const entry = await entryOf(tx, context, placeId);
  if (entry.kind !== "PartyOrganization")
    throw badInput("只有党组织才有书记，请选择党组织。", "input", "placeId");
  if (!entry.held)
    throw new AppError("FORBIDDEN", "您可以查看这个党组织，但它不在您负责的范围内，不能修改。");
  return entry.name;
}

const kindOf = (post: Post): string => (post === "secretary" ? "PartyOrganization" : "Alliance");

/** 任职: from that day on; whoever held the post ends on it. Once for the client's key. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export function takePost(context: ApiContext, input: TakePostInput): Promise<{ placeId: string }> {
  const { viewer, access, today } = context;
  const placeId = checkId(input.placeId, "input", "placeId");
  const { post } = input;
  const draft = postDraft(input, titles[post], today);
  return once(context, "takePost", input, async (tx) => {
    await lockRegister(tx);
    await placeToChange(tx, context, placeId, post);
    const held = await tx.run(readPosts, { viewer, placeIds: [placeId], today });
    const now = held.find((one) => one.post === post && one.current);
    if (now && now.name === draft.name && now.title === draft.title)
      throw new AppError("CONFLICT", `${draft.name}已经担任${titles[post]}，不用再登记。`, {
        path: ["input", "name"],
      });
    const ended = await tx.run(write.endPostStatement, { viewer, placeId, post, on: draft.since });
    const id = ulid();
    await tx.run(write.takePostStatement, { viewer, today, placeId, id, post, ...draft });
    if (access.actor.demo) await tx.run(write.markExample, { viewer, id });
    else await noteOwnData(tx, context);
    await audit(tx, {
      action: "takePost",
      actor: access.actor,
      target: { kind: kindOf(post), id: placeId },
      before: ended[0] ? { post, name: ended[0].name, since: ended[0].since } : null,
      after: { post, ...draft },
      from: originOf(context),
    });
    return { placeId };
  });
}

/** 离任: from that day on nobody holds the post. Once for the client's key. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
export function endPost(context: ApiContext, input: EndPostInput): Promise<{ placeId: string }> {
  const { viewer, access, today } = context;
  const placeId = checkId(input.placeId, "input", "placeId");
  const { post } = input;
  const on = input.until ?? today;
  return once(context, "endPost", input, async (tx) => {
    await lockRegister(tx);
    await placeToChange(tx, context, placeId, post);
    const [ended] = await tx.run(write.endPostStatement, { viewer, placeId, post, on });
    if (!ended)
      throw new AppError("CONFLICT", `现在没有人担任${titles[post]}，可能刚被别人登记离任。请刷新后查看。`);
    await noteOwnData(tx, context);
    await audit(tx, {
      action: "endPost",
      actor: access.actor,
      target: { kind: kindOf(post), id: placeId },
      before: { post, name: ended.name, since: ended.since },
      after: { post, until: on },
      from: originOf(context),
    });
    return { placeId };
  });
}
