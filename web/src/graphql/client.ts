import type { TypedDocumentString } from "../generated/graphql.ts";

/** What went wrong, in the server's contract; `NETWORK` is ours, for an answer that never came. */
export class ApiError extends Error {
  readonly code: string;
  /** Path of the input field, e.g. `["input", "fields", "neededBy"]`; empty when the failure is not about one. */
  readonly path: string[];
  readonly facts: Record<string, unknown>;
  /** The id under which the server logged it. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    details: Partial<Pick<ApiError, "code" | "path" | "facts" | "requestId">> = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.code = details.code ?? "INTERNAL";
    this.path = details.path ?? [];
    this.facts = details.facts ?? {};
    this.requestId = details.requestId;
  }
}

interface WireError {
  message: string;
  extensions?: {
    code?: string;
    path?: string[];
    facts?: Record<string, unknown>;
    requestId?: string;
    id?: string;
  };
}

interface WireAnswer<T> {
  data?: T | null;
  errors?: WireError[];
}

const lostConnection = "没有连上服务器。请检查网络后重试。";
const tooSlow = "服务器超过 20 秒没有回应。请稍后重试。";
const noAnswer = "服务器暂时没有给出可用的回答，请稍后重试。";
const patienceMs = 20_000;

/**
 * Sends one document and returns its data.
 * @throws ApiError for failures of the contract, of the network, and for no answer within 20 seconds
 */
export async function send<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const query = document.toString();
  // The name is for people who look at the traffic.
  const operationName = /^\s*(?:query|mutation)\s+(\w+)/m.exec(query)?.[1];
  const documentId: unknown = document.__meta__?.hash;
  // A server in production may run nothing but what the build told it of. In development pages change between builds.
  if (!import.meta.env.PROD || typeof documentId !== "string")
    return exchange<Result>({ query, operationName, variables }, signal);
  try {
    return await exchange<Result>({ documentId, operationName, variables }, signal);
  } catch (unknown) {
    if (!(unknown instanceof ApiError) || unknown.code !== "UNKNOWN_OPERATION") throw unknown;
    // A server of another version did not run it: while versions are exchanged it may take the document in words.
    return exchange<Result>({ query, operationName, variables }, signal).catch((refused: unknown) => {
      throw refused instanceof ApiError && refused.code === "DOCUMENT_REFUSED" ? unknown : refused;
    });
  }
}

async function exchange<Result>(body: object, signal?: AbortSignal): Promise<Result> {
  const response = await post(body, signal);
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const answer = await readAnswer<Result>(response, requestId);
  const error = answer.errors?.[0];
  if (error) throw fromWire(error, requestId);
  if (!answer.data) throw new ApiError(noAnswer, { requestId });
  return answer.data;
}

async function post(body: unknown, signal?: AbortSignal): Promise<Response> {
  const deadline = AbortSignal.timeout(patienceMs);
  try {
    return await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(deadline.aborted ? tooSlow : lostConnection, { code: "NETWORK" });
  }
}

async function readAnswer<Result>(response: Response, requestId?: string): Promise<WireAnswer<Result>> {
  try {
    return (await response.json()) as WireAnswer<Result>;
  } catch {
    // A proxy's page or a cut connection: not our JSON.
    throw new ApiError(response.ok ? noAnswer : `${noAnswer}（${response.status}）`, {
      code: "NETWORK",
      requestId,
    });
  }
}

function fromWire(error: WireError, requestId?: string): ApiError {
  const { code, path, facts, requestId: logged, id } = error.extensions ?? {};
  return new ApiError(error.message, {
    code,
    path: path?.map(String),
    facts,
    requestId: logged ?? id ?? requestId,
  });
}

/** The sentence for any failure, ours or not. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : noAnswer;
}
