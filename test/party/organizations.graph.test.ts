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

describe("party organisations", () => {
  it("are found by kind and by alliance, with the count under the same filter", async () => {
    const { data } = await api.ask(
      `{ organizations(filter: {kind: jointBranch}, first: 200) { totalCount nodes { kind } }
         members: organizations(filter: {allianceId: "tongliang-equipment"}) { totalCount }
         alliance(id: "tongliang-equipment") { memberCount } }`,
    );
    expect(data.organizations.totalCount).toBe(data.organizations.nodes.length);
    expect(data.organizations.nodes.every((node: { kind: string }) => node.kind === "jointBranch")).toBe(
      true,
    );
    expect(data.members.totalCount).toBe(data.alliance.memberCount);
  });

  it("cover the firms that name them as their cover", async () => {
    const [cover] = await cypher(
      graph,
      `MATCH (o:PartyOrganization)-[c:COVERS]->(e:Enterprise) WHERE c.until IS NULL
       RETURN o.id AS organization, e.id AS enterprise, c.mode AS mode ORDER BY o.id, e.id LIMIT 1`,
    );
    const { data } = await api.ask(
      `query($o: ID!, $e: ID!) { organization(id: $o) { covers(first: 200) { totalCount nodes { mode enterprise { id } } } memberships { alliance { id } organization { id } } membershipCount }
         enterprise(id: $e) { coveredBy { id } coverMode } }`,
      { o: cover?.organization, e: cover?.enterprise },
    );
    expect(data.organization.covers.nodes).toContainEqual({
      mode: cover?.mode,
      enterprise: { id: cover?.enterprise },
    });
    expect(data.enterprise).toEqual({ coveredBy: { id: cover?.organization }, coverMode: cover?.mode });
    for (const membership of data.organization.memberships)
      expect(membership.organization.id).toBe(cover?.organization);
  });

  it("that may not be seen are not named by the firm they cover", async () => {
    const [cover] = await cypher(
      graph,
      `MATCH (o:PartyOrganization)-[c:COVERS]->(e:Enterprise {audience: 'public'})
       WHERE (c.since IS NULL OR c.since <= date()) AND (c.until IS NULL OR date() < c.until) AND COUNT { (e)<-[:COVERS]-() } = 1
       WITH o, c, e ORDER BY e.id LIMIT 1 SET o.audience = 'org:' + o.id
       RETURN e.id AS id, o.id AS organization, c.mode AS mode`,
    );
    const query = "query($id: ID!) { enterprise(id: $id) { coveredBy { id } coverMode } }";
    expect((await api.ask(query, { id: cover?.id })).data.enterprise).toEqual({
      coveredBy: { id: cover?.organization },
      coverMode: cover?.mode,
    });
    const outsider = await startApi(graph, {
      embedder: null,
      viewerOf: () => ({ all: false, audiences: ["public"] }),
    });
    expect((await outsider.ask(query, { id: cover?.id })).data.enterprise).toEqual({
      coveredBy: null,
      coverMode: null,
    });
  });
});
