import { beforeAll, describe, expect, test } from "vitest";
import { loadDataset } from "../../seed/load.ts";
import type { Graph } from "../../server/graph/connection.ts";
import type { Viewer } from "../../server/graph/query.ts";
import { gapCases, home } from "../bench/gapCases.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";

const view = `query ($districtId: ID!, $chainId: ID) { chainView(districtId: $districtId, chainId: $chainId) { positionCount positions {
  position { id } standing firms makers buyers needs gap { kind evidence { reason figure of } } } } }`;

let graph: Graph;
let api: TestApi;
const { dataset, planted } = gapCases(5, 3);
beforeAll(async () => {
  graph = await emptyGraph();
  await loadDataset(graph, dataset, () => undefined);
  api = await startApi(graph, { embedder: null });
}, 120_000);

const as = (viewer: Viewer) => startApi(graph, { embedder: null, viewerOf: () => viewer });
const publicOnly: Viewer = { all: false, audiences: ["public"] };

interface Position {
  position: { id: string };
  standing: string;
  firms: number;
  makers: number;
  buyers: number;
  needs: number;
  gap: { kind: string; evidence: { reason: string; figure: number; of: number | null }[] } | null;
}
async function positionsOf(of: TestApi, districtId = home): Promise<Position[]> {
  const { data, errors } = await of.ask(view, { districtId });
  expect(errors).toEqual([]);
  return data.chainView.positions;
}

const linked = (type: string) => dataset.links.filter((link) => link.type === type);
const athome = new Set(linked("LOCATED_IN").flatMap(({ from, to }) => (to === `park-${home}` ? [from] : [])));
const stillThere = ({ until }: { until?: string | undefined }) => until === undefined || until > "2026-01-01";

