import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { AppError, type ErrorCode } from "../errors.ts";

interface Presentation {
  requestId: string;
  logger: Logger;
  /** Outside production the original sentence of a refused query stands beside the Chinese one. */
  production: boolean;
}

/** The last error of the chain of originals: GraphQL wraps what a resolver or a scalar threw. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

const place = (error: GraphQLError): string => {
  const at = error.locations?.[0];
  return at ? `（第 ${at.line} 行第 ${at.column} 列）` : "";
};

/** What is wrong with a request that never reached a resolver, without the names GraphQL would suggest. */
function requestSentence(error: GraphQLError): string {
  const { message } = error;
  if (message.startsWith("Syntax Error")) return `查询语句写法有误${place(error)}，请改正后重试。`;
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message);
  if (field) return `接口的 ${field[2]} 没有字段 ${field[1]}${place(error)}。请刷新页面后重试。`;
  const variable = /^Variable "\$(\w+)"(?: got invalid value .* at "([\w.[\]]+)")?/s.exec(message);
  if (variable) return `参数 ${variable[2] ?? variable[1]} 缺少或不符合要求${place(error)}，请改正后重试。`;
  if (message.includes("introspection")) return "这个服务不公开接口结构。";
  return `请求不符合接口的定义${place(error)}，请刷新页面后重试。`;
}

const codeOfStatus = (status: unknown): ErrorCode => (status === 413 ? "LIMIT" : "BAD_INPUT");

function sentenceOfStatus(error: GraphQLError, status: unknown): string {
  if (status === 413) return "提交的内容超过 1 MB，请缩短文字或分几次提交。";
  if (error.message.startsWith("Batching")) return "一次请求只能带一个查询，请分开提交。";
  return error.locations || /Variable|Syntax/.test(error.message)
    ? requestSentence(error)
    : "请求不是有效的 GraphQL 请求：请用 POST 提交 JSON，查询写在 query 里。";
}

/** What proxies and clients that know nothing of our codes should understand too. */
function httpOf({ code, facts }: AppError): { status: number; headers?: Record<string, string> } | undefined {
  const seconds = facts?.retryAfterSeconds;
  if (code === "LIMIT" && typeof seconds === "number")
    return { status: 429, headers: { "retry-after": String(seconds) } };
  if (code === "UNKNOWN_OPERATION") return { status: 400 };
  return code === "DOCUMENT_REFUSED" ? { status: 403 } : undefined;
}

/**
 * One error as a user may see it: an `AppError` with its code, sentence and input path; a malformed request with a
 * Chinese sentence and BAD_INPUT; anything else masked and logged under the request's id.
 */
export function presentError(error: unknown, { requestId, logger, production }: Presentation): GraphQLError {
  const wrapped = error instanceof GraphQLError ? error : undefined;
  const root = rootOf(error);
  const where = { path: wrapped?.path, nodes: wrapped?.nodes };
  if (root instanceof AppError) {
    if (root.code === "UNAVAILABLE" || root.code === "TIMEOUT")
      logger.warn({ requestId, err: root }, root.code);
    const http = httpOf(root);
    const extensions = {
      code: root.code,
      ...(root.inputPath ? { path: root.inputPath } : {}),
      ...(root.facts ? { facts: root.facts } : {}),
      ...(http ? { http } : {}),
    };
    return new GraphQLError(root.message, { ...where, extensions });
  }
  if (root instanceof GraphQLError) {
    const { http, code } = (root.extensions ?? {}) as { http?: { status?: number }; code?: string };
    if (code === "BAD_INPUT" || code === "LIMIT")
      return new GraphQLError(root.message, { ...where, extensions: { code } });
    if (!wrapped?.path) {
      const extensions = {
        code: codeOfStatus(http?.status),
        ...(http ? { http } : {}),
        ...(production ? {} : { detail: wrapped?.message }),
      };
      return new GraphQLError(sentenceOfStatus(wrapped ?? root, http?.status), { extensions });
    }
  }
  logger.error({ requestId, err: root, path: wrapped?.path }, "unexpected failure");
  return new GraphQLError(
    `系统内部出错，操作没有完成。请稍后重试；仍然不行时，请把请求编号 ${requestId} 告诉管理员。`,
    {
      ...where,
      extensions: { code: "INTERNAL", requestId },
    },
  );
}
