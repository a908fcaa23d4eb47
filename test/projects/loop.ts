import { ulid } from "ulid";
import { expect } from "vitest";
import { selectNeeds } from "../../server/assignment/queries.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
const people = new Map<string, ReturnType<typeof openBrowser>>();

/** A need of firm e (organisation o2 under o, alliance a), answered by a department; one of each seen by the hub. */
const entries = `
  MATCH (e:Enterprise {id: 'e'}), (d:Department {id: 'd'}), (a:Alliance {id: 'a'})
  UNWIND range(1, 12) AS i
  CREATE (n:Demand:Entity {id: 'need' + i, text: '需要检测服务', state: 'published', version: 1,
    audience: CASE WHEN i = 12 THEN 'alliance:a' ELSE 'public' END, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(e)
  FOREACH (_ IN CASE WHEN i = 12 THEN [1] ELSE [] END | CREATE (n)-[:FOR_ALLIANCE]->(a))
  CREATE (o:Offer:Resource:Entity {id: 'offer' + i, text: '开放实验室', state: 'published', version: 1, audience: 'public',
    createdAt: datetime(), updatedAt: datetime()})-[:OFFERED_BY]->(d)`;

/** The district with needs and offers, and somebody of each role that a project meets. Once a file, before the rest. */
export async function openLoop(): Promise<Graph> {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, entries);
  const api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
  const grants = {
    beneficiary: { role: "organizationSecretary", placeId: "o" },
    provider: { role: "department", placeId: "d" },
    lead: { role: "chainLead", placeId: "a" },
    hub: { role: "hubCoordinator", placeId: "hub" },
    supervisor: { role: "supervisor" },
    stranger: { role: "organizationSecretary", placeId: "q" },
    bank: { role: "bank", placeId: "k" },
  } as const;
  for (const [name, grant] of Object.entries(grants))
    people.set(name, openBrowser(api.url, (await openAccount(graph, [grant])).secret));
  return graph;
}

const fields = `id title state version rating stages months { month text } deliveryCount events { from to reason byName }
  evaluations { stage stars text wordsHidden } turn { stage mine } steps { step open reasonNeeded } mayRun mayDeliver`;

export async function as(name: string, query: string, variables: Record<string, unknown> = {}) {
  const browser = people.get(name);
  if (!browser) throw new Error(`nobody is called ${name}`);
  return browser.ask(query, variables);
}

export const mutate = (name: string, field: string, input: Record<string, unknown>) =>
  as(
    name,
    `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { project { ${fields} } } }`,
    { input: { clientMutationId: ulid(), ...input } },
  );

export const project = async (name: string, id: string) =>
  (await as(name, `query ($id: ID!) { serviceProject(id: $id) { ${fields} } }`, { id })).data.serviceProject;

export const months = [{ month: "2026-12", text: "上门检测" }];
export const contact = (i: number, name = "provider") =>
  as(name, "mutation ($input: StartContactInput!) { startContact(input: $input) { state } }", {
    input: { clientMutationId: ulid(), demandId: `need${i}`, offerId: `offer${i}` },
  });
export const agree = async (i: number, name = "provider") => {
  await contact(i, name);
  return as(name, "mutation ($input: AgreeMatchInput!) { agreeMatch(input: $input) { state } }", {
    input: { clientMutationId: ulid(), demandId: `need${i}`, offerId: `offer${i}` },
  });
};
export const startInput = (i: number) => ({
  demandId: `need${i}`,
  offerId: `offer${i}`,
  allianceId: "a",
  title: `检测服务${i}`,
  months,
});

export async function started(i: number): Promise<{ id: string; version: number }> {
  await agree(i);
  const { data, errors } = await mutate("provider", "startProject", startInput(i));
  expect(errors).toEqual([]);
  return data.startProject.project;
}

/** Whether a whole-list plan would take the need in. */
export async function isOpen(i: number): Promise<boolean> {
  const filter = {
    words: [],
    leastShare: 0.1,
    units: {},
    categoryId: null,
    allianceId: null,
    limit: 100,
    today: "2026-01-05",
  };
  return (await graph.run(selectNeeds, { viewer: systemViewer, ...filter })).some(
    ({ id }) => id === `need${i}`,
  );
}

/** Takes the project on to 已办结. */
export async function completed(i: number): Promise<{ id: string; version: number }> {
  const { id } = await started(i);
  const step = async (field: string, more: Record<string, unknown>) => {
    const { version } = await project("provider", id);
    const { errors } = await mutate("provider", field, { id, expectedVersion: version, ...more });
    expect(errors).toEqual([]);
  };
  await step("moveProject", { step: "start" });
  await step("recordDelivery", { on: "2026-01-05", text: "检测 3 件", quantity: 3, unit: "件" });
  await step("moveProject", { step: "complete" });
  return project("provider", id);
}
