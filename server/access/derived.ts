import { z } from "zod";
import type { Query } from "../graph/query.ts";
import type { Role } from "./roles.ts";

/** What a statement of derived grants is asked with. */
export const derivedParams = z.object({
  /** Ids of the places of the grants it follows from. */
  placeIds: z.array(z.string()),
  /** Day in Asia/Shanghai, ISO. */
  today: z.string(),
});

/** One role that a fact gives today. */
export const derivedRow = z.object({ role: z.string(), placeId: z.string(), until: z.string().nullable() });

export interface DerivedGrants {
  /** Asked only for accounts that hold this role by hand. */
  from: Role;
  query: Query<typeof derivedParams, typeof derivedRow>;
}

const registry: DerivedGrants[] = [];

/** Lets roles follow facts: whoever owns the fact brings the statement that finds whom it concerns today. */
export function registerDerivedGrants(definition: DerivedGrants): void {
  if (registry.some(({ query }) => query.name === definition.query.name))
    throw new Error(`${definition.query.name} is registered twice`);
  registry.push(definition);
}

export const derivedGrants = (): readonly DerivedGrants[] => registry;
