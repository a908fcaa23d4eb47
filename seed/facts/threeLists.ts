import { z } from "zod";
import { startOfDay } from "../dates.ts";
import { readJsonLines } from "../files.ts";
import { type Dataset, emptyDataset, matchedTextProperties, type NodeRecord } from "../records.ts";
import { categoryIds } from "./categories.ts";
import { programmesBySourceName } from "./programmes.ts";

const lineShape = z.object({
  id: z.string(),
  kind: z.enum(["need", "resource", "project"]),
  text: z.string(),
  category: z.string(),
  source: z.string(),
});

type Line = z.infer<typeof lineShape>;

const folder = "three-lists";
const licence = "公开报道中的短句事实，可自由使用；见 seed/data/three-lists/README.md";
/** The day the lists were collected: they carry no dates of their own. */
const collectedOn = "2025-07-01";

/** The real supplies and needs. A need's category is the annotators' label, kept out of the graph's categories. */
export function threeListFacts(): Dataset {
  const dataset = emptyDataset();
  const categories = categoryIds();
  const programmes = programmesBySourceName();
  for (const file of ["supplies.jsonl", "needs.jsonl"]) {
    for (const [i, line] of readJsonLines(`${folder}/${file}`, lineShape).entries()) {
      const source = `source:${folder}/${file}:${i + 1}`;
      const url = line.source.startsWith("http") ? line.source : undefined;
      dataset.sources.push({
        id: source,
        title: url ? new URL(url).hostname : line.source,
        url,
        licence,
        programme: programmes.get(line.source),
        file: `${folder}/${file}`,
        row: i + 1,
      });
      dataset.nodes.push(entryOf(line));
      dataset.sourced.push([line.id, source]);
      if (line.kind === "need") continue;
      const category = categories.get(line.category);
      if (!category) throw new Error(`${folder}/${file}: the category ${line.category} is not in the tree`);
      dataset.links.push({ type: "IN_CATEGORY", from: line.id, to: category });
    }
  }
  return dataset;
}

function entryOf(line: Line): NodeRecord {
  const labels = {
    need: ["Demand"],
    resource: ["Resource", "Offer"],
    project: ["PublishedProject", "Offer"],
  };
  const at = startOfDay(collectedOn);
  return {
    id: line.id,
    labels: labels[line.kind],
    properties: {
      ...matchedTextProperties(line.text),
      title: titleOf(line.text),
      state: "published",
      audience: "public",
      version: 1,
      createdAt: at,
      updatedAt: at,
      ...(line.kind === "need" ? { labelledCategory: line.category } : {}),
    },
  };
}

/** What stands before the first clause mark, where that is short and says something; a title is never made up. */
export function titleOf(text: string): string | undefined {
  const [first = ""] = text.split(/[，。；：（！？]/u);
  return first !== text && first.length >= 4 && first.length <= 24 ? first : undefined;
}
