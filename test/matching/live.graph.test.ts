import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { openEvents } from "../support/events.ts";
import { ask, seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";
import { openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
/** Everybody may do everything. */
let api: TestApi;
/** People sign in. */
let real: TestApi;
let hub: string;
const stopping = new AbortController();
setMaxListeners(0, stopping.signal);
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  graph = await seededGraph();
  await warmMatching(graph, await testEmbedder(), {
    knowledgeFile: join(cacheFolder, "knowledge.bin"),
    patienceMs: 60_000,
  });
  api = await startApi(graph);
  const streams = { all: 1000, ofVisitor: 2 };
  real = await startApi(graph, { viewerOf: undefined, streams, ending: stopping.signal });
  const [row] = await ask(graph, "MATCH (a:Alliance {kind: 'hub'}) RETURN a.id AS id ORDER BY id LIMIT 1");
  hub = String(row?.id);
}, 240_000);

const newEntries = `subscription { newEntries(first: 2) { demands offers newest {
  demand { id text } offer { id } matches(first: 3) { considered results { score offer { id } demand { id } } } } } }`;
const matchesChanged = `subscription ($id: ID!, $known: [ID!]!) {
  matchesChanged(demandId: $id, known: $known, first: 10) { added removed } }`;
let keys = 0;
const key = () => {
  keys += 1;
  return `live-${keys}`;
};
const enterDemand = (fields: object) =>
  api.ask("mutation ($i: EnterDemandInput!) { enterDemand(input: $i) { demand { id version } } }", {
    i: { clientMutationId: key(), fields },
  });
const enterOffer = (fields: object) =>
  api.ask("mutation ($i: EnterOfferInput!) { enterOffer(input: $i) { offer { id } } }", {
    i: { clientMutationId: key(), fields },
  });
const exampleOwner = "example-enterprise-1";
const fields = { text: "需要大型企业开放检测实验室，做材料成分检测", visibility: "public" };
/** A stream that stands: the pulse has looked once, what comes now is new. */
const settled = async <T>(stream: Promise<T>): Promise<T> => {
  const opened = await stream;
  await new Promise((resolve) => setTimeout(resolve, 800));
  return opened;
};

describe("a subscriber to the lists", () => {
  it("is told of a new need with its matches, once", async () => {
    const stream = await settled(openEvents(api.url, newEntries));
    expect(stream.status).toBe(200);
    const { data } = await enterDemand({ ...fields, raisedById: exampleOwner });
    const { id } = data.enterDemand.demand;
    const told = (await stream.next()).data.newEntries;
    expect(told).toMatchObject({ demands: 1, offers: 0, newest: [{ demand: { id }, offer: null }] });
    const direct = await api.ask(
      "query ($id: ID!) { matchesOfDemand(demandId: $id, first: 3) { results { score offer { id } demand { id } } } }",
      { id },
    );
    expect(direct.data.matchesOfDemand.results).toHaveLength(3);
    expect(told.newest[0].matches.results).toEqual(direct.data.matchesOfDemand.results);
    // An edit of it is no news, the next one is.
    await api.ask("mutation ($i: EditDemandInput!) { editDemand(input: $i) { demand { id } } }", {
      i: { clientMutationId: key(), id, expectedVersion: 1, fields: { ...fields, raisedById: exampleOwner } },
    });
    const offer = await enterOffer({
      text: "开放材料检测实验室",
      offeredById: exampleOwner,
      visibility: "public",
    });
    const second = (await stream.next()).data.newEntries;
    expect(second).toMatchObject({
      demands: 0,
      offers: 1,
      newest: [{ demand: null, offer: { id: offer.data.enterOffer.offer.id } }],
    });
    stream.close();
  });

  it("is told of many at once in few events that count them all", async () => {
    const stream = await settled(openEvents(api.url, newEntries));
    const many = 12;
    await Promise.all(
      Array.from({ length: many }, (_, at) => enterDemand({ ...fields, text: `需要第${at}种检测服务` })),
    );
    let counted = 0;
    while (counted < many) {
      const { demands, newest } = (await stream.next()).data.newEntries;
      expect(newest.length).toBeLessThanOrEqual(2);
      counted += demands;
    }
    expect(counted).toBe(many);
    stream.close();
  });

  it("is told of nothing that is kept from them", async () => {
    const member = await openAccount(graph, [{ role: "investmentOfficer", placeId: hub }]);
    const stream = await settled(
      openEvents(real.url, newEntries, {}, { cookie: `lianmeng=${member.secret}` }),
    );
    await enterDemand({ ...fields, raisedById: exampleOwner, visibility: "organization" });
    const { data } = await enterDemand({ ...fields, text: "公开的需求：需要检测" });
    const told = (await stream.next()).data.newEntries;
    expect(told).toMatchObject({ demands: 1, newest: [{ demand: { id: data.enterDemand.demand.id } }] });
    stream.close();
  });

  it("hears no more once signed out", async () => {
    const member = await openAccount(graph, [{ role: "investmentOfficer", placeId: hub }]);
    const cookie = `lianmeng=${member.secret}`;
    const stream = await settled(openEvents(real.url, newEntries, {}, { cookie }));
    const browser = openBrowser(real.url, member.secret);
    await browser.ask("mutation { signOut { __typename } }");
    await enterDemand(fields);
    await stream.ended;
    expect(stream.events).toEqual([]);
  });
});

