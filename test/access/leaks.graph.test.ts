import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, keyed, openAccount, openBrowser } from "../support/people.ts";
import { district } from "./matrixGraph.ts";

// A firm hidden from everybody but its own organisation joins what is seen: what it is, and that it is, must not show.
const secret = `
  MATCH (a:Alliance {id: 'a'}), (b:Alliance {id: 'b'}), (e:Enterprise {id: 'e'}), (x:Enterprise {id: 'x'}),
    (c:IndustryChain {id: 'chain-a'})
  CREATE (p:ChainPosition:Entity:Searchable {id: 'p', name: '电芯', stage: 'midstream', order: 1})-[:PART_OF_CHAIN]->(c)
  CREATE (m:Product:Entity:Searchable {id: 'm', name: '电池', shortName: '电池', pinyin: 'dianchi', pinyinInitials: 'dc'})
  CREATE (k:Category:Entity:Searchable {id: 'k1', name: '人才用工'})
  CREATE (h:Enterprise:Entity:Searchable {id: 'hidden', name: '隐身精工有限公司', shortName: '隐身精工',
    aliases: ['隐身'], pinyin: 'yinshenjinggong', pinyinInitials: 'ysjg', creditCode: '91500000HIDDEN0001', scale: 'large', audience: 'org:hidden'})
  CREATE (o:PartyOrganization:Entity:Searchable {id: 'hidden-branch', name: '隐身支部', shortName: '隐身支部', pinyin: 'yinshenzhibu', pinyinInitials: 'yszb',
    kind: 'branch', audience: 'org:hidden'})-[:COVERS {mode: 'independent'}]->(h)
  CREATE (o)-[:MEMBER_OF]->(a) CREATE (h)-[:OBSERVES]->(b)
  CREATE (h)-[:OCCUPIES {role: 'lead'}]->(p) CREATE (h)-[:PRODUCES]->(m)
  CREATE (e)-[:SUPPLIES]->(h) CREATE (h)-[:SUPPLIES]->(x)
  CREATE (d:Demand:Entity {id: 'hidden-need', title: '隐身需求', text: '需要隐身涂层技术', words: '需要 隐身 涂层 技术', textHash: 'h1', state: 'published',
    audience: 'org:hidden', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(h)
  CREATE (d)-[:IN_CATEGORY]->(k) CREATE (d)-[:WANTS]->(m) CREATE (d)-[:FOR_ALLIANCE]->(a)
  CREATE (f:Offer:Resource:Entity {id: 'hidden-offer', title: '隐身资源', text: '提供隐身涂层技术', words: '提供 隐身 涂层 技术', textHash: 'h2', state: 'published',
    audience: 'org:hidden', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:OFFERED_BY]->(h)
  CREATE (f)-[:IN_CATEGORY]->(k)
  CREATE (open:Demand:Entity {id: 'open-need', title: '公开需求', text: '需要隐身涂层技术', words: '需要 隐身 涂层 技术', textHash: 'h1', state: 'published',
    audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(h)
  CREATE (:Demand:Entity {id: 'e-need', title: '企业一的需求', text: '需要电工', words: '需要 电工', textHash: 'h3', state: 'published',
    audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(e)`;

let graph: Graph;
let api: TestApi;
/** Sees alliances a and b, and not the hidden firm; may act for the alliances' members. */
let coordinator: Browser;
let supervisor: Browser;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, secret);
  await ask(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { viewerOf: undefined });
  coordinator = openBrowser(
    api.url,
    (await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub" }])).secret,
  );
  supervisor = openBrowser(api.url, (await openAccount(graph, [{ role: "supervisor" }])).secret);
});

const page = "totalCount nodes { id } pageInfo { hasNextPage }";

