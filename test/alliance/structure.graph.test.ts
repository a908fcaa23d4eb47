import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
});

describe("the alliances", () => {
  it("stand in their structure: the hub first, its three chain alliances below it, each with its chain", async () => {
    const { data } = await api.ask(
      `{ alliances { id kind parent { id } children { id } chain { id } programme { id name } } }`,
    );
    const [hub] = data.alliances;
    expect(hub).toMatchObject({
      id: "tongliang-hub",
      kind: "hub",
      parent: null,
      programme: { id: "programme-tongliang" },
    });
    expect(hub.children.map((child: { id: string }) => child.id).sort()).toEqual([
      "tongliang-electronics",
      "tongliang-equipment",
      "tongliang-newenergy",
    ]);
    const equipment = data.alliances.find((each: { id: string }) => each.id === "tongliang-equipment");
    expect(equipment).toMatchObject({ parent: { id: "tongliang-hub" }, chain: { id: "chain-equipment" } });
  });

  it("count and page their members as the graph has them today", async () => {
    const { data } = await api.ask(
      `{ alliances(kind: chain) { id memberCount members(first: 2) { totalCount nodes { organization { id kind } } pageInfo { endCursor hasNextPage } } } }`,
    );
    for (const alliance of data.alliances) {
      const [truth] = await cypher(
        graph,
        `MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(:Alliance {id: $id})
         WHERE (r.since IS NULL OR r.since <= date()) AND (r.until IS NULL OR date() < r.until)
         RETURN collect(DISTINCT m.id) AS ids`,
        { id: alliance.id },
      );
      const ids = truth?.ids as string[];
      expect([alliance.memberCount, alliance.members.totalCount]).toEqual([ids.length, ids.length]);
      const seen = alliance.members.nodes.map(
        (each: { organization: { id: string } }) => each.organization.id,
      );
      const rest = await api.ask(
        "query($id: ID!, $after: String) { alliance(id: $id) { members(first: 200, after: $after) { nodes { organization { id } } } } }",
        { id: alliance.id, after: alliance.members.pageInfo.endCursor },
      );
      seen.push(
        ...rest.data.alliance.members.nodes.map(
          (each: { organization: { id: string } }) => each.organization.id,
        ),
      );
      expect(seen.sort()).toEqual(ids.sort());
    }
  });

  it("name the unit on duty on the first day of its term, and another or none on the day it ends", async () => {
    const [term] = await cypher(
      graph,
      `MATCH (a:Alliance)<-[:DUTY_IN]-(d:DutyTerm)-[:HELD_BY]->(o) WHERE d.until IS NOT NULL
       RETURN d.id AS id, o.id AS organization, toString(d.since) AS since, toString(d.until) AS until,
         toString(d.until - duration('P1D')) AS lastDay ORDER BY d.id LIMIT 1`,
    );
    const onDuty = async (day: unknown): Promise<boolean> => {
      const { data } = await api.ask(
        `query($day: Day) { allianceGraph(hubId: "tongliang-hub", asOf: $day) { edges { type source target } } }`,
        { day },
      );
      return data.allianceGraph.edges.some(
        (edge: { type: string; source: string; target: string }) =>
          edge.type === "HELD_BY" && edge.source === term?.id && edge.target === term?.organization,
      );
    };
    expect([await onDuty(term?.since), await onDuty(term?.lastDay), await onDuty(term?.until)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("show people by their post", async () => {
    const { data } = await api.ask(
      `{ alliance(id: "tongliang-equipment") { roles { chainLead { name } stationedInstructor { name } } } }`,
    );
    expect(data.alliance.roles).toEqual({
      chainLead: { name: "包链领导" },
      stationedInstructor: { name: "驻链指导员" },
    });
  });

  it("belong to ten programmes with published figures and their sources", async () => {
    const { data } = await api.ask(
      "{ programmes { id name figures { label value source { title url } } mechanisms { name } } }",
    );
    expect(data.programmes.length).toBe(10);
    const wuhan = data.programmes.find((each: { name: string }) => each.name.includes("红色蜂巢"));
    expect(wuhan.figures.some((figure: { value: number }) => figure.value === 543)).toBe(true);
    const sources = data.programmes.flatMap((each: { figures: { source: unknown }[] }) =>
      each.figures.map((f) => f.source),
    );
    expect(sources.every(Boolean)).toBe(true);
  });

  it("hide members and counts from whoever may not see them", async () => {
    const [hidden] = await cypher(
      graph,
      `MATCH (m:PartyOrganization)-[:MEMBER_OF]->(a:Alliance {id: 'tongliang-equipment'}) RETURN count(DISTINCT m) AS all,
         count(DISTINCT CASE WHEN m.audience = 'public' THEN m END) AS public`,
    );
    const outsider = await startApi(graph, {
      embedder: null,
      viewerOf: () => ({ all: false, audiences: ["public"] }),
    });
    const { data } = await outsider.ask(
      `{ alliance(id: "tongliang-equipment") { memberCount members { totalCount } } }`,
    );
    const [alliance] = await cypher(
      graph,
      "MATCH (a:Alliance {id: 'tongliang-equipment'}) RETURN a.audience AS audience",
    );
    if (alliance?.audience === "public") {
      expect(data.alliance.memberCount).toBeLessThanOrEqual(Number(hidden?.public));
      expect(data.alliance.members.totalCount).toBe(data.alliance.memberCount);
    } else expect(data.alliance).toBeNull();
  });
});
