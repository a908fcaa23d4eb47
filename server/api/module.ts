import { readFileSync } from "node:fs";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Loader } from "./loaders.ts";
import type { TodaySource } from "./today.ts";

/** A thing the API can name by its id alone: its row says its GraphQL type. */
export interface NodeParent {
  __typename: string;
  id: string;
}

/** What a capability brings to the API. `server/modules.ts` names them in their order. */
export interface ApiModule {
  typeDefs: string;
  resolvers: Resolvers;
  /** How each kind of node of this capability is read by id, for `node` and `nodes`. */
  nodes?: Record<string, Loader<string, NodeParent | null>>;
  /** What it puts on 今日. */
  today?: readonly TodaySource[];
}

/** The `schema.graphql` beside a module: pass `import.meta.url`. */
export const schemaBeside = (module: string): string =>
  readFileSync(new URL("./schema.graphql", module), "utf8");