/** Each question, and that somebody who sees everything does get the hidden thing: else the question proves nothing. */
const questions: [what: string, query: string][] = [
  ["a list and its count", `{ enterprises { ${page} } }`],
  ["a filter by name", `{ enterprises(filter: {text: "隐身"}) { ${page} } }`],
  ["a filter by pinyin initials", `{ enterprises(filter: {text: "ysjg"}) { ${page} } }`],
  ["a filter by position", `{ enterprises(filter: {positionId: "p"}) { ${page} } }`],
  ["a filter by alliance", `{ enterprises(filter: {allianceId: "a"}) { ${page} } }`],
  ["a list of organisations by alliance", `{ organizations(filter: {allianceId: "a"}) { ${page} } }`],
  [
    "needs by a hidden owner: filtering through a related type",
    `{ demands(filter: {ownerId: "hidden"}) { ${page} } }`,
  ],
  ["needs by a word in the hidden text", `{ demands(filter: {text: "隐身"}) { ${page} } }`],
  ["needs of an alliance", `{ demands(filter: {allianceId: "a"}) { ${page} } }`],
  ["needs of a category", `{ demands(filter: {categoryId: "k1"}) { ${page} } }`],
  ["offers of a category", `{ offers(filter: {categoryId: "k1"}) { ${page} } }`],
  ["offers by owner", `{ offers(filter: {ownerId: "hidden"}) { ${page} } }`],
  ["how many offers a category has", "{ categories { id offerCount exampleOfferCount } }"],
  ["suggestions by name", '{ search(text: "隐身") { node { id name } } }'],
  ["suggestions by pinyin", '{ search(text: "yinshenjing") { node { id name } } }'],
  ["suggestions by initials", '{ search(text: "ysjg") { node { id name } } }'],
  ["suggestions by credit code", '{ search(text: "91500000HIDDEN0001") { node { id name } } }'],
  ["a thing by its id", '{ node(id: "hidden") { id } }'],
  ["several by their ids", '{ nodes(ids: ["e", "hidden", "hidden-need", "hidden-branch"]) { id } }'],
  ["neighbours", '{ neighbourhood(id: "e", depth: 3) { nodes { id } edges { id source target } omitted } }'],
  ["neighbours of a kind of product", '{ neighbourhood(id: "m") { nodes { id } edges { id } omitted } }'],
  ["counts of neighbours", '{ neighbourCounts(id: "e") { type direction kind count exampleCount } }'],
  ["a path through it", '{ path(fromId: "e", toId: "x") { nodes { id } edges { id } } }'],
  ["the alliance's drawing", '{ allianceGraph(hubId: "hub") { nodes { id } edges { id } omitted } }'],
  [
    "members of an alliance and their number",
    '{ alliance(id: "a") { memberCount exampleMemberCount members { totalCount nodes { organization { id } } } } }',
  ],
  [
    "members of the hub above it and their number",
    '{ alliance(id: "hub") { memberCount members { totalCount nodes { organization { id } } } } }',
  ],
  ["observers of an alliance", '{ alliance(id: "b") { observers { totalCount nodes { id } } } }'],
  ["firms at a position", '{ position(id: "p") { enterprises { totalCount nodes { id } } } }'],
  ["a firm's suppliers and buyers", '{ enterprise(id: "e") { buyers { totalCount nodes { id } } } }'],
  ["who raised a public need", '{ demand(id: "open-need") { id raisedBy { __typename } } }'],
  [
    "matches of a need",
    '{ matchesOfDemand(demandId: "open-need") { considered results { offer { id } } excluded { rule count } } }',
  ],
];

