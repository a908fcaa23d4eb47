import { z } from "zod";
import { readJson, sourceShape } from "../files.ts";
import { type Dataset, emptyDataset, namedNode } from "../records.ts";

const file = "districts/districts.json";

const districtShape = z.object({
  id: z.string(),
  name: z.string(),
  divisionCode: z.string().length(6),
  within: z.string().optional(),
  longitude: z.number(),
  latitude: z.number(),
});

export type DistrictFacts = z.infer<typeof districtShape>;

const read = () => readJson(file, z.object({ source: sourceShape, districts: z.array(districtShape) }));

/** Districts with their codes (GB/T 2260) and about where they lie. */
export const readDistricts = (): DistrictFacts[] => read().districts;

/** Districts as nodes, `WITHIN` the one above. */
export function districtFacts(): Dataset {
  const { source, districts } = read();
  const dataset = emptyDataset();
  dataset.sources.push({ ...source, file });
  for (const { id, name, divisionCode, within, longitude, latitude } of districts) {
    dataset.nodes.push(namedNode("District", id, name, { divisionCode }, { longitude, latitude }));
    dataset.sourced.push([id, source.id]);
    if (within) dataset.links.push({ type: "WITHIN", from: id, to: within });
  }
  return dataset;
}
