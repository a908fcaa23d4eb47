import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { demand } from "../access/access.ts";
import { ownPagesOnly } from "../access/sameOrigin.ts";
import { answering, sendFile } from "../api/answer.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError, badInput } from "../errors.ts";
import { audit, originOf } from "../identity/audit.ts";
import { kindTables } from "./columns.ts";
import { importIn, keepFile, kindOf, rowsOf } from "./files.ts";
import type { Outcome } from "./judge.ts";
import { fileLimits } from "./limits.ts";
import { type RejectedRow, rejectedWorkbook, templateOf, workbookType } from "./workbooks.ts";

export type ContextOf = (request: Request, response: Response) => Promise<ApiContext>;

const tooLarge = (): AppError =>
  new AppError(
    "LIMIT",
    `文件最大 ${fileLimits.bytes / 1_000_000} MB。请只留下要导入的内容，或分成几个文件。`,
  );

/**
 * Files of imports: `POST /imports?kind=&sheet=&beside=` takes one as it is (application/octet-stream, its name in `x-file-name`) and
 * answers its id; `GET /imports/templates/:kind` and `GET /imports/:id/rejected` hand out workbooks.
 */
export function importRoutes(contextOf: ContextOf, logger: ApiContext["logger"]): RequestHandler {
  const router = Router();
  const body = express.raw({ type: "application/octet-stream", limit: fileLimits.bytes });
  /** Nobody sends ten megabytes before we know that they may. */
  const admit: RequestHandler = answeringThen(logger, async (request, response) => {
    if (!/^application\/octet-stream\b/i.test(request.headers["content-type"] ?? ""))
      throw badInput("请在导入页面里选择文件。", "file");
    if (Number(request.headers["content-length"] ?? 0) > fileLimits.bytes) throw tooLarge();
    const context = await contextOf(request, response);
    demand(context.access, "writeOffer");
    response.locals.context = context;
  });
  router.post(
    "/imports",
    ownPagesOnly,
    admit,
    readBody(logger, body),
    answering(logger, async (request, response) => {
      const context = response.locals.context as ApiContext;
      const kind = kindOf(request.query.kind);
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const name = nameIn(request.headers["x-file-name"]);
      const given = (value: unknown): string | null => (typeof value === "string" ? value : null);
      const { sheet, beside } = request.query;
      response.json(await keepFile(context, kind, name, bytes, given(sheet), given(beside)));
    }),
  );
  router.get(
    "/imports/templates/:kind",
    answering(logger, async (request, response) => {
      const kind = kindOf(request.params.kind);
      sendFile(response, `${kindTables[kind].name}导入模板.xlsx`, workbookType, await templateOf(kind));
    }),
  );
  router.get(
    "/imports/:id/rejected",
    answering(logger, async (request, response) => {
      const context = await contextOf(request, response);
      demand(context.access, "writeOffer");
      const row = await importIn(context, String(request.params.id));
      const rows = await rejectedRows(context, row.id);
      await context.graph.write((tx) =>
        audit(tx, {
          action: "exportRejected",
          actor: context.access.actor,
          target: { kind: "Import", id: row.id },
          after: { fileName: row.fileName, rows: rows.length },
          from: originOf(context),
        }),
      );
      sendFile(
        response,
        `未导入-${row.fileName.replace(/\.\w+$/, "")}.xlsx`,
        workbookType,
        await rejectedWorkbook(row.headers, rows),
      );
    }),
  );
  return router;
}

/** Chinese letters come percent-encoded. @throws BAD_INPUT */
function nameIn(header: unknown): string {
  try {
    return decodeURIComponent(String(header ?? ""));
  } catch {
    throw badInput("文件名没有传完整，请重新选择文件。", "file");
  }
}

async function rejectedRows(context: ApiContext, id: string): Promise<RejectedRow[]> {
  const batches = await rowsOf(context, id);
  return batches.flatMap(({ rows, outcomes }) => {
    const told = outcomes === null ? [] : (JSON.parse(outcomes) as Outcome[]);
    const reasons = new Map(
      told.map(({ number, result, reason }) => [number, result === "rejected" ? reason : null]),
    );
    return rows.flatMap(({ number, cells }) => {
      const reason = reasons.get(number);
      return reason ? [{ number, reason, cells }] : [];
    });
  });
}

/** A step before others: what fails is answered, what succeeds goes on. */
const answeringThen =
  (
    logger: ApiContext["logger"],
    step: (request: Request, response: Response) => Promise<void>,
  ): RequestHandler =>
  (request, response, next) =>
    answering(logger, async () => {
      await step(request, response);
      next();
    })(request, response, next);

/** Reads the body; one that is larger than it said is refused with a sentence. */
const readBody =
  (logger: ApiContext["logger"], body: RequestHandler): RequestHandler =>
  (request, response, next) => {
    body(request, response, (error?: unknown) => {
      if (!error) return next();
      const failed =
        (error as { type?: string }).type === "entity.too.large"
          ? tooLarge()
          : badInput("文件没有传完，请重新选择文件。", "file");
      answering(logger, async () => {
        throw failed;
      })(request, response, next);
    });
  };