describe("a hidden firm shows to nobody else", () => {
  it.each(questions)("in %s", async (_, query) => {
    const answers = [await coordinator.ask(query), await supervisor.ask(query)];
    const [seen, all] = answers.map(({ data, errors }) =>
      JSON.stringify([data, errors.map(({ message }) => message)]),
    );
    expect(all).not.toBe(seen);
    expect(seen).not.toMatch(/hidden(?!-need")|隐身精工|隐身支部|隐身需求|隐身资源|HIDDEN/);
    expect(seen).not.toContain("hidden-need");
    // Nor by difference: without the hidden part the graph answers the same.
    const without = await withoutHidden(() => coordinator.ask(query));
    expect(JSON.stringify([without.data, without.errors.map(({ message }) => message)])).toBe(seen);
  });

  it("by a mutation that names it: the answer is the one for a thing that is not there", async () => {
    for (const [mutation, known, unknown] of [
      [
        "mutation ($id: ID!, $key: String!) { withdrawDemand(input: {clientMutationId: $key, id: $id, expectedVersion: 1}) { demand { id } } }",
        "hidden-need",
        "no-such-need",
      ],
      [
        "mutation ($id: ID!, $key: String!) { withdrawOffer(input: {clientMutationId: $key, id: $id, expectedVersion: 1}) { offer { id } } }",
        "hidden-offer",
        "no-such-offer",
      ],
      [
        'mutation ($id: ID!, $key: String!) { startContact(input: {clientMutationId: $key, demandId: "open-need", offerId: $id}) { state } }',
        "hidden-offer",
        "no-such-offer2",
      ],
      [
        'mutation ($id: ID!, $key: String!) { enterDemand(input: {clientMutationId: $key, fields: {text: "需要焊工十名", raisedById: $id}}) { demand { id } } }',
        "hidden",
        "no-such-firm",
      ],
      [
        keyed(
          'mutation ($id: ID!) { createShareLink(input: {name: "x", path: "/", placeIds: [$id]}) { link } }',
        ),
        "hidden-branch",
        "no-such-place",
      ],
    ] as const) {
      const ofKnown = await coordinator.ask(mutation, { id: known, key: `k-${known}-${mutation.length}` });
      const ofUnknown = await coordinator.ask(mutation, {
        id: unknown,
        key: `k-${unknown}-${mutation.length}`,
      });
      expect(ofKnown.errors).toHaveLength(1);
      expect({ ...ofKnown.errors[0], locations: null }).toEqual({ ...ofUnknown.errors[0], locations: null });
    }
  });
});

describe("a record in sight but out of reach", () => {
  const withdraw =
    'mutation ($key: String!) { withdrawDemand(input: {clientMutationId: $key, id: "e-need", expectedVersion: 1}) { demand { state } } }';
  const contact =
    'mutation ($key: String!) { startContact(input: {clientMutationId: $key, demandId: "e-need", offerId: "x-offer"}) { state } }';
  const open = async (grants: Parameters<typeof openAccount>[1]) =>
    openBrowser(api.url, (await openAccount(graph, grants)).secret);

  it("is changed by nobody but those whose place it lies in", async () => {
    const stranger = await open([{ role: "organizationSecretary", placeId: "q" }]);
    const otherLead = await open([{ role: "chainLead", placeId: "b" }]);
    const mixed = await open([{ role: "organizationSecretary", placeId: "q" }, { role: "supervisor" }]);
    for (const [i, browser] of [stranger, otherLead, mixed].entries()) {
      expect((await browser.ask('{ demand(id: "e-need") { id } }')).data.demand).toEqual({ id: "e-need" });
      const answer = await browser.ask(withdraw, { key: `out-of-reach-${i}` });
      expect(codeOf(answer)).toBe("FORBIDDEN");
      expect(answer.errors[0]?.message).toContain("范围");
    }
    const [kept] = await ask(
      graph,
      "MATCH (d:Demand {id: 'e-need'}) RETURN d.state AS state, d.version AS version",
    );
    expect(kept).toEqual({ state: "published", version: 1 });
    const own = await open([{ role: "organizationSecretary", placeId: "o" }]);
    expect((await own.ask(withdraw, { key: "own" })).data.withdrawDemand.demand.state).toBe("withdrawn");
    const [event] = await ask(
      graph,
      "MATCH (e:AuditEvent {targetId: 'e-need'}) RETURN e.action AS action, e.before AS before, e.after AS after",
    );
    expect(event).toEqual({
      action: "withdrawDemand",
      before: '{"state":"published"}',
      after: '{"state":"withdrawn","reason":null}',
    });
  });

  it("is entered only for one's own place", async () => {
    const secretary = await open([{ role: "organizationSecretary", placeId: "o" }]);
    const enter =
      'mutation ($key: String!, $owner: ID!) { enterDemand(input: {clientMutationId: $key, fields: {text: "需要焊工十名", raisedById: $owner}}) { demand { raisedBy { ... on Enterprise { id } } } } }';
    expect(codeOf(await secretary.ask(enter, { key: "for-x", owner: "x" }))).toBe("FORBIDDEN");
    expect(
      (await secretary.ask(enter, { key: "for-e", owner: "e" })).data.enterDemand.demand.raisedBy,
    ).toEqual({ id: "e" });
    expect(
      await ask(graph, "MATCH (d:Demand)-[:RAISED_BY]->(:Enterprise {id: 'x'}) RETURN d.id AS id"),
    ).toEqual([]);
  });

  it("is matched only for a side of one's own", async () => {
    await ask(
      graph,
      `MATCH (x:Enterprise {id: 'x'}), (d:Demand {id: 'e-need'}) SET d.state = 'published'
      CREATE (:Offer:Resource:Entity {id: 'x-offer', text: '电工培训', words: '电工 培训', textHash: 'h9', state: 'published', audience: 'public', version: 1})-[:OFFERED_BY]->(x)`,
    );
    expect(
      codeOf(
        await (await open([{ role: "organizationSecretary", placeId: "q" }])).ask(contact, { key: "c1" }),
      ),
    ).toBe("FORBIDDEN");
    expect(codeOf(await (await open([{ role: "bank", placeId: "k" }])).ask(contact, { key: "c2" }))).toBe(
      "FORBIDDEN",
    );
    expect(
      (await (await open([{ role: "organizationSecretary", placeId: "o" }])).ask(contact, { key: "c3" })).data
        .startContact.state,
    ).toBe("contacted");
  });

  it("gives its answer to nobody who sends another's idempotency key", async () => {
    const [first, second] = [
      await open([{ role: "chainLead", placeId: "a" }]),
      await open([{ role: "chainLead", placeId: "a" }]),
    ];
    const enter =
      'mutation { enterDemand(input: {clientMutationId: "shared-key", fields: {text: "需要模具工三名"}}) { demand { id } } }';
    expect((await first.ask(enter)).errors).toEqual([]);
    expect(codeOf(await second.ask(enter))).toBe("CONFLICT");
  });
});

/** Runs `work` while the hidden part is out of the graph, and puts it back. */
async function withoutHidden<T>(work: () => Promise<T>): Promise<T> {
  await ask(
    graph,
    "MATCH (n:Entity) WHERE n.audience = 'org:hidden' SET n:Kept REMOVE n:Entity SET n.keptLabels = labels(n)",
  );
  await ask(graph, "MATCH (n:Kept) REMOVE n:Enterprise:PartyOrganization:Demand:Offer:Resource:Searchable");
  try {
    return await work();
  } finally {
    await ask(graph, "MATCH (n:Kept) SET n:$([l IN n.keptLabels WHERE l <> 'Kept'] + ['Entity'])");
    await ask(graph, "MATCH (n:Kept) REMOVE n:Kept REMOVE n.keptLabels");
    await ask(graph, "CALL db.awaitIndexes(60)");
  }
}
