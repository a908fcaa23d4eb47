import { createHash } from "node:crypto";
import { AppError, badInput } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import type { ApiContext } from "./context.ts";
import { claimMutation, finishMutation } from "./queries.ts";

const longestKey = 100;

/**
 * Does a piece of work once for a person's key, in one transaction with everything the work writes. The same key with
 * the same input answers what the first did; with another input it is a CONFLICT.
 */
export async function once<T>(
  context: ApiContext,
  operation: string,
  input: { clientMutationId: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const key = input.clientMutationId;
  if (key.length === 0 || key.length > longestKey)
    throw badInput(`clientMutationId 应为 1 到 ${longestKey} 个字符。`, "input", "clientMutationId");
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([operation, context.access.actor.id, input]))
    .digest("hex");
  return context.graph.write(
    async (tx) => {
      const [claimed] = await tx.run(claimMutation, { key, input: fingerprint });
      if (!claimed) throw new Error("the mutation's key was neither found nor made");
      if (claimed.input !== fingerprint)
        throw new AppError("CONFLICT", "这个操作编号已经用于另一项操作，请刷新页面后重新提交。", {
          path: ["input", "clientMutationId"],
        });
      if (claimed.result !== null) return JSON.parse(claimed.result) as T;
      const result = await work(tx);
      await tx.run(finishMutation, { key, result: JSON.stringify(result) });
      return result;
    },
    { requestId: context.requestId },
  );
}

/** The same for a step that needs no key, because a second time finds nothing to do: with a key it answers alike. */
export const onceIfKeyed = <T>(
  context: ApiContext,
  operation: string,
  { clientMutationId, ...input }: { clientMutationId?: string | null | undefined } & Record<string, unknown>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> =>
  clientMutationId == null
    ? context.graph.write(work, { requestId: context.requestId })
    : once(context, operation, { ...input, clientMutationId }, work);
