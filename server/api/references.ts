import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";
import type { ApiContext } from "./context.ts";
import type { Loader } from "./loaders.ts";

/** A thing named inside another's row: enough for a link; the rest is loaded when a query asks for more. */
export interface Reference {
  id: string;
}

/** Whether a query asks a field's object for nothing beyond the given names. */
export function selectsOnly(info: GraphQLResolveInfo, names: ReadonlySet<string>): boolean {
  const within = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).every((selection) => {
      if (selection.kind === Kind.FIELD) return names.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(info.fragments[selection.name.value]?.selectionSet);
    });
  return info.fieldNodes.every((node) => within(node.selectionSet));
}

const namesOf = (reference: object): Set<string> => new Set([...Object.keys(reference), "__typename"]);

/** The referenced thing: as the row names it where that is enough, else its own row, batched with the others. */
export function refer<R extends Reference, V extends Reference>(
  context: ApiContext,
  info: GraphQLResolveInfo,
  reference: R | null | undefined,
  loader: Loader<string, V | null>,
): R | null | Promise<V | null> {
  if (!reference) return null;
  return selectsOnly(info, namesOf(reference)) ? reference : loader.load(context, reference.id);
}

/** The same for a list; what disappeared meanwhile is left out. */
export async function referAll<R extends Reference, V extends Reference>(
  context: ApiContext,
  info: GraphQLResolveInfo,
  references: readonly R[],
  loader: Loader<string, V | null>,
): Promise<(R | V)[]> {
  const [first] = references;
  if (!first || selectsOnly(info, namesOf(first))) return [...references];
  const loaded = await Promise.all(references.map((reference) => loader.load(context, reference.id)));
  return loaded.filter((value) => value !== null);
}
