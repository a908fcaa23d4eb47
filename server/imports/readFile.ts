import { Worker } from "node:worker_threads";
import { createQueue } from "../api/queue.ts";
import { badInput } from "../errors.ts";
import type { ImportKind } from "../generated/resolvers.ts";
import { readingLimits } from "./limits.ts";
import type { Answer } from "./readWorker.ts";
import type { Sheet } from "./sheet.ts";

const thread = new URL("./readThread.mjs", import.meta.url);
const tooHeavy = () =>
  badInput("这个文件读起来太费时间或内存，已停止。请只保留要导入的内容，另存为新的 .xlsx 后再导入。", "file");

const inTurn = createQueue(readingLimits, "现在有很多文件在读取，请过一会儿再导入。");

/**
 * Reads a file in a thread of its own, two at a time, with bounds on time and memory: a hostile file ends its thread and
 * nothing else. @throws BAD_INPUT with a sentence for what cannot be read; OVERLOADED when many wait already
 */
export async function readFile(bytes: Buffer, kind: ImportKind, sheet: string | null = null): Promise<Sheet> {
  const answer = await inTurn(() => ask(bytes, kind, sheet));
  if ("sheet" in answer) return answer.sheet;
  if ("refusal" in answer) throw badInput(answer.refusal, "file");
  throw new Error(answer.failure);
}

function ask(bytes: Buffer, kind: ImportKind, sheet: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      workerData: { bytes: new Uint8Array(bytes), kind, sheet },
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: readingLimits.memoryMb },
    });
    const timer = setTimeout(() => finish(() => reject(tooHeavy())), readingLimits.ms);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once("message", (answer: Answer) => finish(() => resolve(answer)));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      finish(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooHeavy() : error)),
    );
    worker.once("exit", () => finish(() => reject(tooHeavy())));
  });
}
