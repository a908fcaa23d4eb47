import type { DbSchema } from "@neo4j-cypher/language-support";
import { labels, ofAnything, relationshipProperties, relationships } from "../../cypher/model.ts";

// Days and places have parts that are read like properties.
const partsOfValues = "year month day longitude latitude epochMillis x y".split(" ");

// Rows of a batch name what they point at, which no node does.
const partsOfRows = "ownerId allianceId categoryId parkId".split(" ");

/** The graph model in the form the linter of statements takes. */
export function linterSchema(parameters: readonly string[]): DbSchema {
  return {
    labels: Object.keys(labels),
    relationshipTypes: [...new Set(relationships.map(([, type]) => type)), ...Object.keys(ofAnything)],
    propertyKeys: [
      ...new Set([
        "id",
        ...Object.values(labels).flatMap(({ properties }) => properties),
        ...relationshipProperties,
        ...partsOfValues,
        ...partsOfRows,
      ]),
    ],
    parameters: Object.fromEntries(parameters.map((name) => [name, ""])),
  };
}

/** Labels that an end of a relationship of this type may have; of any relationship when `types` is empty. */
export function labelsAtEnd(types: readonly string[], end: "from" | "to"): string[] {
  const fitting = relationships.filter(([, type]) => types.length === 0 || types.includes(type));
  const found = fitting.map(([from, , to]) => (end === "from" ? from : to));
  const anything = types.length === 0 || types.some((type) => type in ofAnything);
  if (anything && end === "from") return Object.keys(labels);
  return [
    ...new Set([
      ...found,
      ...types.flatMap((type) => (type in ofAnything ? [ofAnything[type as keyof typeof ofAnything]] : [])),
    ]),
  ];
}

export const isOwnable = (label: string): boolean => labels[label]?.ownable ?? false;
