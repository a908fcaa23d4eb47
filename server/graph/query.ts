import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Whose eyes a statement sees with: every statement that binds an ownable node compares its `audience` with this. */
export const viewerSchema = z.object({ all: z.boolean(), audiences: z.array(z.string()) });
export type Viewer = z.infer<typeof viewerSchema>;

/** Sees everything: for set-up and jobs, which work for nobody in particular. */
export const systemViewer: Viewer = { all: true, audiences: [] };

export type QueryMode = "read" | "write";

export interface QueryDefinition<P extends z.ZodType, R extends z.ZodType> {
  /** `capability/verb-noun`: the path of the statement below `cypher/`, without its ending. */
  name: string;
  /** `read` runs in a READ session (a follower of a cluster may answer); `write` on the leader. */
  mode: QueryMode;
  /** Shape of the parameters; checked before every run. */
  params: P;
  /** Shape of one row. Dates travel as ISO strings, points as `{longitude, latitude}`: no transforms. */
  row: R;
  /** Why its plan may scan all nodes or multiply rows, where it must. */
  scanReason?: string;
}

export interface Query<P extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType>
  extends QueryDefinition<P, R> {
  text: string;
}

export type ParamsOf<Q> = Q extends Query<infer P, z.ZodType> ? z.input<P> : never;
export type RowOf<Q> = Q extends Query<z.ZodType, infer R> ? z.output<R> : never;

const statements = new URL("../../cypher/", import.meta.url);
const registry = new Map<string, Query>();

/**
 * Binds one `.cypher` file to its types. The file is read once, here; a missing file or a name used twice stops the
 * program at start rather than at the first request.
 */
export function defineQuery<P extends z.ZodType, R extends z.ZodType>(
  definition: QueryDefinition<P, R>,
): Query<P, R> {
  const file = new URL(`${definition.name}.cypher`, statements);
  if (!existsSync(file)) throw new Error(`cypher/${definition.name}.cypher does not exist`);
  if (registry.has(definition.name)) throw new Error(`cypher/${definition.name}.cypher is bound twice`);
  const query: Query<P, R> = { ...definition, text: readFileSync(file, "utf8") };
  registry.set(definition.name, query);
  return query;
}

/** Every statement bound so far, by name: for the checks. */
export const boundQueries = (): ReadonlyMap<string, Query> => registry;