describe("a chain as seen from a district", () => {
  test("its figures equal a count by hand over what was put in", async () => {
    for (const { position, firms, makers, buyers, needs } of await positionsOf(api)) {
      const products = new Set(
        linked("BELONGS_AT").flatMap(({ from, to }) => (to === position.id ? [from] : [])),
      );
      const standing = new Set(
        linked("OCCUPIES").flatMap((link) =>
          link.to === position.id && athome.has(link.from) && stillThere(link) ? [link.from] : [],
        ),
      );
      const users = (type: string) =>
        new Set(linked(type).flatMap(({ from, to }) => (products.has(to) && athome.has(from) ? [from] : [])));
      const making = [...users("PRODUCES")].filter((firm) => !standing.has(firm));
      const wanted = linked("WANTS").filter(({ to }) => products.has(to));
      expect({ firms, makers, buyers, needs }).toEqual({
        firms: standing.size,
        makers: making.length,
        buyers: users("CONSUMES").size,
        needs: wanted.length,
      });
    }
  });

  test("what was planted in it is told", async () => {
    const told = (await positionsOf(api)).flatMap(({ position, gap }) =>
      gap && gap.kind !== "strengthen" ? [`${gap.kind} ${position.id}`] : [],
    );
    expect(told.sort()).toEqual([...planted].filter((one) => !one.startsWith("strengthen")).sort());
  });

  test("every figure has its records behind it", async () => {
    const records = `query ($d: ID!, $p: ID!) { standing: gapFirms(districtId: $d, positionId: $p, side: standing, first: 200) { totalCount nodes { id } }
      buying: gapFirms(districtId: $d, positionId: $p, side: buying, first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
      gapNeeds(positionId: $p) { totalCount nodes { id } } }`;
    for (const { position, firms, makers, buyers, needs } of (await positionsOf(api)).slice(0, 12)) {
      const { data } = await api.ask(records, { d: home, p: position.id });
      expect(data.standing.totalCount).toBe(firms + makers);
      expect(data.standing.nodes).toHaveLength(firms + makers);
      expect(data.buying.totalCount).toBe(buyers);
      expect(data.buying.pageInfo.hasNextPage).toBe(buyers > 2);
      expect(data.gapNeeds.nodes).toHaveLength(needs);
    }
  });

  test("what a viewer may not see does not count, and what leaves moves the reading", async () => {
    const [fill] = [...planted].filter((one) => one.startsWith("fill")).map((one) => one.split(" ")[1] ?? "");
    const hidden = dataset.links.find(({ type, to }) => type === "OCCUPIES" && to !== fill)?.from ?? "";
    await ask(graph, "MATCH (e:Enterprise {id: $id}) SET e.audience = 'org:somebody'", { id: hidden });
    const sum = (all: Position[]) => all.reduce((n, { firms }) => n + firms, 0);
    const everybody = await positionsOf(api);
    const some = await positionsOf(await as(publicOnly));
    expect(sum(everybody) - sum(some)).toBeGreaterThan(0);
    await ask(graph, "MATCH (e:Enterprise {id: $id}) SET e.audience = 'public'", { id: hidden });
    expect(await positionsOf(await as(publicOnly))).toEqual(await positionsOf(api));

    // A firm comes to the missing position: it is missing no longer.
    const settle =
      "MATCH (e:Enterprise {id: $id}), (p:ChainPosition {id: $fill}) CREATE (e)-[:OCCUPIES {role: 'core', since: date('2025-01-01')}]->(p)";
    await ask(graph, settle, { id: hidden, fill });
    const after = (await positionsOf(api)).find(({ position }) => position.id === fill);
    expect(after?.gap?.kind).not.toBe("fill");
    await ask(graph, "MATCH (:Enterprise {id: $id})-[r:OCCUPIES]->(:ChainPosition {id: $fill}) DELETE r", {
      id: hidden,
      fill,
    });
  });

  test("candidates come from elsewhere, each with the firms that could introduce it", async () => {
    const [thin] = [...planted]
      .filter((one) => one.startsWith("strengthen"))
      .map((one) => one.split(" ")[1] ?? "");
    await ask(
      graph,
      `MATCH (p:ChainPosition {id: $thin})<-[:BELONGS_AT]-(q:Product)<-[:CONSUMES]-(buyer:Enterprise)
       WITH q, buyer ORDER BY q.id, buyer.id LIMIT 1
       CREATE (e:Enterprise:Entity {id: 'newcomer', name: '外地新厂', audience: 'public', scale: 'large', version: 1})-[:PRODUCES]->(q),
         (e)-[:SUPPLIES {productId: q.id, product: q.name}]->(buyer),
         (o:PartyOrganization:Entity {id: 'organisation', name: '某支部', audience: 'public', version: 1})-[:COVERS]->(buyer),
         (o)-[:MEMBER_OF]->(:Alliance:Entity {id: 'alliance', name: '某联盟', kind: 'chain', audience: 'public', version: 1})`,
      { thin },
    );
    const candidates = `query ($d: ID!, $p: ID!) { gapCandidates(districtId: $d, positionId: $p) { totalCount nodes {
      score makes wantedHere enterprise { id } introducerCount introducers { organization alliance enterprise { id } } } } }`;
    const { data } = await api.ask(candidates, { d: home, p: thin });
    const [first] = data.gapCandidates.nodes;
    expect(first.enterprise.id).toBe("newcomer");
    expect(first).toMatchObject({
      wantedHere: 1,
      introducerCount: 1,
      introducers: [{ organization: "某支部", alliance: "某联盟" }],
    });
    expect(athome.has(first.enterprise.id)).toBe(false);
    await ask(graph, "MATCH (o:PartyOrganization {id: 'organisation'}) SET o.audience = 'org:organisation'");
    const restricted = await (await as(publicOnly)).ask(candidates, { d: home, p: thin });
    expect(restricted.data.gapCandidates.nodes[0].introducers).toMatchObject([
      { organization: null, alliance: null },
    ]);
  });

  test("districts with firms are offered, and one that is not there shows everything as nobody's", async () => {
    const { data } = await api.ask("{ gapScopes { id firms } }");
    expect(data.gapScopes.map(({ id }: { id: string }) => id)).toContain(home);
    const nowhere = await positionsOf(api, "district-nowhere");
    expect(nowhere.every(({ standing, gap }) => standing === "apart" && gap === null)).toBe(true);
  });
});
