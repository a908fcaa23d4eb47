import { scopeOf } from "../access/access.ts";
import type { Permission } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { type Loader, loadById } from "../api/loaders.ts";
import type { Transaction } from "../graph/connection.ts";
import { heldEntries } from "./queries.ts";

type Deed = Extract<Permission, "writeDemand" | "writeOffer" | "decideMatch" | "runProject">;

/** Which of the entries lie in a place where the viewer holds the permission, asked inside a changing transaction. */
export async function heldIn(
  tx: Transaction,
  { viewer, access, today }: ApiContext,
  deed: Deed,
  ids: string[],
): Promise<Set<string>> {
  const rows = await tx.run(heldEntries, { ids, viewer, actor: scopeOf(access, deed), today });
  return new Set(rows.map(({ id }) => id));
}

const loaderFor = (deed: Deed): Loader<string, { id: string } | null> =>
  loadById((context, ids) =>
    context.run(heldEntries, { ids, actor: scopeOf(context.access, deed), today: context.today }),
  );
const loaders = {
  writeDemand: loaderFor("writeDemand"),
  writeOffer: loaderFor("writeOffer"),
  decideMatch: loaderFor("decideMatch"),
  runProject: loaderFor("runProject"),
};

/** Whether the viewer may do this to one of the entries: what `heldIn` would say, for buttons. */
export async function mayDo(context: ApiContext, deed: Deed, ...ids: string[]): Promise<boolean> {
  if (!context.access.permissions.has(deed)) return false;
  const held = await Promise.all(ids.map((id) => loaders[deed].load(context, id)));
  return held.some((row) => row !== null);
}
