import type { CategoryTreeQuery } from "../generated/graphql.ts";

export type Category = CategoryTreeQuery["categories"][number];

/** A category at its place: how many categories lie above it. */
export interface PlacedCategory extends Category {
  level: number;
  /** Whether categories lie below it. */
  isGroup: boolean;
}

/** The tree in the order in which it is read, each category before those below it; none is left out. */
export function inTreeOrder(categories: readonly Category[]): PlacedCategory[] {
  const known = new Set(categories.map(({ id }) => id));
  const ordered: PlacedCategory[] = [];
  const seen = new Set<string>();
  const walk = (category: Category, level: number): void => {
    if (seen.has(category.id)) return;
    seen.add(category.id);
    const below = categories.filter(({ parent }) => parent?.id === category.id);
    ordered.push({ ...category, level, isGroup: below.length > 0 });
    for (const child of below) walk(child, level + 1);
  };
  for (const category of categories)
    if (!category.parent || !known.has(category.parent.id)) walk(category, 0);
  return ordered;
}

/** Choices of a select, deeper ones further in. */
export const treeOptions = (tree: readonly PlacedCategory[], without?: string) =>
  tree
    .filter(({ id, retired }) => !retired && id !== without)
    .map(({ id, name, level }) => ({ value: id, label: `${"　".repeat(level)}${name}`, name }));
