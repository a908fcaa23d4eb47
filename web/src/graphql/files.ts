import { ApiError } from "./client.ts";

const lostConnection = "没有连上服务器。请检查网络后重试。";
const noAnswer = "服务器暂时没有给出可用的回答，请稍后重试。";

interface Refusal {
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

async function fetchFile(address: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch(() => {
    throw new ApiError(lostConnection, { code: "NETWORK" });
  });
  if (response.ok) return response;
  throw refusalOf((await response.json().catch(() => ({}))) as Refusal);
}

function refusalOf({ errors }: Refusal): ApiError {
  const [error] = errors ?? [];
  return new ApiError(error?.message ?? noAnswer, {
    code: error?.extensions?.code ?? "NETWORK",
    requestId: error?.extensions?.requestId,
  });
}

/** Sends a file as it is. @throws ApiError with the server's sentence */
export async function sendFile<T>(address: string, file: File): Promise<T> {
  const response = await fetchFile(address, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(file.name) },
    body: file,
  });
  return (await response.json()) as T;
}

interface Sending {
  headers?: Record<string, string>;
  /** Told how much of it has left, 0..1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file as it is and tells how far it is. @throws ApiError with the server's sentence; `ABORTED` when it was called off */
export function sendNoting<T>(
  address: string,
  file: File,
  { headers, onProgress, signal }: Sending,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    for (const [name, value] of Object.entries(headers ?? {})) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("load", () => {
      const answer = readJson(request.responseText);
      if (request.status >= 200 && request.status < 300 && answer) resolve(answer as T);
      else reject(refusalOf((answer ?? {}) as Refusal));
    });
    request.addEventListener("error", () => reject(new ApiError(lostConnection, { code: "NETWORK" })));
    request.addEventListener("abort", () => reject(new ApiError("已取消上传。", { code: "ABORTED" })));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Fetches a file and hands it to the browser to be kept, under the name the server gives. @throws ApiError */
export async function keepFile(address: string): Promise<void> {
  const response = await fetchFile(address);
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = decodeURIComponent(named ?? "file");
  link.click();
  // The browser has begun to write it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
