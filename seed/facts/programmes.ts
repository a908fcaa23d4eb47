import { z } from "zod";
import { readJson } from "../files.ts";
import { type Dataset, emptyDataset, namedNode } from "../records.ts";

const file = "programmes/programmes.json";
const aliases = z.array(z.string()).default([]);

const programmeShape = z.object({
  id: z.string(),
  name: z.string(),
  place: z.string(),
  summary: z.string(),
  aliases,
  sourceTitle: z.string(),
  sourceNames: z.array(z.string()).default([]),
  mechanisms: z.array(z.object({ name: z.string(), description: z.string() })),
  figures: z.array(
    z.object({ label: z.string(), value: z.number(), unit: z.string(), note: z.string().optional() }),
  ),
  alliances: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(["hub", "chain", "regional", "park"]),
        aliases,
        partOf: z.string().optional(),
        chain: z.string().optional(),
      }),
    )
    .default([]),
  organisations: z
    .array(z.object({ id: z.string(), name: z.string(), kind: z.string(), aliases }))
    .default([]),
  teams: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        number: z.number().int(),
        colour: z.string(),
        division: z.string().optional(),
        description: z.string(),
        serves: z.string(),
        departments: z.array(z.string()),
      }),
    )
    .default([]),
});

type ProgrammeFacts = z.infer<typeof programmeShape>;

const read = () => readJson(file, z.object({ licence: z.string(), programmes: z.array(programmeShape) }));

/** Which programme a list's source name belongs to, e.g. `舒城县` → `programme-shucheng`. */
export function programmesBySourceName(): Map<string, string> {
  return new Map(
    read().programmes.flatMap(({ id, sourceNames }) => sourceNames.map((name) => [name, id] as const)),
  );
}

/** The ten programmes with mechanisms, published figures, alliances, organisations and service teams. */
export function programmeFacts(): Dataset {
  const { licence, programmes } = read();
  const dataset = emptyDataset();
  for (const [row, programme] of programmes.entries()) {
    const sourceId = `source-${programme.id}`;
    dataset.sources.push({
      id: sourceId,
      title: programme.sourceTitle,
      licence,
      programme: programme.name,
      file,
      row: row + 1,
    });
    const before = dataset.nodes.length;
    addProgramme(dataset, programme);
    for (const { id } of dataset.nodes.slice(before)) dataset.sourced.push([id, sourceId]);
  }
  return dataset;
}

function addProgramme(dataset: Dataset, programme: ProgrammeFacts): void {
  const { id, name, place, summary } = programme;
  dataset.nodes.push(namedNode("Programme", id, name, { place, summary, aliases: programme.aliases }));
  for (const [i, mechanism] of programme.mechanisms.entries()) {
    const mechanismId = `${id}-mechanism-${i + 1}`;
    const { description } = mechanism;
    dataset.nodes.push(namedNode("Mechanism", mechanismId, mechanism.name, { description }));
    dataset.links.push({ type: "PRACTISED_BY", from: mechanismId, to: id });
  }
  for (const [i, figure] of programme.figures.entries()) {
    const figureId = `${id}-figure-${i + 1}`;
    dataset.nodes.push({ id: figureId, labels: ["PublishedFigure"], properties: figure });
    dataset.links.push({ type: "FIGURE_OF", from: figureId, to: id });
  }
  for (const {
    id: allianceId,
    name: allianceName,
    kind,
    aliases: otherNames,
    partOf,
    chain,
  } of programme.alliances) {
    const properties = { kind, aliases: otherNames, audience: "public" };
    dataset.nodes.push(namedNode("Alliance", allianceId, allianceName, properties));
    dataset.links.push({ type: "PART_OF_PROGRAMME", from: allianceId, to: id });
    if (partOf) dataset.links.push({ type: "PART_OF_ALLIANCE", from: allianceId, to: partOf });
    if (chain) dataset.links.push({ type: "FOR_CHAIN", from: allianceId, to: chain });
  }
  for (const organisation of programme.organisations) {
    const { kind, aliases: otherNames } = organisation;
    const properties = { kind, aliases: otherNames, audience: "public" };
    dataset.nodes.push(namedNode("PartyOrganization", organisation.id, organisation.name, properties));
    dataset.links.push({ type: "PART_OF_PROGRAMME", from: organisation.id, to: id });
  }
  for (const team of programme.teams) addTeam(dataset, id, team);
}

function addTeam(dataset: Dataset, programmeId: string, team: ProgrammeFacts["teams"][number]): void {
  const { id, name, serves, departments, ...properties } = team;
  dataset.nodes.push(namedNode("ServiceTeam", id, name, { ...properties, audience: "public" }));
  dataset.links.push({ type: "SERVES", from: id, to: serves });
  dataset.links.push({ type: "PART_OF_PROGRAMME", from: id, to: programmeId });
  for (const [i, department] of departments.entries()) {
    const departmentId = `${id}-department-${i + 1}`;
    dataset.nodes.push(namedNode("Department", departmentId, department, { audience: "public" }));
    dataset.links.push({ type: "STAFFED_BY", from: id, to: departmentId });
  }
}
