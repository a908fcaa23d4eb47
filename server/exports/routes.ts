import { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { demand } from "../access/access.ts";
import { notFromElsewhere } from "../access/sameOrigin.ts";
import { answering, sendFile } from "../api/answer.ts";
import type { ApiContext } from "../api/context.ts";
import type { Rates } from "../api/rates.ts";
import { badInput } from "../errors.ts";
import { audit, originOf } from "../identity/audit.ts";
import { everyEntry } from "../lists/entries.ts";
import { type ListName, listKinds } from "../lists/listKinds.ts";
import { entryStates } from "../lists/queries.ts";
import { documentOf } from "./document.ts";
import { tableOf } from "./table.ts";
import { workbookOf } from "./workbook.ts";

/** A document of more rows than this takes minutes to open, and nobody reads it. */
const mostRows = { xlsx: 50_000, docx: 2_000 } as const;
/** For visitors who are known by nothing but a link or the demo. */
const mostRowsOfGuests = { xlsx: 2_000, docx: 500 } as const;
const few: ReadonlySet<string> = new Set(["anonymous", "guest", "demo"]);

const types = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

const text = z.string().max(200).optional();
/** The list as the page shows it, in the words of the API's filter. */
const asked = z.object({
  list: z.enum(["demands", "resources", "projects"]),
  format: z.enum(["xlsx", "docx"]),
  text,
  categoryId: text,
  state: z.enum(entryStates).optional(),
  allianceId: text,
  example: z.enum(["true", "false"]).optional(),
  /** Those selected, parted by commas; at most 200. */
  ids: z.string().max(12_000).optional(),
  order: z.enum(["newest", "soonest"]).default("newest"),
});

export type ContextOf = (request: Request, response: Response) => Promise<ApiContext>;

export interface ExportLimits {
  rates: Rates | undefined;
  /** Lets few through at once: a file is made in this process, whole. */
  turn: RequestHandler;
}

/**
 * `GET /exports/lists`: one of the three lists under the filters of the page, as a workbook or a document. Each counts as
 * an operation, and each of its rows as one unit of cost.
 */
export function exportRoutes(
  contextOf: ContextOf,
  logger: ApiContext["logger"],
  { rates, turn }: ExportLimits,
): RequestHandler {
  const router = Router();
  router.get(
    "/exports/lists",
    notFromElsewhere,
    turn,
    answering(logger, async (request, response) => {
      const context = await contextOf(request, response);
      const { access, exchange } = context;
      await rates?.countRequest(access, exchange);
      demand(access, "read");
      const wanted = asked.safeParse(request.query);
      if (!wanted.success) throw badInput("导出的条件不对，请回到清单页面重新导出。");
      const { format, list } = wanted.data;
      const title =
        (await listKinds(context.graph, context)).find((kind) => kind.list === list)?.name ?? "清单";
      const { bytes, rows } = await exportList(context, title, wanted.data);
      await rates?.countCost(access, exchange, rows);
      sendFile(response, `${title}-${context.today}.${format}`, types[format], bytes);
    }),
  );
  return router;
}

async function exportList(
  context: ApiContext,
  title: string,
  wanted: z.infer<typeof asked>,
): Promise<{ bytes: Buffer; rows: number }> {
  const { list, format, order, state, example, categoryId, allianceId } = wanted;
  const filter = {
    ...{ text: wanted.text, categoryId, allianceId },
    ...(wanted.ids ? { ids: wanted.ids.split(",") } : {}),
    ...(state ? { states: [state] } : {}),
    ...(example ? { example: example === "true" } : {}),
    ...(list === "demands" ? {} : { kind: kindOf(list) }),
  };
  const kind = list === "demands" ? "demands" : "offers";
  const most = few.has(context.access.kind) ? mostRowsOfGuests : mostRows;
  const { entries, total } = await everyEntry(context, kind, { filter, order }, most[format]);
  const table = tableOf(list, title, entries, total);
  const bytes = format === "xlsx" ? await workbookOf(table) : await documentOf(table, context.today);
  // Told before it is handed out: what left the house is known even when the line breaks.
  await context.graph.write((tx) =>
    audit(tx, {
      action: "exportList",
      actor: context.access.actor,
      after: { list, format, filter, rows: entries.length },
      from: originOf(context),
    }),
  );
  return { bytes, rows: entries.length };
}

const kindOf = (list: Exclude<ListName, "demands">) =>
  list === "projects" ? ("project" as const) : ("resource" as const);
