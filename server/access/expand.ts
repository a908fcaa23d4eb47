import type { Graph } from "../graph/connection.ts";
import type { ExpandedGrant } from "./access.ts";
import { derivedGrants } from "./derived.ts";
import { expandGrants } from "./queries.ts";
import { type Role, roleRules } from "./roles.ts";

/** The graph, or a transaction that acts by what it finds. */
export type Reader = Pick<Graph, "run">;

/** A grant as an account holds it. */
export interface HeldGrant {
  grantId: string | null;
  role: Role;
  placeId: string | null;
  /** First day it no longer holds. */
  until: string | null;
}

/**
 * The grants of an account with those that follow facts today, and what each reaches. A grant whose place is gone or
 * of a kind that the role cannot hold over reaches nothing.
 */
export async function expandAccount(
  graph: Reader,
  held: readonly HeldGrant[],
  today: string,
): Promise<ExpandedGrant[]> {
  const all = [...held, ...(await followFacts(graph, held, today))];
  const placed = all.flatMap(({ placeId }, index) => (placeId === null ? [] : [{ index, placeId }]));
  const rows = placed.length === 0 ? [] : await graph.run(expandGrants, { grants: placed, today });
  const rowOf = new Map(rows.map((row) => [row.index, row]));
  return all.flatMap(({ grantId, role, placeId, until }, index): ExpandedGrant[] => {
    const rule = roleRules[role];
    if (placeId === null)
      return rule.places.length > 0
        ? []
        : [{ grantId, role, place: null, until, hubs: [], alliances: [], owners: [] }];
    const row = rowOf.get(index);
    if (!row || !rule.places.some((kind) => kind === row.kind)) return [];
    const { hubs, alliances, owners, kind, name } = row;
    return [{ grantId, role, until, place: { id: placeId, kind, name }, hubs, alliances, owners }];
  });
}

async function followFacts(graph: Reader, held: readonly HeldGrant[], today: string): Promise<HeldGrant[]> {
  const found = await Promise.all(
    derivedGrants().map(async ({ from, query }) => {
      const placeIds = held.flatMap(({ role, placeId }) =>
        role === from && placeId !== null ? [placeId] : [],
      );
      return placeIds.length === 0 ? [] : graph.run(query, { placeIds, today });
    }),
  );
  return found
    .flat()
    .flatMap(({ role, placeId, until }) =>
      role in roleRules ? [{ grantId: null, role: role as Role, placeId, until }] : [],
    );
}
