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
      `{ alliances { id kind parent { id } children { id } chain { id } programme { id name } }
         allianceCount ofChains: allianceCount(kind: chain) first: alliances(first: 1) { id } }`,
    );
    const [hub] = data.alliances;
    const kinds: string[] = data.alliances.map((each: { kind: string }) => each.kind);
    expect([data.allianceCount, data.first.length]).toEqual([kinds.length, 1]);
    expect(data.ofChains).toBe(kinds.filter((kind) => kind === "chain").length);
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

  it("have the members of the alliances under them too: the hub's are those of its chains, each once", async () => {
    const joined = `MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(a:Alliance)-[:PART_OF_ALLIANCE*0..1]->(:Alliance {id: 'tongliang-hub'})
      WHERE (r.since IS NULL OR r.since <= date()) AND (r.until IS NULL OR date() < r.until)`;
    const [truth] = await cypher(
      graph,
      `${joined} RETURN count(DISTINCT m) AS members, count(m) AS joinings, count(DISTINCT CASE WHEN m:Example THEN m END) AS examples`,
    );
    // Some joined more than one.
    expect(Number(truth?.joinings)).toBeGreaterThan(Number(truth?.members));
    const { hub } = (
      await api.ask(
        `{ hub: alliance(id: "tongliang-hub") { memberCount exampleMemberCount members(first: 200) { totalCount nodes { alliance { kind } organization { id } } } } }`,
      )
    ).data;
    expect([hub.memberCount, hub.exampleMemberCount, hub.members.totalCount]).toEqual([
      truth?.members,
      truth?.examples,
      truth?.members,
    ]);
    const ids = hub.members.nodes.map((each: { organization: { id: string } }) => each.organization.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      new Set(hub.members.nodes.map((each: { alliance: { kind: string } }) => each.alliance.kind)),
    ).toEqual(new Set(["chain"]));
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

  it("show people by their post, each under its own name, and no post as somebody's name", async () => {
    const roles = "roles { chainLead { title name } stationedInstructor { title name } }";
    const { data } = await api.ask(
      `{ chain: alliance(id: "tongliang-equipment") { ${roles} } hub: alliance(id: "tongliang-hub") { ${roles} } }`,
    );
    expect(data.chain.roles).toEqual({
      chainLead: { title: "包链领导", name: null },
      stationedInstructor: { title: "驻链指导员", name: null },
    });
    expect(data.hub.roles).toEqual({
      chainLead: { title: "总联盟召集人", name: null },
      stationedInstructor: null,
    });
  });

  it("belong to ten programmes with published figures and their sources", async () => {
    const { data } = await api.ask(
      "{ programmeCount programmes { id name figures { label value source { title url } } mechanisms { name } } }",
    );
    expect([data.programmes.length, data.programmeCount]).toEqual([10, 10]);
    const wuhan = data.programmes.find((each: { name: string }) => each.name.includes("红色蜂巢"));
    expect(wuhan.figures.some((figure: { value: number }) => figure.value === 543)).toBe(true);
    const sources = data.programmes.flatMap((each: { figures: { source: unknown }[] }) =>
      each.figures.map((f) => f.source),
    );
    expect(sources.every(Boolean)).toBe(true);
  });

  it("hide members and counts from whoever may not see them", async () => {
    const valid = "(r.since IS NULL OR r.since <= date()) AND (r.until IS NULL OR date() < r.until)";
    const members = `MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(:Alliance {id: 'tongliang-equipment'}) WHERE ${valid}`;
    const [hidden] = await cypher(
      graph,
      `${members} WITH DISTINCT m ORDER BY m.id LIMIT 1 SET m.audience = 'org:' + m.id RETURN m.id AS id`,
    );
    const [truth] = await cypher(graph, `${members} RETURN count(DISTINCT m) AS all`);
    const outsider = await startApi(graph, {
      embedder: null,
      viewerOf: () => ({ all: false, audiences: ["public"] }),
    });
    const query = `{ alliance(id: "tongliang-equipment") { memberCount members(first: 200) { totalCount nodes { organization { id } } } }
      hub: alliance(id: "tongliang-hub") { memberCount } }`;
    const seen = (await outsider.ask(query)).data;
    const all = (await api.ask(query)).data;
    expect(all.alliance.memberCount).toBe(truth?.all);
    expect([seen.alliance.memberCount, seen.alliance.members.totalCount]).toEqual([
      Number(truth?.all) - 1,
      Number(truth?.all) - 1,
    ]);
    expect(seen.hub.memberCount).toBe(all.hub.memberCount - 1);
    expect(JSON.stringify(all.alliance.members)).toContain(`"${hidden?.id}"`);
    expect(JSON.stringify(seen.alliance.members)).not.toContain(`"${hidden?.id}"`);
  });
});
