import { z } from "zod";
import { readJson, sourceShape } from "../files.ts";
import { type Dataset, emptyDataset, namedNode } from "../records.ts";

const file = "categories/categories.json";
const shape = z.object({
  source: sourceShape,
  groups: z.array(z.object({ code: z.string(), name: z.string(), children: z.array(z.string()) })),
});

/** Id of the category with this code, e.g. `category-B1`. */
const categoryId = (code: string): string => `category-${code}`;

/** Ids of the categories by their names, groups included. */
export function categoryIds(): Map<string, string> {
  return new Map(
    readJson(file, shape).groups.flatMap((group): [string, string][] => [
      [group.name, categoryId(group.code)],
      ...group.children.map((name, i): [string, string] => [name, categoryId(`${group.code}${i + 1}`)]),
    ]),
  );
}

/** The two-level tree of what can be needed and given: `KIND_OF` from category to group. */
export function categoryFacts(): Dataset {
  const { source, groups } = readJson(file, shape);
  const dataset = emptyDataset();
  dataset.sources.push({ ...source, file });
  const add = (code: string, name: string): string => {
    const id = categoryId(code);
    dataset.nodes.push(namedNode("Category", id, name, { code }));
    dataset.sourced.push([id, source.id]);
    return id;
  };
  for (const group of groups) {
    const groupId = add(group.code, group.name);
    for (const [i, name] of group.children.entries())
      dataset.links.push({ type: "KIND_OF", from: add(`${group.code}${i + 1}`, name), to: groupId });
  }
  return dataset;
}
