import { randomUUID } from "node:crypto";
import type { Client, Outcome } from "../faults/client.ts";

/** One kind of request of a working day. */
export interface Act {
  name: string;
  /** How many of a hundred requests are of this kind. */
  share: number;
  ask(client: Client): Promise<Outcome>;
}

export interface Moment {
  name: string;
  outcome: Outcome;
}

const graphScreen = `query ($hub: ID!) { allianceGraph(hubId: $hub) { nodes { id kind name } edges { id type source target } } }`;
const lists = `{ demands(first: 50) { totalCount edges { node { id title text state urgency neededBy } } } }`;
const offers = `{ offers(first: 50) { totalCount edges { node { id title text state availableUntil } } } }`;
const search = `query ($text: String!) { search(text: $text) { node { id kind name } matchedOn } }`;
const needWithMatches = `query ($id: ID!) {
  demand(id: $id) { id title text state }
  matchesOfDemand(demandId: $id, first: 10) { results { score verdict offer { id title } factors { id value } path { nodes { id } edges { id } } } }
}`;
const enter = `mutation ($input: EnterDemandInput!) { enterDemand(input: $input) { demand { id } } }`;
const contact = `mutation ($input: StartContactInput!) { startContact(input: $input) { state } }`;

const words = ["机械", "培训", "法律", "招聘", "融资", "示例", "铜梁", "shili", "电池", "检测"];
const texts = [
  "需要三名数控车床操作工，下月到岗",
  "想请律师讲一次合同风险",
  "急需流动资金贷款二百万元",
  "希望组织新员工安全培训，约四十人",
  "寻找能做铝合金压铸件的供应商",
];
const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** Asks the server for things to work with, and lays out the day. Shares follow a coordinator's morning: mostly reading. */
export async function learnDay(client: Client): Promise<Act[]> {
  const hubs = await client.ask("{ alliances(kind: hub) { id } }");
  if (hubs.kind !== "done") throw new Error(`alliances: ${JSON.stringify(hubs)}`);
  const hub = (hubs.data.alliances as { id: string }[])[0]?.id;
  const needs = await ids(
    client,
    `{ demands(first: 30, filter: { states: [published] }) { edges { node { id } } } }`,
    "demands",
  );
  const act = (
    name: string,
    share: number,
    query: string,
    variables: () => Record<string, unknown> = () => ({}),
  ): Act => ({
    name,
    share,
    ask: (asking) => asking.ask(query, variables()),
  });
  return [
    act("alliance graph", 15, graphScreen, () => ({ hub })),
    act("list of needs", 20, lists),
    act("list of resources", 15, offers),
    act("search", 25, search, () => ({ text: any(words) })),
    act("need with matches", 15, needWithMatches, () => ({ id: any(needs) })),
    act("enter a need", 7, enter, () => ({
      input: {
        clientMutationId: randomUUID(),
        fields: { text: `${any(texts)}（${randomUUID().slice(0, 8)}）` },
      },
    })),
    { name: "start contact", share: 3, ask: (asking) => startContact(asking, any(needs)) },
  ];
}

/** 发起对接 with the best match that is still open; undone at once, so that the same need serves again. */
async function startContact(client: Client, demandId: string): Promise<Outcome> {
  const found = await client.ask(
    "query ($id: ID!) { matchesOfDemand(demandId: $id, first: 5) { results { state offer { id } } } }",
    { id: demandId },
  );
  if (found.kind !== "done") return found;
  const list = found.data.matchesOfDemand as { results: { state: string; offer: { id: string } }[] };
  const open = list.results.find(({ state }) => state === "proposed");
  if (!open) return found;
  const input = { clientMutationId: randomUUID(), demandId, offerId: open.offer.id };
  const outcome = await client.ask(contact, { input });
  // Another client may have been quicker: a CONFLICT is the right answer, not an error of the server.
  if (outcome.kind === "refused" && outcome.code === "CONFLICT")
    return { kind: "done", data: {}, ms: outcome.ms };
  return outcome;
}

async function ids(client: Client, query: string, field: string): Promise<string[]> {
  const outcome = await client.ask(query);
  if (outcome.kind !== "done") throw new Error(`${field}: ${JSON.stringify(outcome)}`);
  const { edges } = outcome.data[field] as { edges: { node: { id: string } }[] };
  if (edges.length === 0) throw new Error(`${field}: nothing there to work with`);
  return edges.map(({ node }) => node.id);
}
