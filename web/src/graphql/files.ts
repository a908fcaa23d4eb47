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
  const refusal = (await response.json().catch(() => ({}))) as Refusal;
  const [error] = refusal.errors ?? [];
  throw new ApiError(error?.message ?? noAnswer, {
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
