import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { settleDemo } from "../../server/identity/demo.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { type Browser, codeOf, openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 120_000 });

let graph: Graph;
let api: TestApi;
let keys = 0;

beforeAll(async () => {
  graph = await seededGraph();
  await ask(graph, "MATCH (n:Account|Grant|Session|Setting|AuditEvent) DETACH DELETE n");
  await settleDemo(graph);
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
}, 240_000);
beforeEach(() => forgetAddresses("127.0.0.1"));

/** Somebody of the demo mode, with that role's real rights. */
async function visitor(role: string): Promise<Browser> {
  const browser = openBrowser(api.url);
  const entered = await browser.ask("mutation ($role: Role!) { enterDemo(role: $role) { me { kind } } }", {
    role,
  });
  expect(entered.errors).toEqual([]);
  return browser;
}

const list = `query ($id: ID!) { matchesOfDemand(demandId: $id, first: 20) {
  results { id state mayDecide offer { id offeredBy { __typename } alliance { id } } } } }`;
interface Found {
  mayDecide: boolean;
  offer: { id: string; offeredBy: unknown; alliance: unknown };
}
const best = async (
  browser: Browser,
  id: string,
  wanted: (offer: Found["offer"]) => boolean = () => true,
): Promise<Found> => {
  const answer = await browser.ask(list, { id });
  expect(answer.errors).toEqual([]);
  const results: Found[] = answer.data.matchesOfDemand.results;
  const found = results.find(({ offer }) => wanted(offer));
  if (!found) throw new Error("no such offer on the list");
  return found;
};
const press = (browser: Browser, step: "startContact" | "reopenMatch", demandId: string, offerId: string) => {
  keys += 1;
  const type = step === "startContact" ? "StartContactInput" : "ReopenMatchInput";
  return browser.ask(`mutation ($input: ${type}!) { ${step}(input: $input) { state } }`, {
    input: { clientMutationId: `decide-${keys}`, demandId, offerId },
  });
};

describe("a published need that belongs to nobody", () => {
  it.each(["hubCoordinator", "investmentOfficer", "administrator"])("is decided by a %s", async (role) => {
    const browser = await visitor(role);
    const { offer, mayDecide } = await best(browser, "LE001");
    expect(mayDecide).toBe(true);
    const started = await press(browser, "startContact", "LE001", offer.id);
    expect(started.errors).toEqual([]);
    expect(started.data.startContact.state).toBe("contacted");
    const back = await press(browser, "reopenMatch", "LE001", offer.id);
    expect(back.data.reopenMatch.state).toBe("proposed");
  });

  it.each(["chainLead", "organizationSecretary"])(
    "is not decided by a %s, who answers for others",
    async (role) => {
      const browser = await visitor(role);
      // An offer that belongs to nobody either: whose it is would else decide.
      const { offer, mayDecide } = await best(browser, "LE001", (one) => !one.offeredBy && !one.alliance);
      expect(mayDecide).toBe(false);
      expect(codeOf(await press(browser, "startContact", "LE001", offer.id))).toBe("FORBIDDEN");
    },
  );
});

describe("a need that belongs to somebody", () => {
  it("stays theirs, also when its owner is out of sight", async () => {
    await ask(
      graph,
      `MATCH (d:Demand {id: 'LE011'})
       CREATE (d)-[:RAISED_BY]->(:Enterprise:Entity {id: 'hidden-owner', name: '看不见的企业', audience: 'org:hidden-owner'})`,
    );
    const browser = await visitor("investmentOfficer");
    const { offer, mayDecide } = await best(browser, "LE011");
    expect(mayDecide).toBe(false);
    expect(codeOf(await press(browser, "startContact", "LE011", offer.id))).toBe("FORBIDDEN");
  });
});

describe("the buttons for changing an entry", () => {
  const mayEdit = async (browser: Browser, id: string): Promise<boolean> => {
    const { data, errors } = await browser.ask("query ($id: ID!) { demand(id: $id) { mayEdit } }", { id });
    expect(errors).toEqual([]);
    return data.demand.mayEdit;
  };

  it("are there for who may press them, and for nobody on a published line", async () => {
    const [secretary, coordinator, bank] = [
      await visitor("organizationSecretary"),
      await visitor("hubCoordinator"),
      await visitor("bank"),
    ];
    const entered = await secretary.ask(
      'mutation { enterDemand(input: {clientMutationId: "own", fields: {text: "需要夜班电工两名"}}) { demand { id mayEdit version } } }',
    );
    const { id, mayEdit: fresh, version } = entered.data.enterDemand.demand;
    expect(fresh).toBe(true);
    // The hub's coordinator answers for its alliances' members.
    expect(await mayEdit(coordinator, id)).toBe(true);
    const withdraw = `mutation ($id: ID!, $version: Int!) {
      withdrawDemand(input: {clientMutationId: "away", id: $id, expectedVersion: $version}) { demand { state mayEdit } } }`;
    const refused = await bank.ask(withdraw, { id, version });
    expect(["FORBIDDEN", "NOT_FOUND"]).toContain(codeOf(refused));
    const done = await coordinator.ask(withdraw, { id, version });
    expect(done.data.withdrawDemand.demand).toEqual({ state: "withdrawn", mayEdit: true });
    for (const browser of [secretary, coordinator, bank]) expect(await mayEdit(browser, "LE001")).toBe(false);
  });
});
