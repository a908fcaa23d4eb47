import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { demand } from "../access/access.ts";
import { ownPagesOnly } from "../access/sameOrigin.ts";
import { answering } from "../api/answer.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { createQueue } from "../api/queue.ts";
import { type Rates, visitorKey } from "../api/rates.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import { attach } from "./attach.ts";
import { attachmentById } from "./attachments.ts";
import { isPicture } from "./contents.ts";
import { inspect } from "./inspect.ts";
import { writableTarget } from "./kinds.ts";
import { defaultFileLimits, inspecting, unitsOfUpload } from "./limits.ts";
import { smallPicture } from "./pictures.ts";
import { type AttachmentRow, attachmentKinds } from "./queries.ts";
import {
  discard,
  type FileStore,
  openKept,
  type Received,
  receive,
  receiveBytes,
  tooLarge,
} from "./store.ts";
import { createGate } from "./uploads.ts";

export type ContextOf = (request: Request, response: Response) => Promise<ApiContext>;

export interface FileRoutes {
  contextOf: ContextOf;
  logger: ApiContext["logger"];
  /** Absent: nothing is taken in and nothing handed out. */
  store: FileStore | undefined;
  rates: Rates | undefined;
}

const asked = z.object({
  to: z.string(),
  kind: z.enum(attachmentKinds).optional(),
  caption: z.string().max(2000).optional(),
});

const inTurn = createQueue(inspecting, "现在有很多文件在检查，请过一会儿再上传。");

/**
 * `POST /files?to=&kind=&caption=` takes a file as it is (application/octet-stream, its name in `x-file-name`, the client's key in
 * `x-client-mutation-id`) and answers the attachment's id; `GET /files/:id` hands its content out, `GET /files/:id/small` a
 * small picture.
 */
export function fileRoutes({ contextOf, logger, store, rates }: FileRoutes): RequestHandler {
  const router = Router();
  const enter = createGate();
  const kept = (): FileStore => {
    if (!store) throw new AppError("UNAVAILABLE", "这个服务没有设置存放文件的文件夹，请联系管理员。");
    return store;
  };
  router.post(
    "/files",
    ownPagesOnly,
    answering(logger, async (request, response) => {
      const context = await contextOf(request, response);
      const { access, exchange } = context;
      await rates?.countRequest(access, exchange);
      demand(access, "attachFile");
      const leave = enter(visitorKey(access, exchange));
      try {
        response.json({
          id: await takeIn(context, kept(), request, () => rates?.countCost(access, exchange, unitsOfUpload)),
        });
      } finally {
        leave();
      }
    }),
  );
  const handOut = (send: (store: FileStore, row: AttachmentRow, response: Response) => Promise<void>) =>
    answering(logger, async (request, response) => {
      const context = await contextOf(request, response);
      await rates?.countRequest(context.access, context.exchange);
      demand(context.access, "read");
      const row = await attachmentById(context, checkId(String(request.params.id), "id"));
      if (!row) throw notFound("这个附件");
      const etag = `"${row.hash}${request.path.endsWith("/small") ? "-small" : ""}"`;
      response.setHeader("etag", etag);
      // Kept by the browser, asked for each time: who sees it may have changed.
      response.setHeader("cache-control", "private, no-cache");
      response.setHeader("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
      if (request.headers["if-none-match"] === etag) return void response.status(304).end();
      await send(kept(), row, response);
    });
  router.get("/files/:id", handOut(sendContent));
  router.get("/files/:id/small", handOut(sendSmall));
  return router;
}

/** Receives, looks into and attaches what a request brings; nothing of it stays when a step fails. */
async function takeIn(
  context: ApiContext,
  store: FileStore,
  request: Request,
  count: () => Promise<void> | undefined,
): Promise<string> {
  const limits = context.files ?? defaultFileLimits;
  if (!/^application\/octet-stream\b/i.test(request.headers["content-type"] ?? ""))
    throw badInput("请在页面里选择文件上传。", "file");
  const wanted = asked.safeParse(request.query);
  if (!wanted.success) throw badInput("上传的地址不对，请刷新页面后重新选择文件。", "file");
  const { to, kind = null, caption = null } = wanted.data;
  // Nobody sends ten megabytes before we know that they may.
  await writableTarget(context.graph, context, checkId(to, "to"));
  if (Number(request.headers["content-length"] ?? 0) > limits.bytes) throw tooLarge(limits.bytes);
  await count();
  const name = nameIn(request.headers["x-file-name"]);
  const clientMutationId = String(request.headers["x-client-mutation-id"] ?? "");
  const sent = await receiveWhole(store, request, limits.bytes);
  let placed: Received = sent;
  try {
    const { mediaType, bytes } = await inTurn(async () => inspect(await readFile(sent.path), name));
    if (isPicture(mediaType)) placed = await receiveBytes(store, bytes);
    const input = { clientMutationId, targetId: to, kind, caption, name, sentHash: sent.hash };
    return await attach(context, store, input, { received: placed, mediaType });
  } finally {
    await Promise.all([discard(sent), discard(placed)]);
  }
}

/** Chinese letters come percent-encoded. @throws BAD_INPUT */
function nameIn(header: unknown): string {
  try {
    return decodeURIComponent(String(header ?? ""));
  } catch {
    throw badInput("文件名没有传完整，请重新选择文件。", "file");
  }
}

/** @throws LIMIT, BAD_INPUT for a line that broke */
async function receiveWhole(store: FileStore, request: Request, most: number): Promise<Received> {
  try {
    // The line stays open for the answer when the file is too large.
    return await receive(store, request.iterator({ destroyOnReturn: false }), most);
  } catch (error) {
    request.resume();
    if (error instanceof AppError || !request.destroyed) throw error;
    throw badInput("文件没有传完，请重新上传。", "file");
  }
}

const lost = () =>
  new AppError("UNAVAILABLE", "这个文件的内容暂时取不到。请联系管理员检查存放文件的文件夹。");

/** Pictures are shown where they are asked for; everything else is only to be kept. */
async function sendContent(store: FileStore, row: AttachmentRow, response: Response): Promise<void> {
  const handle = await openKept(store, row.hash);
  if (!handle) throw lost();
  const way = isPicture(row.mediaType) ? "inline" : "attachment";
  response.setHeader("content-type", row.mediaType);
  response.setHeader("content-disposition", `${way}; filename*=UTF-8''${encodeName(row.name)}`);
  response.setHeader("content-length", String(row.size));
  await pipeline(handle.createReadStream(), response);
}

async function sendSmall(store: FileStore, row: AttachmentRow, response: Response): Promise<void> {
  if (!isPicture(row.mediaType)) throw notFound("这张图片");
  const handle = await openKept(store, row.hash);
  if (!handle) throw lost();
  const bytes = await handle.readFile().finally(() => handle.close());
  response.setHeader("content-type", "image/webp");
  response.end(await inTurn(() => smallPicture(bytes)));
}

/** As RFC 8187 has it: what `encodeURIComponent` leaves and a header gives a meaning. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
