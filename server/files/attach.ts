import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { once } from "../api/once.ts";
import { AppError, badInput } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { actorOf } from "../lists/changes.ts";
import { markOwn as markEntryOwn } from "../lists/writeQueries.ts";
import { markOwn as markProjectOwn } from "../projects/writeQueries.ts";
import { markOwn as markRegisteredOwn } from "../register/writeQueries.ts";
import { endings, isPicture, type MediaType } from "./contents.ts";
import { writableTarget } from "./kinds.ts";
import { defaultFileLimits, demoBytes, longestCaption, mostOnOne } from "./limits.ts";
import { harmlessName } from "./names.ts";
import * as queries from "./queries.ts";
import { type FileStore, place, type Received } from "./store.ts";

export type AttachmentKind = (typeof queries.attachmentKinds)[number];

export interface AttachInput {
  clientMutationId: string;
  targetId: string;
  kind: AttachmentKind | null;
  caption: string | null;
  name: string;
  /** SHA-256 of the file as it was sent. */
  sentHash: string;
}

/** A caption without what cannot be seen; null for none. @throws BAD_INPUT beyond 200 characters */
export function cleanCaption(caption: string | null | undefined): string | null {
  const plain = (caption ?? "")
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  if ([...plain].length > longestCaption)
    throw badInput(`说明最长 ${longestCaption} 个字。`, "input", "caption");
  return plain === "" ? null : plain;
}

/** What an attachment is: as chosen, else by its content. @throws BAD_INPUT for a photo that is no picture */
export function kindFor(chosen: AttachmentKind | null, mediaType: MediaType): AttachmentKind {
  const picture = isPicture(mediaType);
  if (chosen === "photo" && !picture) throw badInput("“照片”只能是图片。请改选“材料”或“签字件”。", "kind");
  return chosen ?? (picture ? "photo" : "material");
}

/**
 * Hangs a received content on a thing, once for the client's key; the same content on the same thing is one attachment. The bytes
 * get their name while the content is locked in the graph, before the transaction ends: no node is without its bytes, and
 * bytes without a node are swept. Returns the attachment's id.
 * @throws NOT_FOUND, FORBIDDEN, BAD_INPUT, CONFLICT, LIMIT
 */
export function attach(
  context: ApiContext,
  store: FileStore,
  input: AttachInput,
  content: { received: Received; mediaType: MediaType },
): Promise<string> {
  const { viewer, access } = context;
  const { received, mediaType } = content;
  const { hash, size } = received;
  const kind = kindFor(input.kind, mediaType);
  const name = harmlessName(input.name, endings[mediaType]);
  const caption = cleanCaption(input.caption);
  return once(context, "attachFile", { ...input }, async (tx) => {
    const target = await writableTarget(tx, context, input.targetId);
    const { ownerId } = target;
    await checkRoom(tx, context, ownerId, received);
    await lockContent(tx, { hash, size, mediaType });
    const id = ulid();
    const who = { by: actorOf(context), byName: access.actor.name };
    const thing = { viewer, targetId: target.id, kinds: queries.targetKinds, ownerId };
    const words = { name, caption, kind };
    const [made] = await tx.run(queries.createAttachment, { ...thing, ...words, ...who, hash, id });
    if (!made) throw new Error("a thing that was there could not be attached to");
    // Also where the same content was kept already: should its bytes have been lost, here they are.
    await place(store, received);
    if (made.id !== id) return made.id;
    if (made.before >= mostOnOne)
      throw new AppError("LIMIT", `一处最多附 ${mostOnOne} 个文件。请先移除不再需要的。`);
    await settleOrigin(tx, context, target, id);
    await audit(tx, {
      action: "attachFile",
      actor: access.actor,
      target: auditTarget(target),
      after: { attachmentId: id, ...words, mediaType, size, hash },
      from: originOf(context),
    });
    return id;
  });
}

/** A sweeper may have taken the content away while this waited for it: then it is made anew. @throws OVERLOADED */
async function lockContent(
  tx: Transaction,
  content: { hash: string; size: number; mediaType: MediaType },
): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const [locked] = await tx.run(queries.lockFile, content);
    if (locked?.hash === content.hash) return;
  }
  throw new AppError("OVERLOADED", "系统正忙，文件没有保存。请稍后重试。");
}

/** What an event of an attachment is about: the thing, or the project that it belongs to. */
export const auditTarget = ({ kind, id, projectId }: queries.TargetRow) =>
  projectId === null ? { kind, id } : { kind: "ServiceProject", id: projectId };

async function checkRoom(
  tx: Transaction,
  context: ApiContext,
  ownerId: string,
  { hash, size }: Received,
): Promise<void> {
  const { demo } = context.access.actor;
  const most = demo ? demoBytes : (context.files ?? defaultFileLimits).ownerBytes;
  const [room] = await tx.run(queries.lockRoom, { ownerId, hash, demo });
  const { bytes = 0, known = 0 } = room ?? {};
  if (known > 0 || bytes + size <= most) return;
  const whose = demo ? "示例模式" : "这个单位";
  throw new AppError(
    "LIMIT",
    `${whose}的文件已有 ${Math.ceil(bytes / 1_000_000)} MB，最多 ${Math.floor(most / 1_000_000)} MB。请先移除不再需要的文件。`,
  );
}

/** What demo visitors attach is an example; what real people work on is theirs and ends the demo mode. */
export async function settleOrigin(
  tx: Transaction,
  context: ApiContext,
  { id, kind, projectId }: queries.TargetRow,
  attachmentId: string,
): Promise<void> {
  const { viewer, access } = context;
  if (access.actor.demo) return void (await tx.run(queries.markExample, { id: attachmentId }));
  await noteOwnData(tx, context);
  if (projectId !== null) await tx.run(markProjectOwn, { viewer, id: projectId });
  if (kind === "Demand" || kind === "Offer") await tx.run(markEntryOwn, { viewer, id });
  if (kind === "Enterprise" || kind === "PartyOrganization") await tx.run(markRegisteredOwn, { viewer, id });
}
