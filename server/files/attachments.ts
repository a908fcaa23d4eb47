import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { onceIfKeyed } from "../api/once.ts";
import { type PageArgs, readPage, toConnection } from "../api/page.ts";
import { AppError, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { projectById } from "../projects/read.ts";
import { mayRun } from "../projects/rights.ts";
import { type AttachmentKind, auditTarget, cleanCaption, kindFor, settleOrigin } from "./attach.ts";
import { endings } from "./contents.ts";
import { mayAttachTo, targetIn, writableTarget } from "./kinds.ts";
import { defaultFileLimits } from "./limits.ts";
import { harmlessName } from "./names.ts";
import * as queries from "./queries.ts";

/** A page of what hangs on a thing. What is hidden and what is absent answer alike: nothing. */
export async function findAttachments(context: ApiContext, { id, ...args }: { id: string } & PageArgs) {
  const page = readPage(args, 50, "number");
  const target = await targetIn(context.graph, context, checkId(id, "id"));
  const [row] = target
    ? await context.run(queries.attachmentsOf, { id: target.id, kinds: queries.targetKinds, ...page })
    : [];
  return {
    ...toConnection(row, page),
    mayAttach: target !== null && (await mayAttachTo(context.graph, context, target)),
    mostBytes: (context.files ?? defaultFileLimits).bytes,
  };
}

/** One attachment, as far as the thing it hangs on is seen now; null for what is hidden or absent. */
export async function attachmentById(context: ApiContext, id: string): Promise<queries.AttachmentRow | null> {
  const [row] = await context.run(queries.readAttachments, { ids: [id] });
  return row && (await targetIn(context.graph, context, row.targetId)) ? row : null;
}

const counts = loadById((context, ids) => context.run(queries.countAttachments, { ids }));

/** How many files hang on a delivery or an evaluation of a project that the viewer sees. */
export const attachmentCount = async (context: ApiContext, id: string): Promise<number> =>
  (await counts.load(context, id))?.attachments ?? 0;

/** Whether the viewer may attach to the deliveries of a project: what `kinds.ts` says, for buttons. */
export async function mayAttachToDeliveries(context: ApiContext, projectId: string): Promise<boolean> {
  const project =
    context.access.permissions.has("attachFile") && (await projectById.load(context, projectId));
  return project ? mayRun(context, project, "offer") : false;
}

export interface ChangeInput {
  clientMutationId: string;
  id: string;
  expectedVersion: number;
}

/** Locks an attachment of a thing that the viewer may write. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
async function lockedIn(tx: Transaction, context: ApiContext, input: ChangeInput) {
  const { viewer } = context;
  const id = checkId(input.id, "input", "id");
  const [locked] = await tx.run(queries.lockAttachment, { viewer, id });
  const [row] = await tx.run(queries.readAttachments, { viewer, ids: [id] });
  if (!locked || !row) throw notFound("这个附件");
  const target = await writableTarget(tx, context, row.targetId);
  if (locked.version !== input.expectedVersion)
    throw new AppError("CONFLICT", "这个附件刚被别人改过。请刷新后查看最新内容，再继续。", {
      path: ["input", "expectedVersion"],
      facts: { expectedVersion: input.expectedVersion, currentVersion: locked.version },
    });
  return { row, target };
}

const saidBy = ({ name, caption, kind }: queries.AttachmentRow) => ({ name, caption, kind });

/** Another name, caption or kind. @throws NOT_FOUND, FORBIDDEN, CONFLICT, BAD_INPUT */
export async function editAttachment(
  context: ApiContext,
  input: ChangeInput & { name: string; caption?: string | null | undefined; kind: AttachmentKind },
): Promise<queries.AttachmentRow> {
  const { viewer, access } = context;
  const caption = cleanCaption(input.caption);
  return onceIfKeyed(context, "editAttachment", { ...input }, async (tx) => {
    const { row, target } = await lockedIn(tx, context, input);
    const after = {
      name: harmlessName(input.name, endings[row.mediaType]),
      caption,
      kind: kindFor(input.kind, row.mediaType),
    };
    await tx.run(queries.saveAttachment, { viewer, id: row.id, ...after });
    await settleOrigin(tx, context, target, row.id);
    if (!access.actor.demo) await tx.run(queries.markOwn, { id: row.id });
    await audit(tx, {
      action: "editAttachment",
      actor: access.actor,
      target: auditTarget(target),
      before: { attachmentId: row.id, ...saidBy(row) },
      after: { attachmentId: row.id, ...after },
      from: originOf(context),
    });
    const [saved] = await tx.run(queries.readAttachments, { viewer, ids: [row.id] });
    if (!saved) throw notFound("这个附件");
    return saved;
  });
}

/** Takes an attachment off its thing; its content goes after a grace when nothing else holds it. @throws as `editAttachment` */
export async function removeAttachment(context: ApiContext, input: ChangeInput): Promise<string> {
  const { viewer, access } = context;
  return onceIfKeyed(context, "removeAttachment", { ...input }, async (tx) => {
    const { row, target } = await lockedIn(tx, context, input);
    await tx.run(queries.deleteAttachment, { viewer, id: row.id });
    await audit(tx, {
      action: "removeAttachment",
      actor: access.actor,
      target: auditTarget(target),
      before: { attachmentId: row.id, ...saidBy(row), hash: row.hash, size: row.size },
      from: originOf(context),
    });
    return row.id;
  });
}
