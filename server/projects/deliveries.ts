import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { loadMany } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { actorOf } from "../lists/changes.ts";
import { type ChangeInput, changeProject, demandRun, whoOf } from "./change.ts";
import { cleanDelivery, type DeliveryInput, optionalText } from "./fields.ts";
import { deliveriesOfProjects, ownDelivery, type ProjectRow } from "./queries.ts";
import * as write from "./writeQueries.ts";

export const deliveriesOf = loadMany((context, ids) =>
  context.run(deliveriesOfProjects, { ids, reader: actorOf(context) }),
);

async function demandOpen(tx: Transaction, context: ApiContext, project: ProjectRow): Promise<void> {
  await demandRun(tx, context, project, "offer");
  if (project.state === "approved")
    throw new AppError("CONFLICT", "只有实施中的项目可以登记交付。请先开始实施。");
  if (project.state !== "running")
    throw new AppError("CONFLICT", "只有实施中的项目可以登记和更正交付。已办结的，请先退回实施。");
}

/** 交付记录 of a project that runs. @throws as `changeProject`, FORBIDDEN, BAD_INPUT */
export function recordDelivery(context: ApiContext, input: ChangeInput & DeliveryInput): Promise<ProjectRow> {
  const delivery = cleanDelivery(input, context.today);
  return changeProject(context, "recordDelivery", input, async (tx, project) => {
    await demandOpen(tx, context, project);
    const { viewer } = context;
    const named = { deliveryId: ulid(), ...delivery, ...whoOf(context) };
    await tx.run(write.addDelivery, { viewer, id: project.id, ...named });
    return delivery;
  });
}

interface CorrectionInput extends ChangeInput {
  deliveryId: string;
  reason: string;
}

/** What is asked of whoever changes a record: their own, of a project that runs, and why. */
async function ownIn(tx: Transaction, context: ApiContext, project: ProjectRow, deliveryId: string) {
  await demandOpen(tx, context, project);
  const { viewer } = context;
  const [kept] = await tx.run(ownDelivery, { viewer, id: project.id, deliveryId, reader: actorOf(context) });
  if (!kept) throw notFound("这条交付记录");
  if (!kept.mine) throw new AppError("FORBIDDEN", "只有登记这条交付的人可以更正或删除它，请联系登记人。");
  const { id, on, text, quantity, unit, attachments } = kept;
  return { id, on, text, quantity, unit, attachments };
}

function reasonOf(reason: string): string {
  const kept = optionalText(reason, "原因", "reason");
  if (kept === null) throw badInput("请写明更正或删除的原因。", "input", "reason");
  return kept;
}

/** Corrects a record that the viewer wrote, with the reason. @throws as `changeProject`, FORBIDDEN, BAD_INPUT */
export function editDelivery(
  context: ApiContext,
  input: CorrectionInput & DeliveryInput,
): Promise<ProjectRow> {
  const delivery = cleanDelivery(input, context.today);
  const deliveryId = checkId(input.deliveryId, "input", "deliveryId");
  const reason = reasonOf(input.reason);
  return changeProject(context, "editDelivery", input, async (tx, project) => {
    const { attachments: _, ...before } = await ownIn(tx, context, project, deliveryId);
    await tx.run(write.saveDelivery, { viewer: context.viewer, id: project.id, deliveryId, ...delivery });
    return { before, delivery: { id: deliveryId, ...delivery }, reason };
  });
}

/**
 * Removes a record that the viewer wrote, with the files on it; the trail keeps what it said, and the reason.
 * @throws as `changeProject`, FORBIDDEN, BAD_INPUT
 */
export function removeDelivery(context: ApiContext, input: CorrectionInput): Promise<ProjectRow> {
  const deliveryId = checkId(input.deliveryId, "input", "deliveryId");
  const reason = reasonOf(input.reason);
  return changeProject(context, "removeDelivery", input, async (tx, project) => {
    const removed = await ownIn(tx, context, project, deliveryId);
    await tx.run(write.removeDelivery, { viewer: context.viewer, id: project.id, deliveryId });
    return { removed, reason };
  });
}