describe("a subscriber to one need's matches", () => {
  it("is told when a better resource comes, and not when nothing changes", async () => {
    const need = await enterDemand({ ...fields, text: "需要租用一台三坐标测量机，测量箱体零件" });
    const { id } = need.data.enterDemand.demand;
    const list = await api.ask(
      "query ($id: ID!) { matchesOfDemand(demandId: $id, first: 10) { results { id } } }",
      { id },
    );
    const known = list.data.matchesOfDemand.results.map((result: { id: string }) => result.id);
    const stream = await settled(openEvents(api.url, matchesChanged, { id, known }));
    await enterDemand({ text: "需要与此无关的法律咨询" });
    await enterOffer({
      text: "出租三坐标测量机，可测量箱体零件",
      offeredById: exampleOwner,
      visibility: "public",
    });
    expect((await stream.next()).data.matchesChanged).toEqual({
      added: 1,
      removed: known.length >= 10 ? 1 : 0,
    });
    stream.close();
  });
});

describe("streams", () => {
  const json = { "content-type": "application/json" };
  const post = (accept: string, query: string) =>
    fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { ...json, accept },
      body: JSON.stringify({ query }),
    });

  it("carry subscriptions and nothing else, and nothing else carries those", async () => {
    const asEvents = await (await post("text/event-stream", "{ allianceCount }")).text();
    expect(asEvents).toContain("事件流只用于订阅");
    const asJson = (await (
      await post("application/json", "subscription { newEntries { demands } }")
    ).json()) as {
      errors: { message: string }[];
    };
    expect(asJson.errors[0]?.message).toContain("text/event-stream");
    const multipart = await post("multipart/mixed", "subscription { newEntries { demands } }");
    expect(multipart.status).toBe(406);
  });

  it("ask for no more than other operations, and need a right", async () => {
    const deep = `subscription { newEntries(first: 10) { newest { matches(first: 20) { results { offer {
      id } path { nodes { id } } } } a: matches(first: 20) { results { path { nodes { id } edges { id } } } } } } }`;
    const anonymous = await openEvents(real.url, deep);
    await anonymous.ended;
    expect(anonymous.events[0].errors[0].extensions.code).toMatch(/LIMIT|UNAUTHENTICATED/);
    const right = await openEvents(real.url, "subscription { newEntries { demands } }");
    await right.ended;
    expect(right.events[0].errors[0].extensions.code).toBe("UNAUTHENTICATED");
  });

  it("are bounded in number for one visitor, and one that is closed makes room", async () => {
    const member = await openAccount(graph, [{ role: "investmentOfficer", placeId: hub }]);
    const cookie = `lianmeng=${member.secret}`;
    const open = () => openEvents(real.url, newEntries, {}, { cookie });
    const [first, second] = [await open(), await open()];
    const third = await open();
    await third.ended;
    expect(third.events[0].errors[0].message).toContain("最多 2 个");
    first.close();
    await vi.waitFor(async () => {
      const again = await open();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(again.events).toEqual([]);
      again.close();
    });
    second.close();
  });

  it("end when the server does", async () => {
    const member = await openAccount(graph, [{ role: "investmentOfficer", placeId: hub }]);
    const stream = await openEvents(real.url, newEntries, {}, { cookie: `lianmeng=${member.secret}` });
    stopping.abort();
    await stream.ended;
    expect(stream.events).toEqual([]);
  });
});
