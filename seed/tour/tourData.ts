import { z } from "zod";
import { addDays, startOfDay } from "../dates.ts";
import { categoryIds } from "../facts/categories.ts";
import { readJson } from "../files.ts";
import { type Dataset, emptyDataset, markedName, matchedTextProperties, namedNode } from "../records.ts";

const projectShape = z.object({
  title: z.string(),
  team: z.string(),
  /** What is done, as a phrase: 专场招聘会. */
  does: z.string(),
  /** How often it was done so far; those with `stars` were done twice. */
  deliveries: z.number().int().default(0),
  /** Stars of the evaluation chain's stages so far, in their order. */
  stars: z.array(z.number().int()).default([]),
});

const itemShape = z.object({
  title: z.string(),
  category: z.string(),
  /** How many raw needs stand behind it. */
  needs: z.number().int().min(1),
  says: z.array(z.string()).min(1),
  /** `owner`: place of its department in the list. */
  resource: z.object({ title: z.string(), owner: z.number().int() }).optional(),
  project: projectShape.optional(),
});

const tourShape = z.object({
  alliance: z.object({ id: z.string(), name: z.string() }),
  firms: z.string(),
  departments: z.array(z.string()),
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      colour: z.string(),
      division: z.string(),
      members: z.number().int(),
    }),
  ),
  items: z.array(itemShape),
});

export type TourProject = z.infer<typeof projectShape>;

/** One item of the tour with the ids of what it becomes. */
export interface TourItem {
  id: string;
  title: string;
  categoryId: string;
  needIds: string[];
  offerId: string | null;
  project: (TourProject & { id: string; teamId: string }) | null;
}

export interface Tour {
  allianceId: string;
  items: TourItem[];
  /** All but items and projects: those come about by the steps that people take too. */
  dataset: Dataset;
}

const tails = ["", "，盼协调", "，请联盟帮忙"];
const visible = { audience: "public" };

type Facts = z.output<typeof tourShape>;

/** The example data of the tour: alliance, firms, departments, teams with members, raw needs and resources. */
export function readTour(today: string): Tour {
  const facts = readJson("tour/tour.json", tourShape);
  const { alliance, items } = facts;
  const dataset = emptyDataset();
  const add: Adding = {
    node: (node) => dataset.nodes.push({ ...node, labels: [...node.labels, "Example"] }),
    link: (type, from, to) => dataset.links.push({ type, from, to }),
  };
  add.node(namedNode("Alliance", alliance.id, alliance.name, { kind: "park", ...visible }));
  const firmIds = addFirms(add, facts);
  const departmentIds = addDepartments(add, facts);
  addTeams(add, facts);
  const places = { today, allianceId: alliance.id, firmIds, departmentIds, categories: categoryIds() };
  return {
    allianceId: alliance.id,
    items: items.map((item, at) => addItem(add, places, item, at + 1)),
    dataset,
  };
}

interface Adding {
  node: (node: Dataset["nodes"][number]) => void;
  link: (type: string, from: string, to: string) => void;
}

function addFirms({ node, link }: Adding, { firms, alliance }: Facts): string[] {
  return firms.split(" ").map((name, i) => {
    const id = `tour-firm-${i + 1}`;
    node(namedNode("Enterprise", id, `车都示例${name}有限公司`, visible));
    link("OBSERVES", id, alliance.id);
    return id;
  });
}

function addDepartments({ node }: Adding, { departments }: Facts): string[] {
  return departments.map((name, i) => {
    const id = `tour-department-${i + 1}`;
    node(namedNode("Department", id, markedName(name), visible));
    return id;
  });
}

function addTeams({ node, link }: Adding, { teams, departments, alliance }: Facts): void {
  for (const { id, name, colour, division, members } of teams) {
    const teamId = `tour-team-${id}`;
    node(
      namedNode("ServiceTeam", teamId, name, { number: members, colour, division, version: 1, ...visible }),
    );
    link("SERVES", teamId, alliance.id);
    for (let order = 1; order <= members; order += 1) {
      const memberId = `${teamId}-${order}`;
      const unit = departments[order % departments.length];
      const properties = { name: `示例队员${colour}${order}`, unit, order, ...visible };
      node({ id: memberId, labels: ["TeamMember"], properties });
      link("BELONGS_TO_TEAM", memberId, teamId);
    }
  }
}

interface Places {
  today: string;
  allianceId: string;
  firmIds: string[];
  departmentIds: string[];
  categories: Map<string, string>;
}

function addItem(add: Adding, places: Places, item: z.output<typeof itemShape>, number: number): TourItem {
  const { title, resource, project } = item;
  const { today, allianceId, departmentIds } = places;
  const categoryId = places.categories.get(item.category);
  if (!categoryId) throw new Error(`tour.json: the category ${item.category} is not in the tree`);
  const at = startOfDay(addDays(today, -1));
  const entry = { state: "published", version: 1, createdAt: at, updatedAt: at, ...visible };
  const file = (id: string, type: string, ownerId: string | undefined): string => {
    if (!ownerId) throw new Error(`tour.json: ${id} belongs to nobody`);
    add.link(type, id, ownerId);
    add.link("IN_CATEGORY", id, categoryId);
    add.link("FOR_ALLIANCE", id, allianceId);
    return id;
  };
  const needIds = Array.from({ length: item.needs }, (_, k) => {
    const id = `tour-need-${number}-${k + 1}`;
    const text = `${item.says[k % item.says.length]}${tails[Math.floor(k / item.says.length) % tails.length]}`;
    // Without a last day: the tour's figures do not shrink as time goes by.
    const wanted = { urgency: "normal", beneficiary: "enterprise" };
    const properties = { ...matchedTextProperties(text), ...entry, ...wanted };
    add.node({ id, labels: ["Demand"], properties });
    return file(id, "RAISED_BY", places.firmIds[(number * 5 + k) % places.firmIds.length]);
  });
  const offerId = resource ? `tour-offer-${number}` : null;
  if (resource && offerId) {
    const text = matchedTextProperties(`${resource.title}：${title}`);
    add.node({
      id: offerId,
      labels: ["Resource", "Offer"],
      properties: { title: resource.title, ...text, ...entry },
    });
    file(offerId, "OFFERED_BY", departmentIds[resource.owner]);
  }
  const led = project && { ...project, id: `tour-project-${number}`, teamId: `tour-team-${project.team}` };
  return { id: `tour-item-${number}`, title, categoryId, needIds, offerId, project: led ?? null };
}
