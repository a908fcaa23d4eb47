import { ulid } from "ulid";
import { type Permission, tokenScopes } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { once, onceIfKeyed } from "../api/once.ts";
import { badInput, notFound } from "../errors.ts";
import { checkName } from "./accounts.ts";
import { audit, originOf } from "./audit.ts";
import { checkDays } from "./invitations.ts";
import { type MadeSecret, repeatableSecret, sameSecret } from "./secrets.ts";
import { createApiToken, deleteApiTokens, listApiTokens } from "./sessionQueries.ts";

const hintLength = 9;

/** One's own tokens that still hold. */
export async function ownTokens(context: ApiContext, accountId: string) {
  const rows = await context.graph.run(listApiTokens, { accountId });
  return rows.map((row) => ({ ...row, scopes: row.scopes as Permission[] }));
}

/** Makes a token for a machine. Its secret is returned to whoever has the key of this operation. @throws BAD_INPUT for scopes it may not have. */
export async function makeToken(
  context: ApiContext,
  accountId: string,
  wish: {
    clientMutationId: string;
    name: string;
    scopes: readonly Permission[];
    days?: number | null | undefined;
  },
): Promise<{ id: string; secret: string }> {
  const name = checkName(wish.name);
  const scopes = [...new Set(wish.scopes)];
  const wrong = scopes.find(
    (scope) => !tokenScopes.includes(scope) || !context.access.permissions.has(scope),
  );
  if (wrong || scopes.length === 0)
    throw badInput(
      "令牌的范围只能从您自己的权限里选：查看、看匹配、需求、资源、对接、审计。",
      "input",
      "scopes",
    );
  const days = checkDays(wish.days, 90, 365);
  const fresh = repeatableSecret(context, "lmt", wish.clientMutationId);
  const { secret, hash } = fresh;
  const made = await once(context, "createApiToken", wish, async (tx): Promise<MadeSecret> => {
    const id = ulid();
    const [created] = await tx.run(createApiToken, {
      accountId,
      id,
      hash,
      hint: secret.slice(0, hintLength),
      name,
      scopes,
      days,
    });
    if (!created) throw notFound("这个账号");
    const target = { kind: "ApiToken", id };
    const { actor } = context.access;
    await audit(tx, {
      action: "createApiToken",
      actor,
      target,
      after: { name, scopes, days },
      from: originOf(context),
    });
    return { id, hash };
  });
  return { id: made.id, secret: sameSecret(made, fresh) };
}

export async function revokeToken(
  context: ApiContext,
  accountId: string,
  step: { id: string; clientMutationId?: string | null | undefined },
): Promise<number> {
  const { id } = step;
  const ended = await onceIfKeyed(context, "revokeApiToken", step, async (tx) => {
    const gone = await tx.run(deleteApiTokens, { accountId, id });
    if (gone.length === 0) throw notFound("这个令牌");
    const target = { kind: "ApiToken", id };
    await audit(tx, {
      action: "revokeApiToken",
      actor: context.access.actor,
      target,
      before: gone[0],
      from: originOf(context),
    });
    return gone.length;
  });
  return ended;
}
