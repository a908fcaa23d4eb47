import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { loadById } from "../api/loaders.ts";
import { checkFirst, type PageArgs, readPage, toConnection } from "../api/page.ts";
import { badInput } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { listActors, listAuditEvents, nameTargets, readAuditHead } from "./auditQueries.ts";

export interface AuditFilter {
  action?: string | null | undefined;
  actorId?: string | null | undefined;
  targetId?: string | null | undefined;
  /** Days in Asia/Shanghai, both inclusive. */
  from?: string | null | undefined;
  to?: string | null | undefined;
}

/**
 * A page of the trail, newest first. Demo visitors are nobody in particular: they see what was done in the demo, and no
 * addresses.
 */
export async function auditEvents(
  context: ApiContext,
  filter: AuditFilter | null | undefined,
  args: PageArgs,
) {
  const page = readPage(args, 50, "number");
  const { from, to } = filter ?? {};
  if (from && to && to < from) throw badInput("结束日期早于开始日期。", "filter", "to");
  const demo = context.access.kind === "demo";
  const [found] = await context.run(listAuditEvents, {
    demo,
    action: filter?.action ?? null,
    actorId: filter?.actorId ?? null,
    targetId: filter?.targetId ?? null,
    from: from ? startOfDay(from, 0) : null,
    to: to ? startOfDay(to, 1) : null,
    ...page,
  });
  return toConnection(found, page, ({ cursorKey: _, ...event }) =>
    demo ? { ...event, address: null } : event,
  );
}

/** The instant a day begins in Asia/Shanghai, `later` days on, ISO in UTC. */
const startOfDay = (day: string, later: number): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000).toISOString();

/** The end of the sealed chain. */
export async function auditHead({ graph }: ApiContext) {
  const [head] = await graph.run(readAuditHead, {});
  return head ?? { seq: 0, hash: "", sealedAt: null, waiting: 0 };
}

const mostActors = 50;

/** Who has done something, by part of the name; nobody for an empty text. @throws BAD_INPUT, LIMIT */
export async function auditActors(context: ApiContext, text: string, first: number | null | undefined) {
  const part = filterText(text, "text");
  const limit = checkFirst(first, 10, mostActors);
  return part === null
    ? []
    : context.run(listActors, { text: part, limit, demo: context.access.kind === "demo" });
}

const named = new Set(["Account", "Invitation", "ApiToken", "ShareLink"]);
const targetById = loadById(async (context, ids) => context.run(nameTargets, { ids }));

export const auditEventResolvers: NonNullable<Resolvers["AuditEvent"]> = {
  targetName: async ({ targetKind, targetId }, _, context) =>
    targetId && targetKind && named.has(targetKind)
      ? ((await targetById.load(context, targetId))?.name ?? null)
      : null,
};
