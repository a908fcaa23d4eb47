import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Plugin } from "graphql-yoga";
import { z } from "zod";
import type { Access } from "../access/access.ts";
import { AppError, badInput } from "../errors.ts";
import type { Served, VisitorOf } from "./visitors.ts";

/** Which documents are run. Absent (development, tests): any. */
export interface DocumentRules {
  /** The web's own documents by their ids, `sha256:` and the hash of the text. */
  known: ReadonlyMap<string, string>;
  /** Whether anybody may send documents of their own (OPEN_GRAPHQL). */
  open: boolean;
}

const manifestSchema = z.record(z.string().regex(/^sha256:[0-9a-f]{64}$/), z.string());
const idOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** Reads the manifest that the web's build wrote. @throws AppError UNAVAILABLE when it is missing or was changed. */
export async function readManifest(file: string): Promise<ReadonlyMap<string, string>> {
  const broken = (cause?: unknown): AppError =>
    new AppError("UNAVAILABLE", `网页的操作清单 ${file} 缺失或损坏。请删除 dist 文件夹后重新启动。`, {
      cause,
    });
  const known = await readFile(file, "utf8")
    .then((text) => manifestSchema.parse(JSON.parse(text)))
    .catch((cause: unknown) => Promise.reject(broken(cause)));
  const entries = Object.entries(known);
  if (entries.length === 0 || entries.some(([id, text]) => idOf(text) !== id)) throw broken();
  return new Map(entries);
}

/**
 * Documents of their own are for programs that are known by a token, for everybody while the demo mode shows public
 * facts, and for whom the switch opened them; else the web's documents run and no others.
 */
const mayAskFreely = ({ kind, demoOn }: Access, { open }: DocumentRules): boolean =>
  open || demoOn || kind === "token";

const unknownOperation = (): AppError =>
  new AppError(
    "UNKNOWN_OPERATION",
    "服务不认识这个操作：页面与服务的版本不同。请刷新页面后重试；程序请用 API 令牌提交查询原文。",
  );
const freeDocument = (): AppError =>
  new AppError(
    "DOCUMENT_REFUSED",
    "这个服务只执行链盟网页自己的操作。自编查询请使用 API 令牌，或由管理员设置 OPEN_GRAPHQL=1 后再试。",
  );

/** The id of a known document: `documentId`, or the extension that other clients use; null for a document in words. */
function askedId(params: object): string | null {
  const { documentId, extensions } = params as { documentId?: unknown; extensions?: unknown };
  const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery?.sha256Hash;
  const id = documentId ?? (typeof hash === "string" ? `sha256:${hash}` : hash) ?? null;
  if (id !== null && typeof id !== "string") throw badInput("操作编号 documentId 应为文字。", "documentId");
  return id;
}

/**
 * Puts the text of a known document in the place of its id, and refuses other documents to whom may not send them. With
 * no rules only ids are taken out of use.
 */
export function documentsPlugin(rules: DocumentRules | undefined, visitorOf: VisitorOf): Plugin {
  return {
    onParams: async ({ params, request, setParams, context }) => {
      // What is no object at all is refused by those who come after.
      if (params === null || typeof params !== "object" || Array.isArray(params)) return;
      const id = askedId(params);
      if (id !== null) {
        if (params.query != null) throw badInput("请只提交 documentId 和 query 中的一个。", "documentId");
        const query = rules?.known.get(id);
        if (query === undefined) throw unknownOperation();
        const { documentId: _, ...rest } = params as typeof params & { documentId?: string };
        return setParams({ ...rest, query });
      }
      if (!rules || params.query == null) return;
      const { access } = await visitorOf(request, context as Served);
      if (!mayAskFreely(access, rules)) throw freeDocument();
    },
  };
}
