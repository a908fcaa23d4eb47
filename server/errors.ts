/**
 * The error contract: whatever a user can do something about is an `AppError` with one of these codes and a Chinese
 * sentence saying what happened and what to do. Everything else is masked and logged under the request's id.
 */
export const errorCodes = [
  "BAD_INPUT", // a value is missing, malformed or out of range; `path` names the input field
  "NOT_FOUND", // no such thing, or the viewer may not see it: the two are not told apart
  "CONFLICT", // the record changed meanwhile, or its state does not allow the step
  "FORBIDDEN", // the viewer may see it but not do this
  "UNAUTHENTICATED", // sign in first
  "LIMIT", // depth, cost, aliases, page or body size; too many requests, with `retryAfterSeconds` among the facts
  "UNKNOWN_OPERATION", // the id of a document that this server's web does not have
  "DOCUMENT_REFUSED", // a document in words from somebody who may only run the web's own
  "TIMEOUT", // the deadline passed; nothing is known to have been written
  "UNAVAILABLE", // the database cannot be reached or refuses the credentials
  "OVERLOADED", // try again later
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface AppErrorDetails {
  /** Path of the input field, e.g. `["input", "neededBy"]`. */
  path?: string[];
  /** What the caller should see beside the sentence, e.g. both values of a conflict. */
  facts?: Record<string, unknown>;
  cause?: unknown;
}

/** An expected failure. `message` is Chinese, complete, and safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Not called `path`: GraphQL takes an error with a `path` for one that already knows its place in the answer. */
  readonly inputPath: string[] | undefined;
  readonly facts: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.inputPath = details.path;
    this.facts = details.facts;
  }
}

export const badInput = (message: string, ...path: string[]): AppError =>
  new AppError("BAD_INPUT", message, { path });

export const notFound = (what: string): AppError =>
  new AppError("NOT_FOUND", `没有找到${what}，可能已被撤回，或您无权查看。请返回列表刷新后再试。`);
