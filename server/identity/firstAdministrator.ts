import { ulid } from "ulid";
import { systemAccess } from "../access/access.ts";
import type { Graph } from "../graph/connection.ts";
import { audit } from "./audit.ts";
import { hashPassword } from "./passwords.ts";
import { countPeople, createAccount, createGrant } from "./queries.ts";
import { oneTimePassword } from "./secrets.ts";

export interface FirstAdministrator {
  username: string;
  /** To be shown once and kept nowhere; it must be changed at the first signing in. */
  password: string;
}

/** Where there is no account yet, makes an administrator. Null where there is one; of two servers one makes it. */
export async function ensureAdministrator(graph: Graph): Promise<FirstAdministrator | null> {
  const [count] = await graph.run(countPeople, {});
  if (count && count.people > 0) return null;
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const account = { id: ulid(), username: "admin", name: "管理员", email: null, subject: null, passwordHash };
  const grant = { id: ulid(), role: "administrator", placeId: null, until: null };
  try {
    await graph.write(async (tx) => {
      await tx.run(createAccount, { ...account, mustChangePassword: true, demo: false });
      await tx.run(createGrant, { accountId: account.id, demo: false, ...grant });
      const target = { kind: "Account", id: account.id };
      const from = { address: null, requestId: null };
      await audit(tx, { action: "firstAdministrator", actor: systemAccess.actor, target, from });
    });
  } catch (error) {
    // The other server was first.
    if (String((error as { code?: unknown }).code).includes("ConstraintValidationFailed")) return null;
    throw error;
  }
  return { username: account.username, password };
}
