import type { EntryChoicesQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { cutOption } from "../ui/cut.ts";
import { choicesDocument } from "./documents.ts";

/** One category or alliance to choose; the last line of a cut list says so and cannot be chosen. */
export interface Choice {
  value: string;
  label: string;
  /** The category above it. */
  parent?: string | undefined;
  /** Still filtered by, no longer chosen. */
  retired?: boolean;
  disabled?: boolean;
}

export interface Choices {
  categories: Choice[];
  alliances: Choice[];
}

/** The answer as options, with what was left out said at the end. */
export function choicesOf(answer: EntryChoicesQuery): Choices {
  const { categories, categoryCount, alliances, allianceCount } = answer;
  return {
    categories: [
      ...categories.map(({ id, name, parent, retired }) => ({
        ...{ value: id, label: name, parent: parent?.name },
        ...(retired ? { retired } : {}),
      })),
      ...cutOption(categories.length, categoryCount, "个", "类别"),
    ],
    alliances: [
      ...alliances.map(({ id, name, shortName }) => ({ value: id, label: shortName ?? name })),
      ...cutOption(alliances.length, allianceCount, "个", "联盟"),
    ],
  };
}

/** A category with the one above it: `用工 / 招聘`. */
export const placed = ({ label, parent, retired }: Choice): string =>
  `${parent ? `${parent} / ` : ""}${label}${retired ? "（已停用）" : ""}`;

/** The categories and alliances of the graph; empty while it has not answered. */
export function useChoices(): Choices & { isPending: boolean } {
  const { data, isPending } = useQueryDocument(choicesDocument, {});
  return { ...(data ? choicesOf(data) : { categories: [], alliances: [] }), isPending };
}
